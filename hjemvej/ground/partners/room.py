"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import Events, MenuItem, Room, Words

from . import events
from .models import ContactPerson

ROOM = Room(
    name="partners",
    menu=(MenuItem(100, _("Samarbejde"), "partners:organisations", Permission.HANDLE_INQUIRIES),),
    words=Words(
        untold_tables={ContactPerson: "a partner's contact person: says nothing of a citizen"},
    ),
    events=Events(events.EVENTS, events.QUIET),
    impersonal_ids=("contact_id", "agreement_id"),
)
