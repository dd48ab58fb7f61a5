"""Who gets which home, from files alone and without a database? Read by `reading`, answered and said by `answering`."""
