"""Which rows are a living reason to know a citizen? Each model says when, as its room says why in `room.py`."""

from hjemvej.platform.audit.triggers import Trigger


def begins_need_again(while_it_lasts: str, *, basis: str = "case") -> Trigger:
    """Open the writer's organisation's need again where it had ended; `while_it_lasts` is SQL on NEW."""
    calls = f"needs_begin_again('{basis}')"
    return Trigger("begin_need_again", "AFTER INSERT OR UPDATE", calls, while_it_lasts)
