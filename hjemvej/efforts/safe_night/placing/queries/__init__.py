"""Who waits for a place, what was tried, and which places fit?"""
