"""In which reimbursement years do days in § 110 shelters lie? A year runs from an admission, by two readings."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from hjemvej.ground.law.rules import add_months

Day = datetime.date
Span = tuple[Day, Day | None]
DAY = datetime.timedelta(days=1)
Rate = Callable[[Day], Decimal | None]  # what a day costs, or the state's part of it; none: nobody has written it
Priced = tuple[Day, Day | None, Rate]
MONTHS = {"years": 12, "months": 1}  # the other unit is a day
LONGEST = {"years": 366, "months": 31}  # in days


@dataclass(frozen=True)
class Lasts:
    """How long a running year is, of those that begin on a day or later: so many years, months or days."""

    from_on: Day
    number: int
    unit: str

    def after(self, begins: Day) -> Day:
        """Return the first day of the next year: the same day, or the day after where that month has none such."""
        if self.unit not in MONTHS:
            return begins + self.number * DAY
        ends = add_months(begins, self.number * MONTHS[self.unit])
        return ends if ends.day == begins.day else ends + DAY


@dataclass(frozen=True)
class RunningYear:
    """How long a running year is by the law, the first version first; days before that are not counted."""

    versions: tuple[Lasts, ...]

    @property
    def counted_from(self) -> Day:
        return self.versions[0].from_on

    @property
    def at_most(self) -> datetime.timedelta:
        """No year is longer than this."""
        return max(one.number * LONGEST.get(one.unit, 1) for one in self.versions) * DAY

    def after(self, begins: Day) -> Day:
        """Return the first day of the year after the one that begins on a day, by the law of that day."""
        return [one for one in self.versions if one.from_on <= begins][-1].after(begins)


class NewYear(StrEnum):
    """When does the next year begin for who stays across the anniversary? The law does not say."""

    ON_THE_ANNIVERSARY = "anniversary"
    WITH_THE_NEXT_ADMISSION = "admission"


Year = tuple[Day, Day]  # its first day, and the first day that it no longer holds


def words_of_new_year(reading: NewYear) -> str:
    if reading == NewYear.ON_THE_ANNIVERSARY:
        return _("et nyt år begynder på årsdagen, midt i opholdet")
    return _("et nyt år begynder først ved næste indskrivning")


def counted(stays: Sequence[Span], on: Day, year: RunningYear) -> list[tuple[Day, Day]]:
    """Return the part of each stay that counts up to a day: from the reform on, in order."""
    spans = sorted((max(first, year.counted_from), min(until or on + DAY, on + DAY)) for first, until in stays)
    return [(first, until) for first, until in spans if first < until]


def running_years(spans: Sequence[tuple[Day, Day]], year: RunningYear) -> list[Year]:
    """The running years that these nights lie in, each from its first night on."""
    years: list[Year] = []
    for first, until in spans:
        while not years or until > years[-1][1]:
            begins = max(first, years[-1][1]) if years else first
            years.append((begins, year.after(begins)))
    return years


def years_of(spans: Sequence[tuple[Day, Day]], new_year: NewYear, year: RunningYear) -> list[Year]:
    """Return the years of counted spans, by a reading."""
    if new_year == NewYear.ON_THE_ANNIVERSARY:
        return running_years(spans, year)
    return _years_by_admission(spans, year)


def days_used(stays: Sequence[Priced], begins: Day, ends: Day) -> list[tuple[Day, Decimal | None]]:
    """Each day from one to the day before another, once: who moves between two houses on a day uses one."""
    days: dict[Day, Decimal | None] = {}
    for first, until, rate in sorted(stays, key=lambda stay: stay[0]):
        day, last = max(first, begins), min(until or ends, ends)
        while day < last:
            days[day] = rate(day)
            day += DAY
    return sorted(days.items())


def stays_across(spans: Sequence[tuple[Day, Day]], year: RunningYear) -> bool:
    """Does a stay go on across the anniversary of the admission that opened its year?"""
    ends = [end for _begins, end in running_years(spans, year)]
    return any(first < end < until for first, until in spans for end in ends)


def _years_by_admission(spans: Sequence[tuple[Day, Day]], year: RunningYear) -> list[Year]:
    """The years where only an admission opens one: a stay that goes on belongs to the year that it began in."""
    opened: list[tuple[Day, Day, Day]] = []  # begins, the anniversary, and the first day of none of its stays
    for first, until in spans:
        if opened and first < opened[-1][1]:
            begins, anniversary, last = opened[-1]
            opened[-1] = begins, anniversary, max(last, until)
        else:
            opened.append((first, year.after(first), until))
    years = []
    for number, (begins, anniversary, last) in enumerate(opened):
        following = opened[number + 1][0] if number + 1 < len(opened) else None
        ends = max(anniversary, last)
        years.append((begins, min(ends, following) if following else ends))
    return years
