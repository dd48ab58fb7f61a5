"""Does the count of days in shelter follow the law?"""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.ground.reimbursement.rules.shelter_days import ShelterDays, shelter_days
from hjemvej.ground.reimbursement.rules.years import Lasts, RunningYear

NIGHT = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)


REFORM = datetime.date(2023, 10, 1)
YEAR = RunningYear((Lasts(REFORM, 1, "years"),))


def days(
    stays: list[tuple[datetime.date, datetime.date | None]], on: datetime.date, limit: int = 90
) -> ShelterDays | None:
    return shelter_days(stays, on, limit=limit, near=14, by_law=YEAR)


def test_stays_add_up_within_the_running_year():
    first = datetime.date(2026, 1, 10)
    clock = days([(first, first + 10 * DAY), (datetime.date(2026, 6, 1), None)], datetime.date(2026, 6, 5))
    assert clock is not None
    assert (clock.year_from, clock.used, clock.remaining) == (first, 15, 75)
    assert "Talt siden den 10. januar 2026" in clock.explanation


@pytest.mark.parametrize(
    ("nights", "kind", "beyond", "remaining"),
    [(75, "neutral", 0, 15), (76, "soon", 0, 14), (90, "soon", 0, 0), (91, "late", 1, 0), (106, "late", 16, 0)],
)
def test_it_warns_near_the_limit_and_beyond_it(nights, kind, beyond, remaining):
    first = datetime.date(2026, 1, 10)
    clock = days([(first, None)], first + (nights - 1) * DAY)
    assert clock is not None
    assert (clock.used, clock.kind, clock.beyond, clock.remaining) == (nights, kind, beyond, remaining)


def test_the_counter_starts_again_a_year_after_the_first_admission():
    old, new = datetime.date(2025, 2, 1), datetime.date(2026, 3, 1)
    clock = days([(old, old + 100 * DAY), (new, None)], new + 4 * DAY)
    assert clock is not None
    assert (clock.year_from, clock.used) == (new, 5)


def test_no_year_runs_when_the_last_is_over():
    old = datetime.date(2024, 2, 1)
    assert days([(old, old + 100 * DAY)], datetime.date(2025, 2, 1)) is None
    assert days([], NIGHT) is None


def test_a_stay_across_the_anniversary_begins_a_new_year():
    begun = datetime.date(2025, 6, 1)
    clock = days([(begun, None)], datetime.date(2026, 6, 3))
    assert clock is not None
    assert (clock.year_from, clock.used) == (datetime.date(2026, 6, 1), 3)


def test_nights_before_the_reform_do_not_count():
    clock = days([(datetime.date(2023, 9, 1), datetime.date(2023, 10, 11))], datetime.date(2023, 10, 20))
    assert clock is not None
    assert (clock.year_from, clock.used) == (REFORM, 10)


@given(st.lists(st.tuples(st.integers(0, 1500), st.integers(1, 200)), max_size=8), st.integers(0, 1600))
def test_days_used_are_never_more_than_days_run(stays, ahead):
    spans, last = [], REFORM
    for gap, length in stays:
        first = last + (gap % 100) * DAY
        spans.append((first, first + length * DAY))
        last = first + length * DAY
    on = REFORM + ahead * DAY
    clock = days(spans, on)
    if clock is not None:
        assert clock.year_from <= on < clock.year_until
        assert 1 <= clock.used <= (on - clock.year_from).days + 1


BEGUN = datetime.date(2025, 6, 1)
A_YEAR_ON = datetime.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("stays", "on", "counted"),
    [
        # a stay that ends as the count begins has no night in it
        ([(datetime.date(2023, 9, 1), REFORM)], REFORM + 5 * DAY, None),
        ([(datetime.date(2023, 9, 1), REFORM + DAY)], REFORM + 5 * DAY, (REFORM, 1)),
        # the year's last night is in the year, also while the stay goes on
        ([(BEGUN, None)], A_YEAR_ON - DAY, (BEGUN, 365)),
        ([(BEGUN, None)], A_YEAR_ON, (A_YEAR_ON, 1)),
        ([(BEGUN, A_YEAR_ON)], A_YEAR_ON - DAY, (BEGUN, 365)),
        ([(BEGUN, A_YEAR_ON)], A_YEAR_ON, None),
        # two years on without a break, and again after one
        ([(BEGUN, None)], datetime.date(2027, 6, 2), (datetime.date(2027, 6, 1), 2)),
        ([(BEGUN, BEGUN + DAY), (A_YEAR_ON, A_YEAR_ON + DAY)], A_YEAR_ON, (A_YEAR_ON, 1)),
        ([(BEGUN, BEGUN + DAY), (A_YEAR_ON - DAY, A_YEAR_ON + DAY)], A_YEAR_ON, (A_YEAR_ON, 1)),
        # a move between two houses on a day uses one
        ([(BEGUN, BEGUN + 10 * DAY), (BEGUN + 9 * DAY, BEGUN + 20 * DAY)], BEGUN + 30 * DAY, (BEGUN, 20)),
        # nights that have not come are not counted
        ([(BEGUN, BEGUN + 30 * DAY)], BEGUN, (BEGUN, 1)),
        ([(BEGUN + DAY, None)], BEGUN, None),
    ],
)
def test_nights_are_counted_in_the_year_they_lie_in(stays, on, counted):
    clock = days(stays, on)
    assert (clock and (clock.year_from, clock.used)) == counted


@pytest.mark.parametrize(
    ("first", "next_year"),
    [
        (datetime.date(2024, 2, 29), datetime.date(2025, 3, 1)),
        (datetime.date(2024, 2, 28), datetime.date(2025, 2, 28)),
        (datetime.date(2025, 3, 29), datetime.date(2026, 3, 29)),
    ],
)
def test_the_year_ends_on_the_same_day_and_that_of_a_leap_day_on_the_first_of_march(first, next_year):
    clock = days([(first, None)], first)
    assert clock is not None
    assert clock.year_until == next_year


def test_the_last_day_lies_in_the_year_and_a_year_in_which_the_limit_changed_says_so():
    april = datetime.date(2026, 4, 1)
    stays = [(BEGUN, BEGUN + DAY), (A_YEAR_ON - 10 * DAY, None)]
    clock = shelter_days(stays, A_YEAR_ON - 5 * DAY, limit=90, near=14, by_law=YEAR, changed_on=april)
    assert clock is not None
    assert (clock.last_day_on(A_YEAR_ON - 5 * DAY), clock.lasts_on(A_YEAR_ON - 5 * DAY)) == (A_YEAR_ON - DAY, True)
    assert clock.is_unsettled
    after = shelter_days(stays, A_YEAR_ON, limit=90, near=14, by_law=YEAR, changed_on=april)
    assert after is not None
    assert (after.year_from, after.is_unsettled) == (A_YEAR_ON, False)


@pytest.mark.parametrize(("used", "remaining"), [(0, 90), (89, 1), (90, 0), (91, 0)])
def test_no_more_days_remain_than_the_limit_leaves(used, remaining):
    assert ShelterDays(BEGUN, A_YEAR_ON, used, 90, near=14).remaining == remaining


def test_a_stay_lasts_on_where_the_last_reimbursed_day_is_the_years_last():
    clock = ShelterDays(BEGUN, A_YEAR_ON, 80, 90, near=14)
    last = A_YEAR_ON - DAY - 10 * DAY
    assert (clock.lasts_on(last - DAY), clock.lasts_on(last)) == (False, True)


@pytest.mark.parametrize(
    ("number", "unit", "begins", "after"),
    [
        (1, "years", (2024, 1, 31), (2025, 1, 31)),
        (1, "years", (2024, 2, 29), (2025, 3, 1)),
        (1, "years", (2027, 3, 1), (2028, 3, 1)),  # 366 days
        (365, "days", (2027, 3, 1), (2028, 2, 29)),
        (6, "months", (2026, 8, 31), (2027, 3, 1)),
    ],
)
def test_a_year_is_to_the_same_day_or_as_long_as_the_law_says(number, unit, begins, after):
    year = RunningYear((Lasts(REFORM, number, unit),))
    begins, after = datetime.date(*begins), datetime.date(*after)
    assert year.after(begins) == after
    assert after - begins <= year.at_most


def test_a_year_is_as_long_as_the_law_said_on_the_day_that_it_began():
    """The law changes: a year that runs already is not cut short, and the next is; what counts begins as before."""
    changes = datetime.date(2026, 1, 1)
    year = RunningYear((Lasts(REFORM, 1, "years"), Lasts(changes, 6, "months")))
    assert year.counted_from == REFORM
    stays = [(changes - 30 * DAY, changes + 10 * DAY), (datetime.date(2026, 12, 20), datetime.date(2027, 7, 1))]
    on = datetime.date(2027, 6, 30)
    clock = shelter_days(stays, on, limit=90, near=14, by_law=year)
    assert clock
    assert (clock.year_from, clock.year_until) == (datetime.date(2027, 6, 20), datetime.date(2027, 12, 20))
    before = shelter_days(stays[:1], changes + 10 * DAY, limit=90, near=14, by_law=year)
    assert before
    assert (before.year_until, before.used) == (datetime.date(2026, 12, 2), 40)
