"""Which courses of the team are to be reported, and what is known of each? Three queries and the law, however many."""

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from hjemvej.efforts.support.models import Phase, SupportCourse
from hjemvej.efforts.support.rules import Ended, Number
from hjemvej.ground.decisions.models import Decision
from hjemvej.ground.law.queries import provision_then
from hjemvej.ground.law.rules import add_months
from hjemvej.ground.people.models import Person, ResponsibleMunicipality
from hjemvej.ground.reimbursement.queries.known import Granted, granted_of
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_on

from . import rules
from .order import Order, order_on
from .rules import Known, Service


@dataclass(frozen=True)
class Report:
    """What the team would report on a day, and what keeps a part of it back."""

    on: datetime.date
    order: Order
    day_of_month: int
    months_ahead: int
    year_approved: int  # the day in February; nought: nobody says it
    ready: Sequence[Known] = ()
    lacking: Mapping[str, Sequence[Known]] = field(default_factory=dict)  # by what is missing
    coming: Sequence[Known] = ()  # that end by their plan
    elsewhere: int = 0  # another municipality reports them

    @property
    def waiting(self) -> set[uuid.UUID]:
        """The services that lack something, each once."""
        return {one.service.support_id for rows in self.lacking.values() for one in rows}


def report(on: datetime.date, *, viewer: Viewer) -> Report:
    """Sort the services of the viewer's own team by what is missing."""
    day, ahead, approved = (
        int(provision_then(key, on).value) for key in (rules.DAY_OF_MONTH, rules.LOOKS_AHEAD, rules.YEAR_APPROVED)
    )
    order, until = order_on(on), add_months(on, ahead)
    known = _known(on, order, viewer)
    ours = [one for one in known if rules.is_ours(one, settings.MUNICIPALITY_CODE)]
    lacking: dict[str, list[Known]] = {key: [] for key in rules.MISSING}
    for one in ours:
        for key in rules.lacks(one):
            lacking[key].append(one)
    return Report(
        on, order, day, ahead, approved, ready=[one for one in ours if not rules.lacks(one)],
        lacking={key: rows for key, rows in lacking.items() if rows},
        coming=[one for one in ours if one.service.ends_by_plan_on and one.service.ends_by_plan_on <= until],
        elsewhere=len(known) - len(ours),
    )  # fmt: skip


def people_of(person_ids: Collection[uuid.UUID], *, viewer: Viewer) -> dict[uuid.UUID, Person]:
    """The citizens of these services."""
    return viewer.rows_of(Person).in_bulk(list(person_ids))


def _known(on: datetime.date, order: Order, viewer: Viewer) -> list[Known]:
    """Return the team's services that run, or ended in the year that can still be reported. Three queries."""
    courses = viewer.rows_of(SupportCourse).filter(team_id=viewer.team_id, began_on__lte=on)
    courses = courses.exclude(ended_on__lt=rules.year_open_since(on))
    granted = granted_of(courses.values("person_id"), viewer=viewer)
    last = viewer.rows_of(Phase).filter(
        support__in=courses, support__ended_on=None, number=Number.HAND_OVER, until_on=None, planned_until_on__gte=on
    )
    ends = dict(last.values_list("support_id", "planned_until_on"))
    services, of_citizens = [], {}
    for pk, person_id, began_on, ended_on, because, *known in _with_their_citizens(courses, on, order, viewer):
        services.append(
            Service(pk, person_id, began_on, ended_on, because == Ended.ANOTHER_METHOD, ends.get(pk))
        )  # fmt: skip
        of_citizens[person_id] = known
    found = []
    for service in rules.joined(services):
        decided = _decision_of(service, granted.get(service.person_id, ()), order)
        has_draft, has_cpr, municipality = of_citizens[service.person_id]
        found.append(
            Known(
                service, decided.basis_key if decided else "", decided.on if decided else None, has_draft=has_draft,
                has_cpr=has_cpr, municipality=municipality or "",
            )
        )  # fmt: skip
    return found


def _with_their_citizens(
    courses: QuerySet[SupportCourse], on: datetime.date, order: Order, viewer: Viewer
) -> QuerySet[SupportCourse, tuple[Any, ...]]:
    """Ask of each course also: is a decision begun, is the CPR number written, and which municipality acts?"""
    its = {"person_id": OuterRef("person_id")}
    drafts = viewer.rows_of(Decision).filter(**its, sent_at=None, basis_key__in=list(order.bases))
    numbered = viewer.rows_of(Person).filter(pk=OuterRef("person_id")).exclude(cpr_encrypted="")
    acting = viewer.rows_of(ResponsibleMunicipality).filter(lasting_on(on), **its).values("municipality_code")
    return courses.values_list(
        "pk", "person_id", "began_on", "ended_on", "ended_because", Exists(drafts), Exists(numbered),
        Subquery(acting[:1]),
    )  # fmt: skip


def _decision_of(service: Service, granted: Sequence[Granted], order: Order) -> Granted | None:
    """Return the latest decision on support that was made before the service ended; § 107 and § 108 are no support."""
    made = [
        one for one in granted
        if one.basis_key in order.bases and one.basis_key.startswith("support_")
        and (service.until_on is None or one.on <= service.until_on)
    ]  # fmt: skip
    return max(made, key=lambda one: one.on, default=None)
