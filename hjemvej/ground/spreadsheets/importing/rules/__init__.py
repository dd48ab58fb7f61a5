"""What happens with each row, and which person is it about? Pure."""
