"""Which courses of the team are to be reported, and what is known of each? Six queries and the law, however many."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings

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
    known = _known(_services(on, viewer), on, order, viewer)
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


def _services(on: datetime.date, viewer: Viewer) -> list[Service]:
    """Return the team's courses that run, or ended in the year that can still be reported. Two queries."""
    since = rules.year_open_since(on)
    rows = viewer.rows_of(SupportCourse).filter(team_id=viewer.team_id, began_on__lte=on)
    rows = rows.exclude(ended_on__lt=since)
    last = viewer.rows_of(Phase).filter(
        support__in=rows, support__ended_on=None, number=Number.HAND_OVER, until_on=None, planned_until_on__gte=on
    )
    ends = dict(last.values_list("support_id", "planned_until_on"))
    told = rows.values_list("pk", "person_id", "began_on", "ended_on", "ended_because")
    return rules.joined(
        Service(pk, person_id, began_on, ended_on, because == Ended.ANOTHER_METHOD, ends.get(pk))
        for pk, person_id, began_on, ended_on, because in told
    )


def _known(services: Sequence[Service], on: datetime.date, order: Order, viewer: Viewer) -> list[Known]:
    person_ids = {one.person_id for one in services}
    granted = granted_of(person_ids, viewer=viewer)
    drafts = viewer.rows_of(Decision).filter(person_id__in=person_ids, sent_at=None, basis_key__in=list(order.bases))
    begun = set(drafts.values_list("person_id", flat=True))
    people = viewer.rows_of(Person).filter(pk__in=person_ids)
    numbered = set(people.exclude(cpr_encrypted="").values_list("pk", flat=True))
    acting = viewer.rows_of(ResponsibleMunicipality).filter(lasting_on(on), person_id__in=person_ids)
    codes = defaultdict(str, acting.values_list("person_id", "municipality_code"))
    found = []
    for service in services:
        decided = _decision_of(service, granted.get(service.person_id, ()), order)
        found.append(
            Known(
                service, decided.basis_key if decided else "", decided.on if decided else None,
                has_draft=service.person_id in begun, has_cpr=service.person_id in numbered,
                municipality=codes[service.person_id],
            )
        )  # fmt: skip
    return found


def _decision_of(service: Service, granted: Sequence[Granted], order: Order) -> Granted | None:
    """Return the latest decision on support that was made before the service ended; § 107 and § 108 are no support."""
    made = [
        one for one in granted
        if one.basis_key in order.bases and one.basis_key.startswith("support_")
        and (service.until_on is None or one.on <= service.until_on)
    ]  # fmt: skip
    return max(made, key=lambda one: one.on, default=None)
