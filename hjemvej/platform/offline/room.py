"""What does this room bring to the rest of the house?"""

from hjemvej.platform.rooms import Events, Record, Room, Words

from . import events, records
from .models import ReturnedForm

ROOM = Room(
    name="offline",
    words=Words(untold_tables={ReturnedForm: "refused words are their writer's own desk, and go within a week"}),
    events=Events(events.EVENTS, events.QUIET),
    records=(
        Record("form_id", make=records.returned_form, some="offline_returnedform ORDER BY id", is_personal=False),
    ),
    bystanders=records.add_bystander,
)
