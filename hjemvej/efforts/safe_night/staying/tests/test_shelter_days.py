"""Does the count of days in shelter follow the law?"""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from hjemvej.efforts.safe_night.staying.rules import ShelterDays, shelter_days

NIGHT = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)


REFORM = datetime.date(2023, 10, 1)


def days(
    stays: list[tuple[datetime.date, datetime.date | None]], on: datetime.date, limit: int = 90
) -> ShelterDays | None:
    return shelter_days(stays, on, limit=limit, counted_from=REFORM)


def test_stays_add_up_within_the_running_year():
    first = datetime.date(2026, 1, 10)
    clock = days([(first, first + 10 * DAY), (datetime.date(2026, 6, 1), None)], datetime.date(2026, 6, 5))
    assert clock is not None
    assert (clock.year_from, clock.used, clock.remaining) == (first, 15, 75)
    assert "15 af 90 døgn" in clock.explanation


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
