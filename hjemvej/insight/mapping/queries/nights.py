"""How many nights without a safe place? Per night and over thirty, nights and people; never who."""

import datetime
from dataclasses import dataclass

from django.db.models import Count

from hjemvej.efforts.safe_night.models import Night
from hjemvej.platform.access.viewer import Viewer


@dataclass(frozen=True)
class UnsafeNights:
    """Each night's number of people without a safe place, and the sums over all of them."""

    per_night: list[tuple[datetime.date, int]]
    nights: int
    people: int


def unsafe_nights(until: datetime.date, *, viewer: Viewer, days: int = 30) -> UnsafeNights:
    """The nights before a day; one that was safe for all counts as 0."""
    first = until - datetime.timedelta(days=days)
    unsafe = Night.objects.filter(outcome=Night.Outcome.UNSAFE, night__gte=first, night__lt=until)
    counted = dict(unsafe.values_list("night").annotate(people=Count("person")))
    people = unsafe.aggregate(people=Count("person", distinct=True))["people"]
    nights = [first + datetime.timedelta(days=number) for number in range(days)]
    return UnsafeNights([(night, counted.get(night, 0)) for night in nights], sum(counted.values()), people)
