"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import Events, MenuItem, Room

from . import events

ROOM = Room(
    name="law",
    menu=(MenuItem(120, _("Lov og frister"), "law:provisions", Permission.SEE_LAW),),
    events=Events(events.EVENTS, events.QUIET),
    impersonal_ids=("key",),
)
