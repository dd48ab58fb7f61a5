"""What does a partner change with us?"""
