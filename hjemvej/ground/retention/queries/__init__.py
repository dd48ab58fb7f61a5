"""What do we ask to erase? Who is due, which rows are about a citizen, and what the leader's page tells of it."""

from .preview import Preview, not_set_up, overdue, preview

__all__ = ["Preview", "not_set_up", "overdue", "preview"]
