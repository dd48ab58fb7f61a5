"""How many days, and how many kroner, does the state pay of a year in which the limit changed? Worked cases."""

import datetime
from decimal import Decimal

import pytest

from hjemvej.ground.reimbursement.rules.kroner import kroner_in_words
from hjemvej.ground.reimbursement.rules.readings import Limits, crossing_years
from hjemvej.ground.reimbursement.rules.years import Lasts, RunningYear

D = datetime.date
APRIL = D(2026, 4, 1)
REFORM = D(2023, 10, 1)
YEAR = RunningYear((Lasts(REFORM, 1, "years"),))


def readings(stays, on, rate=lambda _day: Decimal(500)):
    """Days and the state's part by each reading: the lesser for all, day by day, the greater."""
    years = crossing_years(
        [(first, until, rate) for first, until in stays], on, limits=Limits(APRIL, 120, 90), by_law=YEAR
    )
    return [[(one.days, int(one.kroner), one.unpriced) for one in year.readings] for year in years]


@pytest.mark.parametrize(
    ("stays", "on", "days"),
    [
        # 121 days before April and 30 in it: day by day gives 120, for the days after it are past the 90th
        ([(D(2025, 12, 1), None)], D(2026, 4, 30), (90, 120, 120)),
        # 90 days before April: day by day the rest of the year gives none
        ([(D(2026, 1, 1), None)], D(2026, 5, 30), (90, 90, 120)),
        # 31 days before: day by day it goes on to the 90th
        ([(D(2026, 3, 1), None)], D(2026, 7, 31), (90, 90, 120)),
        # two stays add up
        ([(D(2026, 1, 1), D(2026, 2, 1)), (APRIL, D(2026, 8, 1))], D(2026, 11, 20), (90, 90, 120)),
        # few days: all readings alike
        ([(D(2026, 3, 20), D(2026, 4, 10))], D(2026, 11, 20), (21, 21, 21)),
        # a move between two houses on a day is one day
        ([(D(2026, 3, 20), D(2026, 4, 11)), (D(2026, 4, 10), D(2026, 4, 12))], D(2026, 11, 20), (23, 23, 23)),
    ],
)
def test_three_readings_of_a_year_that_crosses(stays, on, days):
    [found] = readings(stays, on)
    assert found == [(number, number * 500, 0) for number in days]


@pytest.mark.parametrize(
    ("stays", "on"),
    [
        ([(APRIL, None)], D(2026, 6, 1)),  # began on the day itself: 90
        ([(D(2025, 1, 1), D(2025, 6, 1))], D(2026, 6, 1)),  # over before
        ([(D(2026, 1, 1), None)], D(2026, 3, 31)),  # not there yet
        ([], D(2026, 6, 1)),
    ],
)
def test_a_year_on_one_side_of_the_day_has_no_readings(stays, on):
    assert readings(stays, on) == []


def test_days_without_a_rate_count_as_days_alone():
    """31 of the 90 (or 120) are of December, whose rate nobody has written."""
    [found] = readings([(D(2025, 12, 1), None)], D(2026, 4, 30), lambda day: Decimal(500) if day.year == 2026 else None)
    assert found == [(90, 29500, 31), (120, 44500, 31), (120, 44500, 31)]


@pytest.mark.parametrize(
    ("kroner", "days", "unpriced", "words"),
    [
        (Decimal(45000), 90, 0, "45.000 kr."),
        (Decimal(29500), 90, 31, "mindst 29.500 kr.; taksten for 31 døgn er ikke skrevet ind"),
        (Decimal(), 90, 90, "stedets takst er ikke skrevet ind: kun døgn tælles"),
        (Decimal(), 0, 0, "0 kr."),
    ],
)
def test_an_amount_is_never_invented(kroner, days, unpriced, words):
    assert kroner_in_words(kroner, days=days, unpriced=unpriced) == words
