"""What do we ask to erase? Who is due, which rows are about a citizen, and what the leader's page tells of it."""

from .preview import Counted, Preview, count_preview, kept_preview, not_set_up, overdue, preview, rules_mark
from .weighing import keys_that_erase, would_go

__all__ = [
    "Counted", "Preview", "count_preview", "kept_preview", "keys_that_erase", "not_set_up", "overdue", "preview",
    "rules_mark", "would_go",
]  # fmt: skip
