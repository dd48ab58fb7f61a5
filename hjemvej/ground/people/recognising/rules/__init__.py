"""Is this somebody we know? How names are folded, what was said, and whom it fits, with reasons. Pure."""
