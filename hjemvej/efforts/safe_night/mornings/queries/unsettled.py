"""Which nights are over and not made up, because the machine slept or the job failed? Who must know?"""

import datetime
from collections.abc import Iterable

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest, SettledNight
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step
from hjemvej.platform.ui import when

DAY = datetime.timedelta(days=1)
IN_TIME = datetime.timedelta(hours=3)  # the job runs every hour
NAMED = 3  # nights


def unsettled_nights(*, viewer: Viewer, at: datetime.datetime) -> list[datetime.date]:
    """List the nights, the first first; from the first night that anything is known of until the last that is over."""
    settled = set(viewer.rows_of(SettledNight).values_list("night", flat=True))
    begins = [min(settled, default=None)]
    if not settled:
        begins.append(viewer.rows_of(PlaceRequest).aggregate(first=Min("night"))["first"])
        begins.append(viewer.rows_of(Occupancy).aggregate(first=Min("from_night"))["first"])
    known = [night for night in begins if night]
    if not known:
        return []
    days = (night_of(at) - min(known)).days
    return [night for night in (min(known) + DAY * number for number in range(days)) if night not in settled]


def overdue_nights(*, viewer: Viewer, at: datetime.datetime) -> list[datetime.date]:
    """List the nights that should have been made up by now."""
    return unsettled_nights(viewer=viewer, at=at - IN_TIME)


def overdue(viewer: Viewer, at: datetime.datetime) -> list[str]:
    """Return the nights for /health?jobs."""
    return [night.isoformat() for night in overdue_nights(viewer=viewer, at=at)]


def leaders_steps(viewer: Viewer, at: datetime.datetime) -> Iterable[Step]:
    """Tell the leader, whose figures lack these nights."""
    if not viewer.may(Permission.SEE_TEAM_LOAD):
        return
    nights = overdue_nights(viewer=viewer, at=at)
    if not nights:
        return
    named = ", ".join(when.night_in_words(night) for night in nights[:NAMED])
    more = _(" og flere") if len(nights) > NAMED else ""
    yield Step(
        due_at=at,
        chip=_("står stille"),
        kind="late",
        title=ngettext("%d nat er ikke gjort op", "%d nætter er ikke gjort op", len(nights)) % len(nights),
        why=_("Tallene mangler %(nights)s. Bed dem, der driver systemet, køre ”manage.py settle_nights”.")
        % {"nights": named + more},
        url=reverse("safe_night:morning_of", args=[nights[0].isoformat()]),
        action=_("Se natten"),
        is_deadline=False,
    )
