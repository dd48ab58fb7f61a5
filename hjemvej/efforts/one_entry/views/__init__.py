"""Which pages does the one entry have? The inbox, the recording of a call, and the inquiry."""
