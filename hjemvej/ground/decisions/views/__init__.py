"""Which pages are there about decisions and complaints? One topic a file."""
