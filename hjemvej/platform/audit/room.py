"""What does this room bring to the rest of the house?"""

from hjemvej.platform.rooms import Events, MergeRule, Room, Words

from . import events
from .models import Change, Event, Listed, Look, SampledLook

ROOM = Room(
    name="audit",
    words=Words(
        untold_tables=dict.fromkeys((Event, Change, Look, Listed, SampledLook), "it is the log itself"),
    ),
    events=Events(events.EVENTS, events.QUIET),
    merge=(
        MergeRule(Event, stays="the log stays as it was written"),
        MergeRule(Change, stays="the log stays as it was written"),
        MergeRule(Look, stays="the log stays as it was written"),
        MergeRule(Listed, stays="the log stays as it was written"),
    ),
)
