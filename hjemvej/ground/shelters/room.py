"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import Events, FirstStep, MenuItem, Record, Room

from . import events, records

ROOM = Room(
    name="shelters",
    menu=(MenuItem(90, _("Steder"), "shelters:places", Permission.EDIT_SHELTERS),),
    first_steps=(FirstStep(10, Permission.EDIT_SHELTERS, "shelters:create_house", _("Opret jeres steder")),),
    events=Events(events.EVENTS, events.QUIET),
    records=(
        Record("house_id", records.house, "shelters_house ORDER BY name", is_personal=False),
        Record("place_id", records.place, "shelters_place ORDER BY id", is_personal=False),
    ),
)
