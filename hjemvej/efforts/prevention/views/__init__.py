"""Which pages does this room show?"""
