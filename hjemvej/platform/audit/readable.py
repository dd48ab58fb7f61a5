"""Which words do pages show for an event? Each room brings its own."""

import uuid
from typing import TYPE_CHECKING

from hjemvej.platform.rooms import rooms

if TYPE_CHECKING:
    from hjemvej.platform.access.viewer import Viewer


def readable_events() -> dict[str, str]:
    """Return every event of every room, in the reader's language."""
    return {name: str(text) for room in rooms() for name, text in room.events.texts.items()}


def timeline_events() -> dict[str, str]:
    """Return the events that a citizen's timeline shows."""
    quiet = {name for room in rooms() for name in room.events.quiet}
    return {name: text for name, text in readable_events().items() if name not in quiet}


def way_back(name: str, viewer: "Viewer", person_id: uuid.UUID, details: dict[str, object]) -> str:
    """Return the page on which this event is undone; empty where it cannot be."""
    for room in rooms():
        if name in room.events.ways_back:
            return room.events.ways_back[name](viewer, person_id, details)
    return ""


def details_of(name: str, details: dict[str, object]) -> str:
    """Return further details of an event from its room; often empty."""
    for room in rooms():
        if name in room.events.texts:
            return str(room.events.say_more(name, details))
    return ""
