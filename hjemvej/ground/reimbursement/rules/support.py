"""What does the state pay of § 85 a and § 107 after a discharge (SEL § 176 a)? Both clocks run from the first one."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from hjemvej.ground.law.rules import add_months
from hjemvej.platform.ui.reasons import Reason
from hjemvej.platform.ui.when import full_date

from .years import DAY, Day

FIRST, SECOND, THIRD = "SEL § 176 a stk. 1", "SEL § 176 a stk. 2", "SEL § 176 a stk. 3"


class Help(StrEnum):
    """What a citizen gets after the shelter."""

    SUPPORT = "85a"
    PLACE = "107"


@dataclass(frozen=True)
class Terms:
    """The law's figures, as they stand on a day."""

    before: int  # days from the decision to the discharge, at least: on the same day is too late
    support_years: int
    support_percent: Decimal
    place_months: int
    place_years: int
    place_percent: Decimal
    follows_within: int  # days from the end of § 107 to the first of § 85 a, at most


@dataclass(frozen=True)
class Course:
    """Support or a place that was decided: when, from when until when, and what a month costs, where it is known."""

    help: Help
    decided_on: Day
    from_on: Day | None = None  # none: from the discharge on
    until_on: Day | None = None  # the first day without; none: goes on
    monthly: Decimal | None = None


@dataclass(frozen=True)
class Claim:
    """What the state pays of one course in the period of one first discharge, and why."""

    course: Course
    begins: Day  # the first discharge
    ends: Day  # the first day after the period
    is_paid: bool | None  # none: the law does not say
    months: Decimal  # that the state pays a part of, at most
    why: Reason
    percent: Decimal
    from_on: Day  # the first day of the course in the period

    @property
    def paid_until(self) -> Day:
        """The first day that the state pays no part of: only months that are used count, and § 107 has few."""
        return min(self.course.until_on or self.ends, self.ends, months_after(self.from_on, self.months))

    @property
    def at_most(self) -> Decimal | None:
        """The state's part, by the reading that gives most; none where nobody has written the price."""
        if self.is_paid is False:
            return Decimal()
        return None if self.course.monthly is None else part(self.course.monthly, self.months, self.percent)

    @property
    def at_least(self) -> Decimal | None:
        return self.at_most if self.is_paid else Decimal()


def part(monthly: Decimal, months: Decimal, percent: Decimal) -> Decimal:
    return monthly * months * percent / 100


def periods(discharges: Sequence[Day], years: int) -> list[tuple[Day, Day]]:
    """Return each period that a first discharge opens: a later discharge within it opens none."""
    found: list[tuple[Day, Day]] = []
    for day in sorted(discharges):
        if not found or day >= found[-1][1]:
            found.append((day, add_months(day, 12 * years)))
    return found


def months_between(first: Day, until: Day) -> Decimal:
    """Whole months from a day, and of the last the part of its days: from 1 January to 16 February 1 and 15/28."""
    if until <= first:
        return Decimal()
    whole = 0
    while add_months(first, whole + 1) <= until:
        whole += 1
    last, following = add_months(first, whole), add_months(first, whole + 1)
    return whole + Decimal((until - last).days) / (following - last).days


def months_after(first: Day, months: Decimal) -> Day:
    """Return the day so many months on; of the last month the part of its days, as `months_between` counts it."""
    whole = int(months)
    last, following = add_months(first, whole), add_months(first, whole + 1)
    return last + round((months - whole) * (following - last).days) * DAY


def is_in_time(decided_on: Day, discharged_on: Day, terms: Terms) -> bool:
    """Was it decided before the day of the discharge? On the day itself is too late."""
    return decided_on + terms.before * DAY <= discharged_on


def support_claims(courses: Sequence[Course], discharges: Sequence[Day], terms: Terms) -> list[Claim]:
    """What the state pays of each § 85 a course, a period at a time."""
    places = [one for one in courses if one.help == Help.PLACE]
    return [
        _support(course, places, period, discharges, terms)
        for period in periods(discharges, terms.support_years)
        for course in courses
        if course.help == Help.SUPPORT and _overlap(course, period)
    ]


def place_claims(
    courses: Sequence[Course], discharges: Sequence[Day], terms: Terms, *, used_elsewhere: Decimal = Decimal(),
    used_on: Day | None = None,
) -> list[Claim]:  # fmt: skip
    """What the state pays of each stay in § 107: at most so many months used, within so many years.

    Months used elsewhere are of the period in which they were counted up; where no day is known, of the first.
    """
    found, opened = [], periods(discharges, terms.place_years)
    counted_in = period_of(opened, used_on)
    for period in opened:
        left = max(Decimal(), terms.place_months - (used_elsewhere if period == counted_in else Decimal()))
        for course in sorted(courses, key=lambda one: (one.from_on or one.decided_on, one.decided_on)):
            span = _overlap(course, period) if course.help == Help.PLACE else None
            if span is None:
                continue
            is_paid, why = _place_verdict(course, period, discharges, terms)
            months = min(left, months_between(*span)) if is_paid is not False else Decimal()
            left -= months
            found.append(Claim(course, *period, is_paid, months, why, terms.place_percent, span[0]))
    return found


def period_of(opened: Sequence[tuple[Day, Day]], day: Day | None) -> tuple[Day, Day] | None:
    """Return the last period begun by a day; before all of them, the first."""
    begun = [period for period in opened if day is not None and period[0] <= day]
    return next(iter([*begun[-1:], *opened]), None)


def _overlap(course: Course, period: tuple[Day, Day]) -> tuple[Day, Day] | None:
    begins, ends = period
    first = max(course.from_on or course.decided_on, begins)
    until = min(course.until_on or ends, ends)
    return (first, until) if first < until else None


def _support(
    course: Course, places: Sequence[Course], period: tuple[Day, Day], discharges: Sequence[Day], terms: Terms
) -> Claim:
    span = _overlap(course, period)
    is_paid, why = _support_verdict(course, places, period, discharges, terms)
    months = months_between(*span) if span and is_paid is not False else Decimal()
    first = span[0] if span else period[0]
    return Claim(course, *period, is_paid, months, why, terms.support_percent, first)


def _support_verdict(
    course: Course, places: Sequence[Course], period: tuple[Day, Day], discharges: Sequence[Day], terms: Terms
) -> tuple[bool | None, Reason]:
    begins, _ends = period
    if is_in_time(course.decided_on, begins, terms):
        return True, Reason("holds", _before(course.decided_on, begins), FIRST)
    if any(_follows(course, place, begins, terms) for place in places):
        text = _("§ 85 a følger lige efter et ophold på § 107, som var afgjort før udskrivningen %s")
        return True, Reason("holds", text % full_date(begins), f"{FIRST} nr. 2")
    return _too_late(course, period, discharges, terms, FIRST)


def _place_verdict(
    course: Course, period: tuple[Day, Day], discharges: Sequence[Day], terms: Terms
) -> tuple[bool | None, Reason]:
    if is_in_time(course.decided_on, period[0], terms):
        return True, Reason("holds", _before(course.decided_on, period[0]), SECOND)
    return _too_late(course, period, discharges, terms, SECOND)


def _follows(course: Course, place: Course, discharged_on: Day, terms: Terms) -> bool:
    """Does § 85 a follow § 107 in direct continuation, and § 107 the discharge?"""
    if not is_in_time(place.decided_on, discharged_on, terms) or place.until_on is None:
        return False
    came_directly = place.from_on is None or place.from_on <= discharged_on + terms.follows_within * DAY
    begins = course.from_on or course.decided_on
    return came_directly and discharged_on < begins <= place.until_on + terms.follows_within * DAY


def _too_late(
    course: Course, period: tuple[Day, Day], discharges: Sequence[Day], terms: Terms, law: str
) -> tuple[bool | None, Reason]:
    """Decided too late for the first discharge; before a later one of the same period the law does not say."""
    begins, ends = period
    words = {"decided": full_date(course.decided_on), "left": full_date(begins)}
    later = [day for day in discharges if begins < day < ends and is_in_time(course.decided_on, day, terms)]
    if later:
        text = _(
            "Afgjort %(decided)s: efter den første udskrivning %(left)s, men før en senere. Perioden begynder ikke"
            " forfra; om resten af den betales, siger loven ikke"
        )
        return None, Reason("unknown", text % words, THIRD)
    if course.decided_on == begins:
        text = _("Afgjort samme dag som udskrivningen %(left)s. Det skulle være sket før den dag")
    else:
        text = _("Afgjort %(decided)s, efter udskrivningen %(left)s. Det skulle være sket før den dag")
    return False, Reason("fails", text % words, law)


def _before(decided_on: Day, discharged_on: Day) -> str:
    words = {"decided": full_date(decided_on), "left": full_date(discharged_on)}
    return _("Afgjort %(decided)s, før udskrivningen %(left)s") % words


def at_stake(help_: Help, monthly: Decimal | None, terms: Terms) -> Decimal | None:
    """The state's part of a whole period, that is lost when it is decided too late; none: no price is written."""
    if monthly is None:
        return None
    if help_ == Help.SUPPORT:
        return part(monthly, Decimal(12 * terms.support_years), terms.support_percent)
    return part(monthly, Decimal(terms.place_months), terms.place_percent)
