"""What does this room bring to the rest of the house?"""

from hjemvej.platform.rooms import Events, Room

from . import events

ROOM = Room(name="audit", events=Events(events.EVENTS, events.QUIET))
