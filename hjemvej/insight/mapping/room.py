"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import FrontPage, MenuItem, OverviewFigure, Room

from . import actions, queries
from .views import homes_kept
from .views import ways_home as views

ROOM = Room(
    name="mapping",
    overdue=queries.overdue,
    leaves=actions.leave_months_and_weeks,
    figures=(
        OverviewFigure(50, "way_home", _("Hvor lang er vejen hjem?"), queries.way_home, views.way_home),
        OverviewFigure(
            52,
            "who_got_homes",
            _("Hvem fik et hjem, og hvem venter?"),
            queries.who_got_homes,
            views.who_got_homes,
            shows_small_numbers=False,
        ),
        OverviewFigure(
            54,
            "still_at_home",
            _("Hvem har ikke mistet boligen?"),
            queries.still_at_home,
            homes_kept.still_at_home,
            draw_released=homes_kept.still_at_home_released,
        ),
    ),
    menu=(MenuItem(80, _("Overblik"), "mapping:overview", Permission.SEE_OVERVIEW),),
    front_pages=(FrontPage(30, Permission.SEE_OVERVIEW, "mapping:overview"),),
)
