"""Who is a guest, which notices are open, and how many shelter days are used?"""
