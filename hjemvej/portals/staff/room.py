"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import Events, FrontPage, MenuItem, Room

from . import events

ROOM = Room(
    name="staff",
    menu=(
        MenuItem(10, _("I dag"), "staff:today", Permission.SEE_TODAY),
        MenuItem(40, _("Borgere"), "staff:register", Permission.SEE_REGISTER),
    ),
    front_pages=(FrontPage(10, Permission.SEE_TODAY, "staff:today"),),
    events=Events(events.EVENTS, events.QUIET),
)
