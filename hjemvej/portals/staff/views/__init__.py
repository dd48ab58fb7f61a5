"""Which pages cross rooms?"""
