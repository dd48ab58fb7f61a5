"""What do the pages of signals and cases ask beside? What is late, other signals of a citizen, when a case is due."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from hjemvej.efforts.prevention import queries
from hjemvej.efforts.prevention.clocks import rules as clocks
from hjemvej.efforts.prevention.models import PreventionCase, Signal
from hjemvej.efforts.prevention.queries.signals import ROWS
from hjemvej.ground.law import queries as law
from hjemvej.platform.access.viewer import Viewer

from .due import Next, next_of_cases
from .rules import EARLIEST_DEMAND, demand_came_too_early


@dataclass(frozen=True)
class Late:
    """How much is late, for the leader: signals past their day, and by how many days the longest."""

    number: int
    most_days: int


def late(*, viewer: Viewer, on: datetime.date) -> Late:
    """Sum up what is past our own day, of signals that wait and of those in open cases; few queries however many."""
    rows_late = queries.signals(viewer=viewer).filter(ended_at=None, due_on__lt=on)
    rows_late = rows_late.filter(Q(case=None) | Q(case__closed_at=None))
    days = list(rows_late.exclude(due_by__in=clocks.OTHERS).values_list("due_on", flat=True))
    for row in queries.rows(list(rows_late.filter(due_by__in=clocks.OTHERS)), viewer=viewer, on=on):
        days += [min(ours)] if (ours := [clock.due_on for clock in row.clocks if clock.is_late(on)]) else []
    return Late(len(days), max(((on - day).days for day in days if day), default=0))


def other_signals(found: Signal, *, viewer: Viewer) -> list[Signal]:
    """List other signals about the same citizen, the newest first."""
    if found.person_id is None:
        return []
    rows_of_person = queries.signals(viewer=viewer).filter(person_id=found.person_id).exclude(pk=found.pk)
    return list(rows_of_person.order_by("-received_at", "id")[:ROWS])


@dataclass(frozen=True)
class CaseRow:
    """A case on a list: what is next in it, and when, in words; nothing where nothing is due."""

    case: PreventionCase
    what: str
    due: str
    is_late: bool


def case_rows(*, viewer: Viewer, on: datetime.date) -> list[CaseRow]:
    """List the team's open cases by what is next in each, as its own page says it; one where nothing is due last."""
    found = list(queries.open_cases(viewer=viewer))
    first = next_of_cases(found, viewer=viewer, on=on) if found else {}
    found.sort(key=lambda one: first[one.pk].due_on if one.pk in first else datetime.date.max)  # else as opened
    return [_case_row(one, first.get(one.pk), on) for one in found]


def _case_row(case: PreventionCase, first: Next | None, on: datetime.date) -> CaseRow:
    if first is None:
        return CaseRow(case, "", "", is_late=False)
    return CaseRow(case, first.what, first.in_words(on), first.due_on < on)


def doubt_of_demand(signal: Signal) -> str:
    """Say that a landlord may have sent the demand too early; nothing where the days or the law then are not known."""
    if not (signal.arose_on and signal.demand_reached_on):
        return ""
    try:
        rule = law.provision_on(EARLIEST_DEMAND, signal.arose_on)
    except law.NoProvisionInForce:
        return ""
    return demand_came_too_early(signal.arose_on, signal.demand_reached_on, int(rule.value))
