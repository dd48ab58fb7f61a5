"""How are two records of the same person merged, and how is a merge undone?"""
