"""Which pages are there about nights? The board, finding a place, and the morning after."""
