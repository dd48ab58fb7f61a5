"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import ErasingRules, Events, MenuItem, Room, Sealed

from . import access, actions, events, queries

ROOM = Room(
    name="retention",
    menu=(MenuItem(135, _("Sletning"), "retention:preview", Permission.SEE_ERASURE),),
    overdue=queries.overdue,
    sealed=(Sealed("archive files", actions.seal_archives_anew),),
    erases_by=ErasingRules(queries.keys_that_erase, access.would_go),
    erases_again=actions.erase_those_brought_back,
    events=Events(events.EVENTS, events.QUIET),
)
