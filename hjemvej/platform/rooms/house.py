"""Which rooms is the house made of? config hands them over once, when Django has started; all other code asks here."""

from .brought import Room

_handed_over: tuple[Room, ...] | None = None


class RoomsNotHandedOver(RuntimeError):
    """Code read the rooms while Django still imports modules."""


class RoomsHandedOverTwice(RuntimeError):
    """The house has a single list of rooms."""


def hand_over(rooms: tuple[Room, ...]) -> None:
    """Keep the rooms; only config/apps.py calls this, once."""
    global _handed_over
    if _handed_over is not None:
        raise RoomsHandedOverTwice("The rooms are handed over already: only config/apps.py calls hand_over(), once.")
    _handed_over = rooms


def rooms() -> tuple[Room, ...]:
    """Return every room, the lowest first, in the order of config/rooms.py."""
    if _handed_over is None:
        raise RoomsNotHandedOver(
            "The rooms are read before config/apps.py has handed them over: ask platform.rooms inside a function,"
            " never while a module is imported (a form's or field's choices may be a function)."
        )
    return _handed_over
