"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import Events, FirstStep, MenuItem, Room

from . import events

ROOM = Room(
    name="spreadsheets",
    menu=(MenuItem(110, _("Regneark"), "spreadsheets:imports", Permission.IMPORT_PEOPLE),),
    first_steps=(
        FirstStep(20, Permission.IMPORT_PEOPLE, "spreadsheets:imports", _("Indlæs jeres egen liste fra et regneark")),
    ),
    events=Events(events.EVENTS, events.QUIET),
)
