"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import Events, FirstStep, MenuItem, Room

from . import events

ROOM = Room(
    name="shelters",
    menu=(MenuItem(90, _("Steder"), "shelters:places", Permission.EDIT_SHELTERS),),
    first_steps=(FirstStep(10, Permission.EDIT_SHELTERS, "shelters:create_house", _("Opret jeres steder")),),
    events=Events(events.EVENTS, events.QUIET),
)
