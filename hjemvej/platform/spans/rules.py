"""Does what has a first day and an end hold on a day? `until` is the first day it no longer does; `last` the last."""

import datetime
from typing import TypeVar

Day = TypeVar("Day", datetime.date, datetime.datetime)


def lasts_on(day: Day, begins: Day, until: Day | None) -> bool:
    """The day it begins is one of its days, the day it ends is not."""
    return begins <= day and (until is None or day < until)


def lasts_through(day: Day, begins: Day, last: Day | None) -> bool:
    """Both the day it begins and its last are its days."""
    return begins <= day and (last is None or day <= last)
