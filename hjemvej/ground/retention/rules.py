"""When is something due to go, and how coarse is what stays? Pure."""

import datetime
from decimal import Decimal

from hjemvej.ground.law.rules import monday_of

DAY = datetime.timedelta(days=1)


def decade(born_on: datetime.date | None, born_year: int | None) -> int | None:
    """The decade of a birth: 1980 for 1984."""
    year = born_on.year if born_on else born_year
    return year // 10 * 10 if year else None


def week_of(day: datetime.date) -> datetime.date:
    """The first day of the week that a day is in, or of its month where that began within the week."""
    monday = monday_of(day)
    return max(monday, day.replace(day=1))


def week_end(begins: datetime.date) -> datetime.date:
    """The last day of a week that begins on this day: its Sunday, or the last day of its month."""
    return min(begins + DAY * (6 - begins.weekday()), month_end(begins))


def weeks_between(first: datetime.date, last: datetime.date) -> list[tuple[datetime.date, datetime.date]]:
    """The weeks, cut where a month ends, from a day to a day: the first and last day of each."""
    weeks, begins = [], week_of(first)
    while begins <= last:
        ends = week_end(begins)
        weeks.append((begins, ends))
        begins = ends + DAY
    return weeks


def month_end(day: datetime.date) -> datetime.date:
    return (day.replace(day=1) + 32 * DAY).replace(day=1) - DAY


def month_ends_between(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """The last day of each month that these days touch."""
    ends = [month_end(first)]
    while ends[-1] < last:
        ends.append(month_end(ends[-1] + DAY))
    return ends


DAYS = {"days": 1, "weeks": 7, "months": 31, "years": 366}  # the longest there is: nothing goes a day too early


def length(value: Decimal, unit: str) -> datetime.timedelta:
    """How long something is kept."""
    return datetime.timedelta(days=int(value) * DAYS[unit])
