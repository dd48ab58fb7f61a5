"""Whom have we not reached, what has been tried, what is planned, and what comes next? Few questions for many cases."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from hjemvej.efforts.prevention.clocks.rules import Clock
from hjemvej.efforts.prevention.models import Attempt, PreventionCase
from hjemvej.efforts.prevention.queries import clocks_of, signals_of_cases
from hjemvej.ground.law import queries as law
from hjemvej.ground.law.rules import due_day
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.when import day_of

from . import rules

FIRST = rules.Part.MORNING  # nothing of the day is over


@dataclass(frozen=True)
class Reaching:
    """How reaching a case's citizen stands: the state, what is planned, and else what is proposed."""

    case: PreventionCase
    state: rules.State
    tries: int
    planned: Attempt | None
    next: rules.Next | None

    @property
    def is_hard(self) -> bool:
        return self.state == "hard"

    @property
    def due_on(self) -> datetime.date | None:
        if self.planned:
            return self.planned.day
        return self.next.due_on if self.next else None

    @property
    def holder_id(self) -> uuid.UUID | None:
        """Who goes there: who has planned it, else who has the case."""
        return self.planned.worker_id if self.planned else self.case.responsible_id


def attempts_of(case: PreventionCase, *, viewer: Viewer) -> list[Attempt]:
    """List a case's attempts, the latest first."""
    return list(_attempts(viewer).filter(case=case).order_by("-day", "-written_at", "id"))


def planned_of(case: PreventionCase, *, viewer: Viewer) -> Attempt | None:
    return _attempts(viewer).filter(case=case, outcome=rules.Outcome.PLANNED).first()


def open_cases(*, viewer: Viewer) -> QuerySet[PreventionCase]:
    rows = viewer.rows_of(PreventionCase).filter(organisation_id=viewer.team_id, closed_at=None, person__died_on=None)
    return rows.select_related("person", "responsible").order_by("opened_at", "id")


def not_reached(*, viewer: Viewer, on: datetime.date, now: rules.Part = FIRST) -> list[Reaching]:
    """List the team's open cases where we have not talked, or where something is planned; what is due first first."""
    return _by_day(list(open_cases(viewer=viewer)), viewer=viewer, on=on, now=now)


def _by_day(cases: Sequence[PreventionCase], *, viewer: Viewer, on: datetime.date, now: rules.Part) -> list[Reaching]:
    found = [one for one in reaching(cases, viewer=viewer, on=on, now=now) if one.due_on]
    return sorted(found, key=lambda one: (one.due_on or on, one.case.opened_at, one.case.pk))


def own_not_reached(*, viewer: Viewer, on: datetime.date, now: rules.Part = FIRST) -> list[Reaching]:
    """List of `not_reached` what the viewer holds, and what nobody does."""
    plans = _attempts(viewer).filter(case=OuterRef("pk"), outcome=rules.Outcome.PLANNED)
    mine = Q(responsible=None) | Q(responsible_id=viewer.user_id) | Exists(plans.filter(worker_id=viewer.user_id))
    found = _by_day(list(open_cases(viewer=viewer).filter(mine)), viewer=viewer, on=on, now=now)
    return [one for one in found if one.holder_id in (viewer.user_id, None)]


def reaching(
    cases: Sequence[PreventionCase], *, viewer: Viewer, on: datetime.date, now: rules.Part = FIRST
) -> list[Reaching]:
    """Say of each case how reaching stands, in this part of the day: two queries however many."""
    if not cases:
        return []
    attempts: dict[uuid.UUID, list[Attempt]] = defaultdict(list)
    for attempt in _attempts(viewer).filter(case__in=[one.pk for one in cases]).order_by("day", "written_at", "id"):
        attempts[attempt.case_id].append(attempt)
    clocks = _clocks_of_cases(cases, viewer=viewer, on=on)
    return [_stands(case, attempts[case.pk], clocks[case.pk], on, now) for case in cases]


def _attempts(viewer: Viewer) -> QuerySet[Attempt]:
    return viewer.rows_of(Attempt).select_related("worker")


def _clocks_of_cases(
    cases: Sequence[PreventionCase], *, viewer: Viewer, on: datetime.date
) -> dict[uuid.UUID, list[Clock]]:
    signals = signals_of_cases(cases, viewer=viewer)
    of_signal = clocks_of(signals, viewer=viewer, on=on, needs={})
    found: dict[uuid.UUID, list[Clock]] = defaultdict(list)
    for signal in signals:
        if signal.case_id:
            found[signal.case_id] += of_signal[signal.pk]
    return found


def _stands(
    case: PreventionCase, attempts: Sequence[Attempt], clocks: Sequence[Clock], on: datetime.date, now: rules.Part
) -> Reaching:
    tried = [rules.Tried(one.kind, one.day, one.part, one.outcome) for one in attempts]
    goals = goals_from(rules.last_reached(tried) or day_of(case.opened_at))
    planned = next((one for one in attempts if one.outcome == rules.Outcome.PLANNED), None)
    proposed = rules.next_attempt(tried, clocks, on, goals, now)
    return Reaching(case, rules.state(tried, goals), len(rules.in_vain(tried)), planned, proposed)


def goals_from(began_on: datetime.date) -> rules.Goals:
    """Our own goals as they stood on the day the ladder began: its steps in the order of their days."""
    steps = [(kind, due_day(law.provision_then(key, began_on), began_on)) for key, kind in rules.LADDER.items()]
    again = law.provision_then(rules.AGAIN, began_on)
    hard = law.provision_then(rules.HARD, began_on)
    return rules.Goals(sorted(steps, key=lambda step: step[1]), int(again.value), int(hard.value))
