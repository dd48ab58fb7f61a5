"""How do two records become one person, and one record two again?"""
