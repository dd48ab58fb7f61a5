"""Which pages do partners have? A house's tonight and its guests; inquiries to the team."""
