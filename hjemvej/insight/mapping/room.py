"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import FrontPage, MenuItem, Room

from . import actions, queries

ROOM = Room(
    name="mapping",
    overdue=queries.overdue,
    leaves=actions.leave_months_and_weeks,
    menu=(MenuItem(80, _("Overblik"), "mapping:overview", Permission.SEE_OVERVIEW),),
    front_pages=(FrontPage(30, Permission.SEE_OVERVIEW, "mapping:overview"),),
)
