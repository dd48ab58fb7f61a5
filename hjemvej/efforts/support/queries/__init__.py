"""What do we ask about support? Courses and their rows, contacts and visits, and how every running course stands."""
