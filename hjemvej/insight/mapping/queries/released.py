"""What has been released to those outside the team? The closed months, as they were shown."""

import datetime
from dataclasses import dataclass

from hjemvej.insight.mapping import rules
from hjemvej.insight.mapping.models import ClosedMonth
from hjemvej.platform.access.viewer import Viewer

from .closed import closing_day


@dataclass(frozen=True)
class Released:
    """The months that are shown, the latest last, and from which day the next one is."""

    months: list[ClosedMonth]
    next_on: datetime.date

    @property
    def latest(self) -> ClosedMonth | None:
        return self.months[-1] if self.months else None


def released(on: datetime.date, *, viewer: Viewer) -> Released:
    """Return the closed months of the last year; two queries."""
    ends = [end for end in rules.month_ends(on) if end < on]
    months = list(viewer.rows_of(ClosedMonth).filter(month_end__in=ends).order_by("month_end"))
    following = rules.next_month_end(months[-1].month_end if months else ends[-2])
    return Released(months, closing_day(following) + datetime.timedelta(days=1))
