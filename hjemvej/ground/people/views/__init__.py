"""Which pages are there about people?"""
