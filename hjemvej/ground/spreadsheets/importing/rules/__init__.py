"""What happens with each row, and whom is it about? Pure."""
