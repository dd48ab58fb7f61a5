"""Does the calendar draw each night as it was known, once, and none twice?"""

import datetime
import random

import pytest

from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.rules import Slept, calendar
from hjemvej.ground.situations.rules.calendar import drawn_as
from hjemvej.platform.ui.nights import titles_of

DAY = datetime.timedelta(days=1)
LAST = datetime.date(2026, 2, 3)


def stay(kind, from_on, until_on=None):
    return Slept(kind, from_on, until_on, kind, row=from_on)


def test_years_and_months_stand_the_latest_first_and_a_stay_stands_where_it_began():
    street, shelter = stay("gade", datetime.date(2025, 12, 30), LAST - DAY), stay("herberg", LAST - DAY)
    newest, oldest = calendar([street, shelter], LAST, otherwise="ikke sagt")
    assert (newest.number, newest.outside, oldest.number, oldest.outside) == (2026, 32, 2025, 2)
    february, january = newest.months
    assert list(zip([square.kind for square in february.squares], titles_of(february.squares), strict=True)) == [
        ("unsafe", "Natten til 2. feb.: gade"), ("safe", "Natten til 3. feb.: herberg"),
        ("safe", "Natten til 4. feb.: herberg"),
    ]  # fmt: skip
    assert (february.began, january.began) == ([shelter.row], [])
    (december,) = oldest.months
    assert [square.kind for square in december.squares[-3:]] == ["blank", "unsafe", "unsafe"]
    assert (december.squares[0].words, december.began) == ("ikke sagt", [street.row])


@pytest.mark.parametrize(
    ("kind", "drawn"),
    [("gade", "unsafe"), ("natvarmestue", "chair"), ("herberg", "safe"), ("krisecenter", "safe"), ("ukendt", "missing"),
     ("familie_venner", "other"), ("andet", "other"), ("egen_bolig", "blank"), ("doed", "blank")],
)  # fmt: skip
def test_each_kind_has_its_square(kind, drawn):
    assert kind in Situation.Kind.values
    assert drawn_as(kind) == drawn


def test_a_stay_that_is_to_come_can_be_opened_and_is_not_drawn():
    (year,) = calendar([stay("gade", LAST), stay("hotel", LAST + 40 * DAY)], LAST, otherwise="")
    march, february = year.months
    assert (march.squares, march.began) == ([], [LAST + 40 * DAY])
    assert [square.kind for square in february.squares] == ["blank", "blank", "unsafe"]


def test_nothing_known_is_no_calendar():
    assert calendar([], LAST, otherwise="") == []


@pytest.mark.parametrize("seed", range(20))
def test_each_night_from_the_first_month_until_the_last_night_stands_once_as_its_stay_says(seed):
    rng = random.Random(seed)
    begins, stays = LAST - rng.randrange(1, 900) * DAY, []
    while begins <= LAST:
        ends = begins + rng.randrange(1, 90) * DAY
        stays.append(stay(rng.choice(Situation.Kind.values), begins, ends if ends <= LAST else None))
        begins = ends + rng.choice([0, 0, 5]) * DAY
    drawn = [
        square for year in calendar(stays, LAST, otherwise="") for month in year.months for square in month.squares
    ]
    nights = sorted(square.night for square in drawn)
    assert nights == [nights[0] + DAY * number for number in range(len(nights))]
    assert (nights[0], nights[-1]) == (min(one.from_on for one in stays).replace(day=1), LAST)
    for square in drawn:
        of = [
            one
            for one in stays
            if one.from_on <= square.night and (one.until_on is None or square.night < one.until_on)
        ]
        assert square.kind == (drawn_as(of[0].kind) if of else "blank")
    began = [row for year in calendar(stays, LAST, otherwise="") for month in year.months for row in month.began]
    assert began == sorted((one.row for one in stays), reverse=True)
