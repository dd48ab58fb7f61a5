"""How was a night, for all and for one person?"""
