"""Which pages are there about a plan? The plan itself, its goals, and what was agreed: one topic a file."""
