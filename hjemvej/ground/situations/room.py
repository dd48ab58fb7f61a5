"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import Events, MenuItem, Room

from . import events

ROOM = Room(
    name="situations",
    menu=(MenuItem(70, _("Set på gaden"), "situations:count_on_street", Permission.COUNT_STREET),),
    events=Events(events.EVENTS, events.QUIET, events.told),
)
