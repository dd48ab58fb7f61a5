"""Do the worked cases of docs/algorithms/clocks.md hold to the krone? Without a database."""

import datetime
import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hjemvej.ground.reimbursement.rules.readings import Limits, anniversary_readings, paid
from hjemvej.ground.reimbursement.rules.shelter_days import shelter_days
from hjemvej.ground.reimbursement.rules.support import (
    Course,
    Help,
    Terms,
    at_stake,
    months_between,
    place_claims,
    support_claims,
)
from hjemvej.ground.reimbursement.rules.years import Lasts, NewYear, RunningYear, counted, days_used, years_of

D = datetime.date
DAY = datetime.timedelta(days=1)
REFORM, APRIL = D(2023, 10, 1), D(2026, 4, 1)
YEAR = RunningYear((Lasts(REFORM, 1, "years"),))
LIMITS = Limits(APRIL, 120, 90)
TERMS = Terms(
    before=1, support_years=2, support_percent=Decimal(50), place_months=6, place_years=1, place_percent=Decimal(50),
    follows_within=0,
)  # fmt: skip
FIRST = D(2026, 5, 1)  # of the first admission, wholly after the change
LATE = D(2031, 1, 1)
LEFT = D(2026, 9, 1)


def priced(*stays):
    return [(first, until, lambda _day: Decimal(1500)) for first, until in stays]


def shares(*stays):
    found = paid(priced(*stays), LATE, limits=LIMITS, percent=Decimal(50), by_law=YEAR)
    return found.state, found.municipality


@pytest.mark.parametrize(
    ("stays", "state", "municipality"),
    [
        ([(FIRST, FIRST + 200 * DAY)], 67_500, 232_500),
        ([(FIRST, FIRST + 60 * DAY), (FIRST + 100 * DAY, FIRST + 160 * DAY)], 67_500, 112_500),
        ([(FIRST, FIRST + 60 * DAY), (FIRST + 370 * DAY, FIRST + 430 * DAY)], 90_000, 90_000),
    ],
)
def test_shelter_days_at_1500_kroner(stays, state, municipality):
    assert shares(*stays) == (state, municipality)


@pytest.mark.parametrize(
    ("new_year", "state", "municipality"),
    [(NewYear.ON_THE_ANNIVERSARY, 93_750, 506_250), (NewYear.WITH_THE_NEXT_ADMISSION, 67_500, 532_500)],
)
def test_a_stay_of_400_days_by_each_reading(new_year, state, municipality):
    said = {"limits": LIMITS, "percent": Decimal(50), "by_law": YEAR, "new_year": new_year}
    found = paid(priced((FIRST, FIRST + 400 * DAY)), LATE, **said)
    assert (found.state, found.municipality) == (state, municipality)


def support(decided_on, from_on=LEFT, months=30, monthly=8000):
    until = D(from_on.year + (from_on.month + months - 1) // 12, (from_on.month + months - 1) % 12 + 1, from_on.day)
    return Course(Help.SUPPORT, decided_on, from_on, until, Decimal(monthly))


def claims(courses, discharges=(LEFT,)):
    return [(one.is_paid, one.at_most) for one in support_claims(courses, discharges, TERMS)]


@pytest.mark.parametrize(
    ("decided_on", "is_paid", "state"),
    [
        (LEFT - DAY, True, 96_000),  # 24 of the 30 months, half of 8,000
        (LEFT, False, 0),  # the same day is too late
        (LEFT + DAY, False, 0),
    ],
)
def test_support_decided_before_the_day_of_discharge(decided_on, is_paid, state):
    assert claims([support(decided_on)]) == [(is_paid, state)]
    assert at_stake(Help.SUPPORT, Decimal(8000), TERMS) == 96_000


def test_an_admission_within_the_period_starts_nothing_anew():
    again = D(2027, 6, 1)
    [claim] = support_claims([support(LEFT - DAY)], [LEFT, again], TERMS)
    assert (claim.begins, claim.ends, claim.at_most) == (LEFT, D(2028, 9, 1), Decimal(96_000))
    # decided anew before the second discharge: at most the rest of the same period, and the law does not say
    [late] = support_claims([support(again - DAY, again)], [LEFT, again], TERMS)
    assert (late.is_paid, late.ends, late.months, late.at_least) == (None, D(2028, 9, 1), Decimal(15), Decimal())
    # once the period is over, a discharge opens a new one
    old, new_support = support(LEFT - DAY, months=20), support(D(2029, 1, 1), D(2029, 2, 1))
    [_old, new] = support_claims([old, new_support], [LEFT, D(2029, 2, 1)], TERMS)
    assert (new.begins, new.is_paid) == (D(2029, 2, 1), True)


def place(decided_on=LEFT - DAY, from_on=LEFT, until_on=D(2026, 12, 1)):
    return Course(Help.PLACE, decided_on, from_on, until_on, Decimal(40_000))


@pytest.mark.parametrize(
    ("place_107", "begins", "is_paid"),
    [
        (place(), D(2026, 12, 1), True),  # the day that § 107 ends
        (place(), D(2026, 12, 2), False),  # a day between
        (place(decided_on=LEFT), D(2026, 12, 1), False),  # § 107 itself was too late
        (place(from_on=LEFT + DAY), D(2026, 12, 1), False),  # § 107 did not follow the discharge directly
    ],
)
def test_later_support_counts_where_it_follows_107_in_direct_continuation(place_107, begins, is_paid):
    [found] = claims([support(D(2026, 11, 20), begins), place_107])
    assert found[0] is is_paid


def test_six_months_of_107_are_used_anywhere_within_the_year():
    first = place(until_on=D(2026, 11, 1))  # two months
    second = place(from_on=D(2027, 3, 1), until_on=D(2028, 1, 1))  # within the year six months, of which four are left
    found = place_claims([second, first], [LEFT], TERMS)
    assert [(one.months, one.at_most) for one in found] == [
        (Decimal(2), Decimal(40_000)),
        (Decimal(4), Decimal(80_000)),
    ]
    after = place(from_on=D(2027, 9, 1), until_on=D(2027, 12, 1))
    assert place_claims([after], [LEFT], TERMS) == []
    [told] = place_claims([first], [LEFT], TERMS, used_elsewhere=Decimal(5))
    assert told.months == 1


@pytest.mark.parametrize(
    ("first", "until", "months"),
    [
        (D(2026, 1, 1), D(2026, 2, 16), 1 + Decimal(15) / 28),
        (D(2026, 1, 31), D(2026, 2, 28), Decimal(1)),
        (D(2026, 1, 1), D(2026, 1, 1), Decimal(0)),
    ],
)
def test_months_are_whole_and_a_part_of_the_last(first, until, months):
    assert months_between(first, until) == months


def test_a_stay_across_the_anniversary_has_two_readings():
    stays = [(first, until, lambda _day: Decimal(750)) for first, until in [(FIRST, FIRST + 400 * DAY)]]
    found = anniversary_readings(stays, LATE, limits=LIMITS, by_law=YEAR)
    assert [(one.days, int(one.kroner)) for one in found] == [(90 + 35, 93_750), (90, 67_500)]
    assert anniversary_readings(stays, FIRST + 365 * DAY - DAY, limits=LIMITS, by_law=YEAR) == []
    # the limit changed in the first year too: each way of both
    early = [(D(2025, 12, 1), D(2027, 1, 1), stays[0][2])]
    both = anniversary_readings(early, LATE, limits=LIMITS, by_law=YEAR)
    assert [one.days for one in both] == [121, 151, 151, 90, 120, 120]
    assert both[0].words == "et nyt år begynder på årsdagen, midt i opholdet; 90 døgn for hele året"


STAYS = st.lists(st.tuples(st.integers(0, 120), st.integers(1, 450)), min_size=1, max_size=4)


def laid_out(lengths):
    """Stays one after the other, with gaps."""
    spans, last = [], REFORM
    for gap, length in lengths:
        spans.append((last + gap * DAY, last + (gap + length) * DAY))
        last = spans[-1][1]
    return spans


@settings(max_examples=40)
@given(STAYS, st.sampled_from(NewYear))
def test_never_more_days_than_the_limit_in_a_year(lengths, new_year):
    spans = laid_out(lengths)
    found = paid(priced(*spans), LATE, limits=LIMITS, percent=Decimal(50), by_law=YEAR, new_year=new_year)
    years = years_of(counted(spans, LATE, YEAR), new_year, YEAR)
    most = sum(120 if begins < APRIL else 90 for begins, _ends in years)
    assert found.reimbursed <= most
    assert found.state == 750 * found.reimbursed
    assert found.state + found.municipality == 1500 * found.days
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(years)), "no day lies in two years"
    assert sum(len(days_used(priced(*spans), *year)) for year in years) == found.days == sum(
        length for _gap, length in lengths
    )  # fmt: skip


@settings(max_examples=60)
@given(STAYS, st.integers(0, 3), st.integers(1, 449), st.sampled_from(NewYear))
def test_a_stay_split_on_a_day_counts_as_before(lengths, which, at, new_year):
    """Where neither part crosses the anniversary, the second admission opens no year that the first did not."""
    spans = laid_out(lengths)
    first, until = spans[which % len(spans)]
    cut = first + at * DAY
    readings = [years_of(counted(spans, LATE, YEAR), each, YEAR) for each in NewYear]
    ends = {YEAR.after(begins) for years in readings for begins, _ends in years}
    if not first < cut < until or any(first < end < until for end in ends):
        return
    parted = [one for one in spans if one != (first, until)] + [(first, cut), (cut, until)]
    for on in (LATE, cut, until):
        said = {"limits": LIMITS, "percent": Decimal(50), "by_law": YEAR, "new_year": new_year}
        assert paid(priced(*parted), on, **said) == paid(priced(*spans), on, **said)
        before, after = (shelter_days(each, on, limit=90, near=14, by_law=YEAR) for each in (spans, parted))
        assert before == after
