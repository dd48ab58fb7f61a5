"""Which clocks run, what is reimbursed, and what may a discharge rest on? Pure: the law's figures come in."""
