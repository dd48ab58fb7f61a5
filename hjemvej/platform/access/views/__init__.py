"""Which page? One module a topic: sign-in, own page, members, who has seen what, the monthly check, break-glass."""
