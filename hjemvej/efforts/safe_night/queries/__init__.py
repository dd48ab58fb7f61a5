"""What do all the sub-rooms and the door ask? Tonight's places, the row behind an address, a person's nights."""
