"""In which reimbursement years do days in § 110 shelters lie? A year runs from an admission, by two readings."""

import datetime
from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

Day = datetime.date
Span = tuple[Day, Day | None]
DAY = datetime.timedelta(days=1)
Rate = Callable[[Day], Decimal | None]  # what a day costs, or the state's part of it; none: nobody has written it
Priced = tuple[Day, Day | None, Rate]
LEAP_DAY = (2, 29)


class NewYear(StrEnum):
    """When does the next year begin for who stays across the anniversary? The law does not say."""

    ON_THE_ANNIVERSARY = "anniversary"
    WITH_THE_NEXT_ADMISSION = "admission"


Year = tuple[Day, Day]  # its first day, and the first day that it no longer holds


def words_of_new_year(reading: NewYear) -> str:
    if reading == NewYear.ON_THE_ANNIVERSARY:
        return _("et nyt år begynder på årsdagen, midt i opholdet")
    return _("et nyt år begynder først ved næste indskrivning")


def counted(stays: Sequence[Span], on: Day, counted_from: Day) -> list[tuple[Day, Day]]:
    """Return the part of each stay that counts up to a day: from the reform on, in order."""
    spans = sorted((max(first, counted_from), min(until or on + DAY, on + DAY)) for first, until in stays)
    return [(first, until) for first, until in spans if first < until]


def running_years(spans: Sequence[tuple[Day, Day]]) -> list[Year]:
    """The running years that these nights lie in, each from its first night on."""
    years: list[Year] = []
    for first, until in spans:
        while not years or until > years[-1][1]:
            begins = max(first, years[-1][1]) if years else first
            years.append((begins, a_year_after(begins)))
    return years


def years_of(spans: Sequence[tuple[Day, Day]], new_year: NewYear) -> list[Year]:
    """Return the years of counted spans, by a reading."""
    return running_years(spans) if new_year == NewYear.ON_THE_ANNIVERSARY else _years_by_admission(spans)


def days_used(stays: Sequence[Priced], begins: Day, ends: Day) -> list[tuple[Day, Decimal | None]]:
    """Each day from one to the day before another, once: who moves between two houses on a day uses one."""
    days: dict[Day, Decimal | None] = {}
    for first, until, rate in sorted(stays, key=lambda stay: stay[0]):
        day, last = max(first, begins), min(until or ends, ends)
        while day < last:
            days[day] = rate(day)
            day += DAY
    return sorted(days.items())


def stays_across(spans: Sequence[tuple[Day, Day]]) -> bool:
    """Does a stay go on across the anniversary of the admission that opened its year?"""
    ends = [end for _begins, end in running_years(spans)]
    return any(first < end < until for first, until in spans for end in ends)


def _years_by_admission(spans: Sequence[tuple[Day, Day]]) -> list[Year]:
    """The years where only an admission opens one: a stay that goes on belongs to the year that it began in."""
    opened: list[tuple[Day, Day, Day]] = []  # begins, the anniversary, and the first day of none of its stays
    for first, until in spans:
        if opened and first < opened[-1][1]:
            begins, anniversary, last = opened[-1]
            opened[-1] = begins, anniversary, max(last, until)
        else:
            opened.append((first, a_year_after(first), until))
    years = []
    for number, (begins, anniversary, last) in enumerate(opened):
        following = opened[number + 1][0] if number + 1 < len(opened) else None
        ends = max(anniversary, last)
        years.append((begins, min(ends, following) if following else ends))
    return years


def a_year_after(day: Day) -> Day:
    """Return the first day of the next year; a test holds `shelter_reimbursement_year` of the law to one."""
    if (day.month, day.day) == LEAP_DAY:
        return datetime.date(day.year + 1, 3, 1)
    return day.replace(year=day.year + 1)
