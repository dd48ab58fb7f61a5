"""How was a night, for all people and for a single person?"""
