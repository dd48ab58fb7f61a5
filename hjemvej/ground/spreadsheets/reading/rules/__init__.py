"""What stands in a file, whoever made it and however? Bytes in, sheets of text cells out. Pure."""
