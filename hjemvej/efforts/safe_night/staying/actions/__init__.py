"""What do we change about a stay? Come, moved, left, taken in at the door, or written by mistake."""
