"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import Events, FrontPage, MenuItem, MergeRule, Room, Sign, Words

from . import events, records
from .models import ReadThrough

ROOM = Room(
    name="staff",
    signs=(Sign(ReadThrough, ("read_at",)),),
    merge=(MergeRule(ReadThrough),),
    bystanders=records.add_bystander,
    menu=(
        MenuItem(10, _("I dag"), "staff:today", Permission.SEE_TODAY),
        MenuItem(40, _("Borgere"), "staff:register", Permission.SEE_REGISTER),
    ),
    front_pages=(FrontPage(10, Permission.SEE_TODAY, "staff:today"),),
    words=Words(
        untold_tables={ReadThrough: "what was left out, and why, stands in the citizen's own file itself"},
        pages={
            "staff.person": _("Så sagen"),
            "staff.own_data": _("Så siden, hvor din egen fil laves"),
            "staff.export_register": _("Hentede navnelisten som regneark"),
        },
        other_pages=_("Så sagen"),
        lists={
            "staff.today": _("I dag"),
            "staff.own_goals": _("I dag: det, vi selv har sat os for"),
            "staff.search": _("en søgning"),
            "staff.register": _("navnelisten"),
        },
    ),
    events=Events(events.EVENTS, events.QUIET),
)
