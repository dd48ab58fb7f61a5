"""Which day did they mean?"""

import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.platform.ui.typed_dates import DateNotUnderstood, read_date, read_period, read_time

SUNDAY = datetime.date(2026, 11, 22)
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2150, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3/5-26", (2026, 5, 3)),
        ("3. maj 2026", (2026, 5, 3)),
        ("3 maj", (2027, 5, 3)),
        ("03.05.2026", (2026, 5, 3)),
        ("2026-05-03", (2026, 5, 3)),
        ("030526", (2026, 5, 3)),
        ("03052026", (2026, 5, 3)),
        ("3/5 68", (1968, 5, 3)),
        ("d. 3. december", (2026, 12, 3)),
        ("søndag den 22. november", (2026, 11, 22)),
        ("3/1", (2027, 1, 3)),
        ("29/2", (2028, 2, 29)),
        (" I  GÅR ", (2026, 11, 21)),
        ("i morgen", (2026, 11, 23)),
        ("på fredag", (2026, 11, 27)),
        ("i fredags", (2026, 11, 20)),
        ("sidste søndag", (2026, 11, 15)),
        ("i søndags", (2026, 11, 15)),
        ("sidste mandag", (2026, 11, 16)),
        ("søndag", (2026, 11, 22)),
        ("i søndag", (2026, 11, 22)),
        ("på søndag", (2026, 11, 29)),
        ("næste søndag", (2026, 11, 29)),
        ("i mandag", (2026, 11, 23)),
        ("næste mandag", (2026, 11, 23)),
        ("søndags", (2026, 11, 22)),
        ("1/1 1880", (1880, 1, 1)),
        ("31/12 2150", (2150, 12, 31)),
        ("29/2 2028", (2028, 2, 29)),
        ("1. Oktober 2025", (2025, 10, 1)),
        ("1 October 2025", (2025, 10, 1)),
        ("3 May 2026", (2026, 5, 3)),
        ("3-maj-26", (2026, 5, 3)),
        ("20260503", (2026, 5, 3)),
        ("20122026", (2026, 12, 20)),  # the day first, where that is a date
        ("03–05–2026", (2026, 5, 3)),
        ("ons 3. juni 2026", (2026, 6, 3)),
        ("tors. d. 4. juni 2026", (2026, 6, 4)),
    ],
)
def test_a_date_is_read_as_people_write_it(typed, meant):
    assert read_date(typed, today=SUNDAY) == datetime.date(*meant)


def test_two_digits_are_a_year_at_most_ten_years_ahead_and_none_ahead_in_the_past():
    read = [read_date(f"1/1-{year}", today=datetime.date(2026, 11, 22)).year for year in (26, 27, 36, 37)]
    assert read == [2026, 2027, 2036, 1937]
    past = [read_date(f"1/1-{year}", today=datetime.date(2026, 11, 22), near="past").year for year in (26, 27)]
    assert past == [2026, 1927]


def test_without_a_year_the_day_itself_is_both_past_and_future():
    for near in ("past", "future"):
        assert read_date("22/11", today=datetime.date(2026, 11, 22), near=near) == datetime.date(2026, 11, 22)


def test_without_a_year_the_past_or_the_future_can_be_meant():
    assert read_date("24/12", today=SUNDAY, near="past") == datetime.date(2025, 12, 24)
    assert read_date("3/5", today=SUNDAY, near="future") == datetime.date(2027, 5, 3)
    assert read_date("3/5-27", today=SUNDAY, near="past") == datetime.date(1927, 5, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "31/4",
        "0/0",
        "3/13",
        "32. maj 2026",
        "måske",
        "3/5-1234",
        "1/1 1879",
        "1/1 2151",
        "29/2 2027",
        "3. xyz 2026",
        "på måske",
        "²/³",
        "99999999",
    ],
)
def test_what_is_no_date_is_told_in_words(typed):
    with pytest.raises(DateNotUnderstood, match=r"Skriv|findes|kan ikke"):
        read_date(typed, today=SUNDAY)


@given(st.one_of(st.text(), st.from_regex(r"[0-9]{0,4}[-./ ]?[0-9]{0,2}[-./ ]?[0-9]{0,4}")), DAYS)
def test_nothing_typed_breaks_it(typed, today):
    for near in ("any", "past", "future"):
        with contextlib.suppress(DateNotUnderstood):
            assert isinstance(read_date(typed, today=today, near=near), datetime.date)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("15.20", (15, 20)), ("1520", (15, 20)), ("kl. 8", (8, 0)), ("08:05", (8, 5)), ("815", (8, 15)),
        ("23", (23, 0)), ("0.59", (0, 59)),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed, meant):
    assert read_time(typed) == datetime.time(*meant)


@pytest.mark.parametrize("typed", ["24", "24.00", "15.60", "15.2", "", "snart"])
def test_what_is_no_time_is_told_in_words(typed):
    with pytest.raises(DateNotUnderstood, match=r"Skriv klokken"):
        read_time(typed)


@given(st.text())
def test_no_time_typed_breaks_it(typed):
    with contextlib.suppress(DateNotUnderstood):
        assert isinstance(read_time(typed), datetime.time)


@pytest.mark.parametrize(
    ("typed", "first", "last", "precision"),
    [
        ("2019", "2019-01-01", "2019-12-31", "year"), ("ca. 2019", "2019-01-01", "2019-12-31", "year"),
        ("maj 2019", "2019-05-01", "2019-05-31", "month"), ("5/2019", "2019-05-01", "2019-05-31", "month"),
        ("2019-05", "2019-05-01", "2019-05-31", "month"), ("februar 2024", "2024-02-01", "2024-02-29", "month"),
        ("december", "2025-12-01", "2025-12-31", "month"), ("november", "2026-11-01", "2026-11-30", "month"),
        ("3/5-19", "2019-05-03", "2019-05-03", "day"), ("3. maj 2019", "2019-05-03", "2019-05-03", "day"),
        ("i går", "2026-11-19", "2026-11-19", "day"), ("siden maj 2019", "2019-05-01", "2019-05-31", "month"),
    ],
)  # fmt: skip
def test_a_day_a_month_or_a_year_is_read_as_exactly_as_it_is_remembered(typed, first, last, precision):
    found = read_period(typed, today=datetime.date(2026, 11, 20))
    assert (found.first.isoformat(), found.last.isoformat(), found.precision) == (first, last, precision)


@pytest.mark.parametrize("typed", ["længe", "13/2019", "0", "19", "mange år", "1500", "00/2019", "foråret 2019", "-"])
def test_what_is_no_day_month_or_year_is_told_in_words(typed):
    with pytest.raises(DateNotUnderstood, match=r"Skriv|Der er kun tolv|Årstallet"):
        read_period(typed, today=datetime.date(2026, 11, 20))


@given(st.text(max_size=20))
def test_no_period_typed_breaks_it(typed):
    try:
        found = read_period(typed, today=datetime.date(2026, 11, 20))
    except DateNotUnderstood:
        return
    assert found.first <= found.last
