"""How is a spreadsheet read: its file, its columns, its cells, and what each row says? Pure."""
