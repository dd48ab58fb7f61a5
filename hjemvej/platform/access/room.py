"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.rooms import Events, FrontPage, MenuItem, Room

from . import events
from .roles import Permission

ROOM = Room(
    name="access",
    menu=(
        MenuItem(130, _("Hvem har set hvad"), "access:checks", Permission.CHECK_LOOKS),
        MenuItem(140, _("Medlemmer"), "access:members", Permission.MANAGE_MEMBERS),
    ),
    front_pages=(FrontPage(40, Permission.MANAGE_MEMBERS, "access:members"),),
    events=Events(events.EVENTS, events.QUIET),
)
