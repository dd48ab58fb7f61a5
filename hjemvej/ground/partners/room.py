"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import Events, MenuItem, Room

from . import events

ROOM = Room(
    name="partners",
    menu=(MenuItem(100, _("Samarbejde"), "partners:organisations", Permission.HANDLE_INQUIRIES),),
    events=Events(events.EVENTS, events.QUIET),
)
