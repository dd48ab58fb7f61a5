"""What does this room bring to the rest of the house?"""

from hjemvej.platform.rooms import Events, PersonLookup, Room

from . import events, queries

ROOM = Room(
    name="people",
    person_lookup=PersonLookup(
        shown_name=queries.shown_name, survivor_of=queries.survivor_of, id_of_cpr=queries.id_of_cpr
    ),
    events=Events(events.EVENTS, events.QUIET),
)
