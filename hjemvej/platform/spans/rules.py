"""Does a span hold on a day? `until` is the first day it no longer holds; `last` is the last day it holds."""

import datetime
from typing import TypeVar

Day = TypeVar("Day", datetime.date, datetime.datetime)


def lasts_on(day: Day, begins: Day, until: Day | None) -> bool:
    """Does the span hold on this day? It holds on the day it begins, not on the day it ends."""
    return begins <= day and (until is None or day < until)


def lasts_through(day: Day, begins: Day, last: Day | None) -> bool:
    """Does the span hold on this day? It holds both on the day it begins and on its last day."""
    return begins <= day and (last is None or day <= last)
