"""Are weeks cut where a month ends, so that a month's figures are whole weeks?"""

import datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hjemvej.ground.retention import rules

DAY = datetime.timedelta(days=1)
DATES = st.dates(datetime.date(2000, 1, 3), datetime.date(2100, 1, 1))


@given(DATES, st.integers(0, 400))
def test_weeks_follow_each_other_and_none_crosses_a_month(first, days):
    weeks = rules.weeks_between(first, first + days * DAY)
    assert weeks[0][0] <= first <= weeks[0][1]
    assert weeks[-1][0] <= first + days * DAY <= weeks[-1][1]
    for (begins, ends), (next_begins, _next_ends) in pairwise(weeks):
        assert next_begins == ends + DAY
        assert begins.month == ends.month
        assert 0 <= (ends - begins).days <= 6


@given(DATES)
def test_a_day_lies_in_its_week(day):
    begins = rules.week_of(day)
    assert begins <= day <= rules.week_end(begins)
    assert begins.weekday() == 0 or begins.day == 1


def test_a_birth_leaves_its_decade():
    assert rules.decade(datetime.date(1984, 5, 1), None) == 1980
    assert rules.decade(None, 1990) == 1990
    assert rules.decade(None, None) is None


def test_month_ends():
    assert rules.month_ends_between(datetime.date(2026, 1, 31), datetime.date(2026, 3, 1)) == [
        datetime.date(2026, 1, 31), datetime.date(2026, 2, 28), datetime.date(2026, 3, 31),
    ]  # fmt: skip


def test_the_ends_of_the_months_that_days_touch():
    first, last = datetime.date(2026, 11, 29), datetime.date(2026, 12, 31)
    assert rules.month_ends_between(first, datetime.date(2026, 11, 30)) == [datetime.date(2026, 11, 30)]
    assert rules.month_ends_between(first, last) == [datetime.date(2026, 11, 30), last]
    assert rules.month_ends_between(first, last + DAY)[2:] == [datetime.date(2027, 1, 31)]
