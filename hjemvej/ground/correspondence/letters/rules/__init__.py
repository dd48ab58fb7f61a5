"""What do we decide of letters? One topic a file: fields of a text, our own texts, the sheet, the channel. Pure."""
