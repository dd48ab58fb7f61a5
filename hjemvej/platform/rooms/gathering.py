"""What do all rooms bring together? Each list in the order it is shown in; ties keep the order of the rooms."""

from operator import attrgetter

from .house import rooms
from .pages import FirstStep, FrontPage, MenuItem, PersonLookup

by_place = attrgetter("place")


def menu() -> list[MenuItem]:
    return sorted((item for room in rooms() for item in room.menu), key=by_place)


def front_pages() -> list[FrontPage]:
    return sorted((page for room in rooms() for page in room.front_pages), key=by_place)


def first_steps() -> list[FirstStep]:
    return sorted((step for room in rooms() for step in room.first_steps), key=by_place)


def person_lookup() -> PersonLookup:
    """The one room that knows citizens."""
    (lookup,) = (room.person_lookup for room in rooms() if room.person_lookup)
    return lookup
