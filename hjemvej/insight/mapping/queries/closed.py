"""Which months are closed, which should be, and what does a month count when it is closed?"""

import datetime
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count
from django.utils.timezone import localdate

from hjemvej.ground.law.queries import provision_then
from hjemvej.ground.situations.rules import end_of_day
from hjemvej.insight.mapping import rules
from hjemvej.insight.mapping.models import ClosedMonth, SpellMonth
from hjemvej.platform.access.viewer import Viewer

from .population import homeless_people


def closed_months(ends: Collection[datetime.date], *, viewer: Viewer) -> dict[datetime.date, ClosedMonth]:
    """Return those of these month ends that are closed."""
    return {month.month_end: month for month in viewer.rows_of(ClosedMonth).filter(month_end__in=ends)}


def closing_day(month_end: datetime.date) -> datetime.date:
    """Return the last day whose knowledge is in the month's count, by the rule of that month."""
    return rules.closes_on(month_end, int(provision_then("month_closes_after", month_end).value))


def closing_moment(month_end: datetime.date) -> datetime.datetime:
    return end_of_day(closing_day(month_end))


def months_to_close(on: datetime.date, *, viewer: Viewer) -> list[datetime.date]:
    """List the month ends of the curve that are to be closed by now and are not, the first first."""
    ends = [end for end in rules.month_ends(on) if end < on and closing_day(end) < on]
    closed = closed_months(ends, viewer=viewer)
    return [end for end in ends if end not in closed]


@dataclass(frozen=True)
class Counted:
    """What a closed month counts: the active, by where they slept."""

    known_on: datetime.date
    active: int
    by_kind: dict[str, int]


def count_month(month_end: datetime.date, *, viewer: Viewer) -> Counted:
    """Count the last day of a month as it was known on its closing day; the erased as they were known."""
    known_on = closing_day(month_end)
    people = homeless_people(month_end, viewer=viewer, known_on=known_on, with_since=False)
    by_kind = Counter(rules.where_counted(person) for person in people if rules.is_counted(person))
    spells = viewer.rows_of(SpellMonth).filter(month_end=month_end, was_active_then=True)
    by_kind += Counter(dict(spells.values_list("kind").annotate(people=Count("id"))))
    return Counted(known_on, by_kind.total(), dict(by_kind))


def overdue(viewer: Viewer, at: datetime.datetime) -> list[str]:
    """List months that were not closed in time; before the first is closed, the site is new."""
    latest = viewer.rows_of(ClosedMonth).order_by("-month_end").values_list("month_end", flat=True).first()
    late = months_to_close(localdate(at) - datetime.timedelta(days=1), viewer=viewer) if latest else []
    return [f"{end:%Y-%m}" for end in late if latest and end > latest]
