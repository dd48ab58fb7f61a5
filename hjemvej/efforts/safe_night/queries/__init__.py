"""What do the sub-rooms and the door all ask? Tonight's places, the row behind a door, a person's nights."""
