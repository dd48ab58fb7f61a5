"""What does the state pay of days in § 110 shelters? Where the law does not say how to count: each way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from hjemvej.platform.ui.when import full_date

from .kroner import kroner_in_words
from .years import DAY, Day, NewYear, Priced, RunningYear, counted, days_used, stays_across, words_of_new_year, years_of


@dataclass(frozen=True)
class Limits:
    """How many days are reimbursed: before a day, and from it on."""

    changed_on: Day
    before: int
    after: int


@dataclass(frozen=True)
class Reading:
    """One way to count: the days reimbursed, and the state's part of their cost."""

    words: str
    days: int
    kroner: Decimal  # of the days whose rate is known
    unpriced: int  # reimbursed days of houses whose rate nobody has written

    @property
    def kroner_in_words(self) -> str:
        return kroner_in_words(self.kroner, days=self.days, unpriced=self.unpriced)


@dataclass(frozen=True)
class CrossingYear:
    """A running year that began before the limit changed and went on after: the law does not say how it counts."""

    changed_on: Day
    year_from: Day
    year_until: Day
    used: int
    is_running: bool
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Paid:
    """What stays in shelters cost, and who pays it; `unpriced` days have no rate and are in no amount."""

    days: int
    reimbursed: int
    state: Decimal
    municipality: Decimal
    unpriced: int


@dataclass(frozen=True)
class _Year:
    """A year with each day used in it, up to a day."""

    begins: Day
    ends: Day
    days: list[tuple[Day, Decimal | None]]


LimitOfDay = Callable[[Day], int]


def crossing_years(stays: Sequence[Priced], on: Day, *, limits: Limits, by_law: RunningYear) -> list[CrossingYear]:
    """Each year of one citizen that crosses the day on which the limit changed, up to a day, in three readings."""
    years = _years(stays, on, by_law, NewYear.ON_THE_ANNIVERSARY, only=lambda begins, ends: (
        begins < limits.changed_on < ends and on >= limits.changed_on
    ))  # fmt: skip
    return [
        CrossingYear(limits.changed_on, year.begins, year.ends, len(year.days), on < year.ends, _three(year, limits))
        for year in years
    ]


def paid(
    stays: Sequence[Priced], on: Day, *, limits: Limits, percent: Decimal, by_law: RunningYear,
    new_year: NewYear = NewYear.ON_THE_ANNIVERSARY,
) -> Paid:  # fmt: skip
    """What these stays cost up to a day, where a day's `Rate` is its whole price; the lesser limit where it changed."""
    days = reimbursed = unpriced = 0
    cost = state = Decimal()
    for year in _years(stays, on, by_law, new_year):
        covered = _reimbursed(year, _three_limits(year, limits)[0])
        prices = [price for _day, price in year.days if price is not None]
        days, reimbursed = days + len(year.days), reimbursed + len(covered)
        unpriced += len(year.days) - len(prices)
        cost += sum(prices, Decimal())
        state += sum((price for price in covered if price is not None), Decimal()) * percent / 100
    return Paid(days, reimbursed, state, cost - state, unpriced)


def anniversary_readings(stays: Sequence[Priced], on: Day, *, limits: Limits, by_law: RunningYear) -> list[Reading]:
    """Two ways to count a stay across its year's anniversary, of all days so far; none where no stay crosses.

    A day's `Rate` is the state's part of it. Where the limit changed in such a year too, each way of that is counted.
    """
    if not stays_across(counted([(first, until) for first, until, _rate in stays], on, by_law), by_law):
        return []
    found: list[Reading] = []
    for new_year in NewYear:
        words = words_of_new_year(new_year)
        years = _years(stays, on, by_law, new_year)
        crosses = any(_crosses(year, limits) for year in years)
        for number, said in enumerate(words_of(limits) if crosses else [""]):
            days = [day for year in years for day in _reimbursed(year, _three_limits(year, limits)[number])]
            found.append(_reading(f"{words}; {said}" if said else words, days))
    return found


def words_of(limits: Limits) -> tuple[str, str, str]:
    """Say the three readings in words, in their order."""
    words = {"before": limits.before, "after": limits.after, "day": full_date(limits.changed_on)}
    return (
        _("%(after)d døgn for hele året") % words,
        _("%(before)d døgn for dage før %(day)s, %(after)d for dage efter") % words,
        _("%(before)d døgn, fordi året begyndte før") % words,
    )


def short_words_of(limits: Limits) -> tuple[str, str, str]:
    """The same, shortly, for a picture."""
    words = {"before": limits.before, "after": limits.after}
    return (
        _("%(after)d hele året") % words,
        _("%(before)d før, %(after)d efter") % words,
        _("%(before)d hele året") % words,
    )


def _years(
    stays: Sequence[Priced], on: Day, by_law: RunningYear, new_year: NewYear,
    only: Callable[[Day, Day], bool] = lambda _begins, _ends: True,
) -> list[_Year]:  # fmt: skip
    spans = counted([(first, until) for first, until, _rate in stays], on, by_law)
    return [
        _Year(begins, ends, days_used(stays, max(begins, by_law.counted_from), min(ends, on + DAY)))
        for begins, ends in years_of(spans, new_year, by_law)
        if only(begins, ends)
    ]


def _crosses(year: _Year, limits: Limits) -> bool:
    return year.begins < limits.changed_on < year.ends


def _three_limits(year: _Year, limits: Limits) -> tuple[LimitOfDay, LimitOfDay, LimitOfDay]:
    """How many days of a year are reimbursed as a day is counted, by each reading; all alike on one side of the day."""
    if not _crosses(year, limits):
        settled = limits.before if year.begins < limits.changed_on else limits.after
        return (lambda _day: settled, lambda _day: settled, lambda _day: settled)
    return (
        lambda _day: limits.after,
        lambda day: limits.before if day < limits.changed_on else limits.after,
        lambda _day: limits.before,
    )


def _reimbursed(year: _Year, limit: LimitOfDay) -> list[Decimal | None]:
    return [rate for number, (day, rate) in enumerate(year.days, start=1) if number <= limit(day)]


def _three(year: _Year, limits: Limits) -> tuple[Reading, ...]:
    by_day = zip(words_of(limits), _three_limits(year, limits), strict=True)
    return tuple(_reading(words, _reimbursed(year, limit)) for words, limit in by_day)


def _reading(words: str, reimbursed: Sequence[Decimal | None]) -> Reading:
    known = [rate for rate in reimbursed if rate is not None]
    return Reading(words, len(reimbursed), sum(known, Decimal()), len(reimbursed) - len(known))
