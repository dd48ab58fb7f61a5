"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import Events, FirstStep, MenuItem, Room

from . import events, queries

ROOM = Room(
    name="one_entry",
    menu=(MenuItem(20, _("Henvendelser"), "one_entry:inbox", Permission.HANDLE_INQUIRIES, count=queries.count_new),),
    first_steps=(FirstStep(30, Permission.HANDLE_INQUIRIES, "one_entry:record", _("Skriv den første henvendelse")),),
    events=Events(events.EVENTS, events.QUIET),
)
