"""How many days in shelter are used, and what does a shelter write of an admission? Pure: the law's figures come in."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.efforts.safe_night.models import AdmissionNotice, Occupancy
from hjemvej.platform.ui.when import full_date

Day = datetime.date
Span = tuple[Day, Day | None]
DAY = datetime.timedelta(days=1)
NEAR_THE_LIMIT = 14  # days: two weeks in which a home or a decision can still be found in time
DISCHARGES = Occupancy.Discharge.choices
HOWS = [choice for choice in AdmissionNotice.How.choices if choice[0] != AdmissionNotice.How.HERE]


@dataclass(frozen=True)
class ShelterDays:
    """Days in § 110 shelters in the running year, against the state's reimbursement."""

    year_from: datetime.date
    year_until: datetime.date  # the first day of the next
    used: int
    limit: int
    explanation: str

    @property
    def remaining(self) -> int:
        return max(0, self.limit - self.used)

    @property
    def beyond(self) -> int:
        """Days that the state no longer pays a part of."""
        return max(0, self.used - self.limit)

    @property
    def kind(self) -> Literal["late", "soon", "neutral"]:
        if self.beyond:
            return "late"
        return "soon" if self.remaining <= NEAR_THE_LIMIT else "neutral"


def shelter_days(
    stays: Sequence[tuple[datetime.date, datetime.date | None]],
    on: datetime.date,
    *,
    limit: int,
    counted_from: datetime.date,
) -> ShelterDays | None:
    """Nights in § 110 houses in the running year that `on` lies in; None when no year runs.

    The year runs from the first admission, stays add up, and the counter starts again a year after.
    How a stay that crosses such a day is split is not said: we begin a new year with its first night after the day.
    """
    spans = _counted(stays, on, counted_from)
    year = next(iter(reversed(_years(spans))), None)
    if year is None or on >= year[1]:
        return None
    used = sum(max(0, (min(until, year[1]) - max(first, year[0])).days) for first, until in spans)
    text = _("Talt siden den %s: året løber fra første indskrivning, og ophold lægges sammen.") % full_date(year[0])
    return ShelterDays(year[0], year[1], used, limit, text)


def _counted(stays: Sequence[Span], on: datetime.date, counted_from: datetime.date) -> list[tuple[Day, Day]]:
    spans = sorted((max(first, counted_from), min(until or on + DAY, on + DAY)) for first, until in stays)
    return [(first, until) for first, until in spans if first < until]


def _years(spans: Sequence[tuple[Day, Day]]) -> list[tuple[Day, Day]]:
    """The running years that these nights lie in, each from its first night on."""
    years: list[tuple[Day, Day]] = []
    for first, until in spans:
        while not years or until > years[-1][1]:
            begins = max(first, years[-1][1]) if years else first
            years.append((begins, _a_year_after(begins)))
    return years


@dataclass(frozen=True)
class Limits:
    """How many days are reimbursed: before a day, and from it on."""

    changed_on: Day
    before: int
    after: int


@dataclass(frozen=True)
class Reading:
    """One way to count a year in which the limit changed: the days reimbursed, and the state's part of their cost."""

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


Rate = Callable[[Day], Decimal | None]  # the state's part of a day, where the house's rate is known
Priced = tuple[Day, Day | None, Rate]


def crossing_years(stays: Sequence[Priced], on: Day, *, limits: Limits, counted_from: Day) -> list[CrossingYear]:
    """Each year of one citizen that crosses the day on which the limit changed, up to a day, in three readings."""
    spans = _counted([(first, until) for first, until, _rate in stays], on, counted_from)
    found = []
    for begins, ends in _years(spans):
        if begins < limits.changed_on < ends and on >= limits.changed_on:
            days = _days_used(stays, max(begins, counted_from), min(ends, on + DAY))
            found.append(CrossingYear(limits.changed_on, begins, ends, len(days), on < ends, _readings(days, limits)))
    return found


def _days_used(stays: Sequence[Priced], begins: Day, ends: Day) -> list[tuple[Day, Decimal | None]]:
    """Each day once: who moves between two houses on a day uses one."""
    days: dict[Day, Decimal | None] = {}
    for first, until, rate in sorted(stays, key=lambda stay: stay[0]):
        day, last = max(first, begins), min(until or ends, ends)
        while day < last:
            days[day] = rate(day)
            day += DAY
    return sorted(days.items())


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


def _readings(days: Sequence[tuple[Day, Decimal | None]], limits: Limits) -> tuple[Reading, ...]:
    by_day: tuple[Callable[[Day], int], ...] = (
        lambda _day: limits.after,
        lambda day: limits.before if day < limits.changed_on else limits.after,
        lambda _day: limits.before,
    )
    found = []
    for words, limit in zip(words_of(limits), by_day, strict=True):
        reimbursed = [rate for number, (day, rate) in enumerate(days, start=1) if number <= limit(day)]
        known = [rate for rate in reimbursed if rate is not None]
        found.append(Reading(words, len(reimbursed), sum(known, Decimal()), len(reimbursed) - len(known)))
    return tuple(found)


def kroner_in_words(kroner: Decimal, *, days: int, unpriced: int) -> str:
    """The state's part; where a rate is not written it is said, and nothing is guessed."""
    if days and unpriced == days:
        return _("stedets takst er ikke skrevet ind: kun døgn tælles")
    amount = f"{kroner:,.0f}".replace(",", ".")
    if unpriced:
        said = ngettext(
            "mindst %(amount)s kr.; taksten for %(n)d døgn er ikke skrevet ind",
            "mindst %(amount)s kr.; taksten for %(n)d døgn er ikke skrevet ind",
            unpriced,
        )
        return said % {"amount": amount, "n": unpriced}
    return _("%s kr.") % amount


def _a_year_after(day: datetime.date) -> datetime.date:
    if day.month == 2 and day.day == 29:
        return datetime.date(day.year + 1, 3, 1)
    return day.replace(year=day.year + 1)


def text_to_send(
    *, municipality: str, house: str, phone: str, name: str, born_on: datetime.date | None, admitted_on: datetime.date
) -> str:
    """Only what the law asks for: who, where and since when, and whom to call."""
    born = _(", født %s,") % full_date(born_on) if born_on else ""
    words = {
        "municipality": municipality or _("handlekommunen"), "house": house, "name": f"{name}{born}",
        "day": full_date(admitted_on),
    }  # fmt: skip
    lines = [
        _("Til %(municipality)s") % words,
        _("Vi har %(day)s besluttet at indskrive %(name)s på %(house)s. Efter det, vi ved, er I handlekommune.")
        % words,
        _("Vi skriver efter serviceloven § 110 stk. 6."),
    ]
    if phone:
        lines.append(_("Ring til os på %s.") % phone)
    return "\n".join(lines)


def question_to_us(house: str, phone: str) -> str:
    """What a house asks our team when it does not know the municipality: nobody can be known from it."""
    words = {"house": house, "phone": phone or _("husets nummer")}
    return (
        _("%(house)s vil gerne tale med jer om, hvilken kommune en gæst hører til. Ring til os på %(phone)s.") % words
    )
