"""Which clocks run for a citizen, and what would be lost this month?"""
