"""How long is a signal kept, by its kind and what became of it? Which of the law's lengths, never the length itself."""

from ..models import Signal

WRONG, IN_CASE, COUNTED = "keep_signal_wrong", "keep_signal_in_case", "keep_signal_counted"
OBJECTED = "keep_signal_objected"
NOWHERE = ("keep_signal_nowhere", "keep_signal_concern", "keep_signal_leaving")  # by kind (`keep_nowhere`)
LENGTHS = (WRONG, OBJECTED, *NOWHERE, IN_CASE, COUNTED)
NEVER_ABOUT_THEM = frozenset({Signal.Ended.WRONG, Signal.Ended.DUPLICATE, Signal.Ended.WITHDRAWN})


def kept_as(ended: str, keep_nowhere: str) -> str:
    """Name the length of a signal that led to no case: what was wrong from the start goes first."""
    return WRONG if ended in NEVER_ABOUT_THEM else keep_nowhere
