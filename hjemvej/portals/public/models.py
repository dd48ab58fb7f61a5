"""What do we remember of those who knock without a name? Nothing here: knocks are counted in `platform/tries`."""
