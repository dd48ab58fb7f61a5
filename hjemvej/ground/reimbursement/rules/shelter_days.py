"""How many days in § 110 shelters are used of the running year's?"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from hjemvej.platform.ui.when import full_date

from .years import DAY, Day, RunningYear, Span, counted, running_years


@dataclass(frozen=True)
class ShelterDays:
    """Days in § 110 shelters in the running year, against the state's reimbursement."""

    year_from: datetime.date
    year_until: datetime.date  # the first day of the next
    used: int
    limit: int
    near: int  # so many days are left, and it warns: a home or a decision can still be found in time
    is_unsettled: bool = False  # the limit changed in the year: the law does not say which counts, this is the least

    @property
    def explanation(self) -> str:
        words = _("Talt siden den %s: året løber fra første indskrivning, og ophold lægges sammen.")
        return words % full_date(self.year_from)

    @property
    def remaining(self) -> int:
        return max(0, self.limit - self.used)

    @property
    def beyond(self) -> int:
        """Days that the state no longer pays a part of."""
        return max(0, self.used - self.limit)

    @property
    def kind(self) -> Literal["late", "soon", "neutral"]:
        if self.beyond:
            return "late"
        return "soon" if self.remaining <= self.near else "neutral"

    def last_day_on(self, on: Day) -> Day:
        """The last reimbursed day of the year, if the stay goes on from this day without a break."""
        return min(on + self.remaining * DAY, self.year_until - DAY)

    def lasts_on(self, on: Day) -> bool:
        """Is the year over before the limit is reached, though the stay goes on?"""
        return on + self.remaining * DAY >= self.year_until - DAY


def shelter_days(
    stays: Sequence[Span], on: datetime.date, *, limit: int, near: int, by_law: RunningYear,
    changed_on: datetime.date | None = None,
) -> ShelterDays | None:  # fmt: skip
    """Nights in § 110 houses in the running year that `on` lies in; None when no year runs.

    The year runs from the first admission, stays add up, and the counter starts again a year after.
    How a stay that crosses such a day is split is not said: we begin a new year with its first night after the day.
    Nor is it said how a year counts that the limit changed in, on `changed_on`: it is judged by the new, the lesser.
    """
    spans = counted(stays, on, by_law)
    year = next(iter(reversed(running_years(spans, by_law))), None)
    if year is None or on >= year[1]:
        return None
    used = days_between(spans, year[0], year[1])
    is_unsettled = changed_on is not None and year[0] < changed_on <= on
    return ShelterDays(year[0], year[1], used, limit, near, is_unsettled)


def days_between(spans: Sequence[tuple[Day, Day]], begins: Day, ends: Day) -> int:
    """How many days of these spans lie from a day to the day before another: a day of a move counts once."""
    used, reached = 0, begins
    for first, until in sorted(spans):
        first, until = max(first, reached), min(until, ends)
        if first < until:
            used, reached = used + (until - first).days, until
    return used
