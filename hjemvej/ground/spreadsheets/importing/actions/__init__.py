"""What would happen with each row, and how are the rows imported?"""
