"""What do we change about a stay? Arrival, move, departure, a guest taken in at the door, or an arrival undone."""
