"""What was last counted? The overview as the job left it, read back from the kept row."""

import datetime
from typing import Any

from hjemvej.ground.law.queries import provision_on
from hjemvej.insight.mapping.models import KeptOverview
from hjemvej.insight.mapping.rules import Flow, Month

from .overview import Overview


def kept_overview(on: datetime.date, *, since: datetime.datetime) -> Overview | None:
    """The counts of this day, when they were made after `since`."""
    rule = int(provision_on("inactive_after", on).value)  # changed since: it is counted anew
    row = KeptOverview.objects.filter(
        on=on, counted_at__gt=since, counts__active_days=rule, counts__has_keys=["brought", "has_unusable_home"]
    ).first()
    if row is None:
        return None
    plain = {name: value for name, value in row.counts.items() if isinstance(value, int)}
    return Overview(
        counted_at=row.counted_at,
        on=row.on,
        by_kind=row.counts["by_kind"],
        months=[_month(month) for month in row.counts["months"]],
        unsafe_per_night=[(_day(night), people) for night, people in row.counts["unsafe_per_night"]],
        brought=row.counts["brought"],
        **plain,
    )


def _month(kept: dict[str, Any]) -> Month:
    return Month(**{**kept, "on": _day(kept["on"]), "flow": Flow(**kept["flow"])})


def _day(kept: str) -> datetime.date:
    return datetime.date.fromisoformat(kept)
