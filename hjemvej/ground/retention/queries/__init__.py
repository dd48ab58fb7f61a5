"""What do we ask to erase? Who is due, which rows are about a citizen, and what the leader's page tells of it."""

from .preview import Preview, not_set_up, overdue, preview
from .weighing import keys_that_erase, would_go

__all__ = ["Preview", "keys_that_erase", "not_set_up", "overdue", "preview", "would_go"]
