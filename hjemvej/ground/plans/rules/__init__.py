"""What is decided of a plan? Values in, answers in words out: goals, and the plans that are agreed."""
