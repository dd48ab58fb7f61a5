"""How many nights without a safe place? The strategy's own figure: per night and in thirty days, people and nights."""

import datetime
from dataclasses import dataclass

from django.db.models import Count

from hjemvej.efforts.safe_night.models import Night
from hjemvej.platform.access.viewer import Viewer

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class UnsafeNights:
    """Nights without a safe place from a night until another (left out)."""

    from_night: datetime.date
    until_night: datetime.date
    per_night: list[tuple[datetime.date, int]]
    nights: int
    people: int
    missing: int


def unsafe_nights(*, viewer: Viewer, from_night: datetime.date, until_night: datetime.date) -> UnsafeNights:
    """Each night's people without a safe place, of those the viewer needs to know of; missing ones are told apart."""
    rows = Night.objects.filter(night__gte=from_night, night__lt=until_night)
    unsafe = rows.filter(outcome=Night.Outcome.UNSAFE)
    counted = dict(unsafe.values_list("night").annotate(people=Count("id")).values_list("night", "people"))
    days = [from_night + DAY * number for number in range((until_night - from_night).days)]
    per_night = [(day, counted.get(day, 0)) for day in days]
    return UnsafeNights(
        from_night=from_night,
        until_night=until_night,
        per_night=per_night,
        nights=sum(counted.values()),
        people=unsafe.values("person_id").distinct().count(),
        missing=rows.filter(outcome=Night.Outcome.MISSING).count(),
    )
