"""How was a night, for everybody and for a single person?"""
