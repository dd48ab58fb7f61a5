"""What do partners type? About guests at their door, and inquiries to the team."""
