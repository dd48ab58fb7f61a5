"""What is left before a citizen moves in, and which steps does the team's list have?"""

import datetime
import uuid

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.housing_first.models import HomeOffer, MovingInLine, MovingInStep
from hjemvej.ground.casework import rules as casework
from hjemvej.ground.casework.queries import is_mine_or_nobodys
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step
from hjemvej.platform.spans.queries import lasting_on

from . import rules

GOES_ON = (HomeOffer.State.SIGNED, HomeOffer.State.MOVED_IN)  # the first week belongs to the list too


def steps_on(on: datetime.date, *, team_id: uuid.UUID | None) -> list[MovingInStep]:
    """The team's list as it is on a day; a team that never changed it has the one that all begin with."""
    own = has_own_list(team_id)
    rows = MovingInStep.objects.filter(
        lasting_on(on, begins="valid_from", until="valid_to"), team_id=team_id if own else None
    )
    return list(rows.order_by("order", "id"))


def has_own_list(team_id: uuid.UUID | None) -> bool:
    return team_id is not None and MovingInStep.objects.filter(team_id=team_id).exists()


def lines_of(offer: HomeOffer, *, viewer: Viewer) -> QuerySet[MovingInLine]:
    """What is not done first, by its day."""
    rows = viewer.rows_of(MovingInLine).filter(offer=offer).select_related("done_by")
    return rows.order_by(F("done_on").asc(nulls_first=True), "by_on", "order", "id")


def line(line_id: uuid.UUID, *, viewer: Viewer) -> MovingInLine | None:
    return viewer.rows_of(MovingInLine).select_related("offer__vacancy__dwelling").filter(pk=line_id).first()


def late_steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """On the day's page: citizens for whom something is late before they move in; one step each."""
    if not viewer.may(Permission.WRITE_NOTE):
        return []
    on = localdate(at)
    lines = viewer.rows_of(MovingInLine).filter(done_on=None, by_on__lt=on).order_by()
    late = Subquery(lines.filter(offer=OuterRef("pk")).values("offer").values(number=Count("id")))
    offers = viewer.rows_of(HomeOffer).filter(
        is_mine_or_nobodys(viewer), state__in=GOES_ON, organisation=viewer.team_id, pk__in=lines.values("offer")
    )
    rows = offers.annotate(late=late).select_related("person").order_by("id")
    return [_step(row.person, row.pk, row.lease_from_on or on, row.late, on) for row in rows]


def _step(person: Person, offer_id: uuid.UUID, day: datetime.date, late: int, on: datetime.date) -> Step:
    due_at = casework.end_of_day(day)
    clock = casework.clock(due_at, on=on)
    return Step(
        due_at=due_at, chip=clock.text, kind=clock.kind, title=person.name.with_code,
        why=rules.late_in_words(late), url=reverse("housing_first:checklist", args=[offer_id]),
        action=_("Se listen"), person_id=person.pk, title_url=reverse("staff:person", args=[person.pk]),
    )  # fmt: skip
