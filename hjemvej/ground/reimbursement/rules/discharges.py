"""When was a citizen discharged from § 110? A move to another § 110 house on the same day is no discharge."""

from collections.abc import Sequence
from typing import Protocol

from .years import Day, Span


class Stay(Protocol):
    """A part of a stay under § 110."""

    @property
    def first(self) -> Day: ...
    @property
    def until(self) -> Day | None: ...
    @property
    def is_there(self) -> bool: ...
    @property
    def has_left(self) -> bool: ...


def discharges(stays: Sequence[Stay], counted_from: Day) -> list[Day]:
    """Return the days of discharge since the reform, the first first."""
    found = set()
    for one in stays:
        if one.has_left and one.until and one.until > counted_from and not _goes_on(one.until, stays):
            found.add(one.until)
    return sorted(found)


def _goes_on(day: Day, stays: Sequence[Stay]) -> bool:
    return any(other.first <= day and (other.until is None or other.until > day) for other in stays)


def stays_now(stays: Sequence[Stay], on: Day) -> Stay | None:
    """Return the stay of who sleeps there still; the day that was agreed may be over."""
    return next((one for one in reversed(stays) if one.is_there and one.first <= on), None)


def stay_began(stays: Sequence[Stay], now: Stay) -> Day:
    """Return the day of the admission that this stay goes back to: a move on the same day begins none."""
    begun = now.first
    for one in sorted(stays, key=lambda stay: stay.first, reverse=True):
        if one.first < begun and one.until is not None and one.until >= begun:
            begun = one.first
    return begun


def spans_of(stays: Sequence[Stay]) -> list[Span]:
    return [(one.first, one.until) for one in stays]
