"""What would happen with each row, and what happens when they are imported?"""
