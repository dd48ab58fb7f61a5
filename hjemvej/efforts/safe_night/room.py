"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import Events, MenuItem, Room

from . import events
from .board.queries import unplaced_tonight

ROOM = Room(
    name="safe_night",
    menu=(MenuItem(30, _("I nat"), "safe_night:board", Permission.SEE_BOARD, count=unplaced_tonight),),
    events=Events(events.EVENTS, events.QUIET),
)
