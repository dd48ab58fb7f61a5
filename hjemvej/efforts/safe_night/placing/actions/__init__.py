"""How does a person get a place? Asked for, held, and what those who handed over are told."""
