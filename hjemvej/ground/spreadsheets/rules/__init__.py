"""What do we decide about a spreadsheet? How it is read, which column is what, and what happens with each row. Pure."""
