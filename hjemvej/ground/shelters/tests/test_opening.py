"""Does the house say rightly whether it is open, also over midnight?"""

import datetime
from zoneinfo import ZoneInfo

import pytest

from hjemvej.ground.shelters.actions import DayHours
from hjemvej.ground.shelters.rules import opening, takes_in_on_night, week_in_words

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
FRIDAY = datetime.date(2026, 11, 20)
NIGHT_CAFE = [DayHours(day, datetime.time(21), datetime.time(8), datetime.time(23)) for day in range(7)]
LATE = [DayHours(4, datetime.time(22), datetime.time(7, 30), datetime.time(1))]


def moment(hour: int, minute: int = 0, day: int = 20) -> datetime.datetime:
    return datetime.datetime(2026, 11, day, hour, minute, tzinfo=COPENHAGEN)


def test_a_house_without_hours_is_always_open():
    now = opening([], moment(3))
    assert (now.is_open, now.takes_in, now.text) == (True, True, "åbent hele døgnet")


@pytest.mark.parametrize(
    ("at", "is_open", "takes_in", "text"),
    [
        (moment(20, 59), False, False, "lukket nu · åbner kl. 21.00 · tager ind til kl. 23.00"),
        (moment(21), True, True, "lukker for indtag kl. 23.00"),
        (moment(22, 59), True, True, "lukker for indtag kl. 23.00"),
        (moment(23), True, False, "tager ikke flere ind siden kl. 23.00"),
        (moment(7, 59, 21), True, False, "tager ikke flere ind siden kl. 23.00"),
        (moment(8, 0, 21), False, False, "lukket nu · åbner kl. 21.00 · tager ind til kl. 23.00"),
    ],
)
def test_a_night_cafe_is_open_over_midnight_and_stops_taking_people_in(at, is_open, takes_in, text):
    now = opening(NIGHT_CAFE, at)
    assert (now.is_open, now.takes_in, now.text) == (is_open, takes_in, text)


def test_intake_may_end_after_midnight():
    assert opening(LATE, moment(0, 59, 21)).takes_in
    assert not opening(LATE, moment(1, 0, 21)).takes_in
    assert opening(LATE, moment(1, 0, 21)).closes_at == moment(7, 30, 21)


def test_a_weekday_without_hours_is_closed_and_tells_when_it_opens_next():
    assert opening(LATE, moment(12, 0, 18)).text == "lukket nu · åbner fredag kl. 22.00 · tager ind til kl. 1.00"
    assert opening(LATE, moment(12, 0, 19)).text == "lukket nu · åbner i morgen kl. 22.00 · tager ind til kl. 1.00"


def test_in_the_afternoon_tonights_intake_is_still_ahead():
    tonight = takes_in_on_night(NIGHT_CAFE, FRIDAY, moment(13))
    assert tonight is not None
    assert tonight.takes_in_until == moment(23)


def test_after_the_intake_closes_nobody_can_come_tonight():
    assert takes_in_on_night(NIGHT_CAFE, FRIDAY, moment(23, 30)) is None
    assert takes_in_on_night(LATE, datetime.date(2026, 11, 19), moment(13, 0, 19)) is None


def test_a_house_without_hours_takes_in_on_any_night():
    tonight = takes_in_on_night([], FRIDAY, moment(13))
    assert tonight is not None
    assert tonight.takes_in


def test_a_house_that_takes_in_now_takes_in_tonight():
    by_day = [DayHours(4, datetime.time(8), datetime.time(16), None)]
    assert takes_in_on_night(by_day, FRIDAY, moment(13)) is not None
    assert takes_in_on_night(by_day, FRIDAY, moment(7)) is None  # it closes before the night begins


@pytest.mark.parametrize(("closes", "is_of_the_night"), [((20, 0), False), ((20, 1), True)])
def test_a_night_begins_at_twenty(closes, is_of_the_night):
    hours = [DayHours(4, datetime.time(18), datetime.time(*closes), None)]
    assert (takes_in_on_night(hours, FRIDAY, moment(13)) is not None) is is_of_the_night


def after_midnight(opens: tuple[int, int], closes: tuple[int, int] = (7, 30)) -> list[DayHours]:
    """A house that is open on Saturday mornings alone, FRIDAY's night."""
    return [DayHours(5, datetime.time(*opens), datetime.time(*closes), None)]


@pytest.mark.parametrize(
    ("opens", "at", "is_of_the_night"),
    [
        ((0, 0), moment(13), True),  # at midnight itself
        ((0, 30), moment(13), True),  # asked for in the afternoon before
        ((0, 30), moment(23, 59), True),
        ((0, 30), moment(0, 10, 21), True),  # after midnight, before it opens
        ((0, 30), moment(3, 0, 21), True),  # it is open
        ((3, 59), moment(13), True),
        ((4, 0), moment(13), False),  # at four the night is made up
    ],
)
def test_a_house_that_opens_after_midnight_is_open_in_the_night_before(opens, at, is_of_the_night):
    tonight = takes_in_on_night(after_midnight(opens), FRIDAY, at)
    assert (tonight is not None) is is_of_the_night
    if tonight is not None:
        hour, minute = opens
        assert (tonight.opens_at, tonight.takes_in_until) == (moment(hour, minute, 21), moment(7, 30, 21))


def test_it_is_no_house_of_its_own_days_night_nor_of_the_night_before_that():
    hours = after_midnight((0, 30))
    assert takes_in_on_night(hours, FRIDAY + datetime.timedelta(days=1), moment(13, 0, 21)) is None
    assert takes_in_on_night(hours, FRIDAY - datetime.timedelta(days=1), moment(13, 0, 19)) is None


def test_a_house_open_in_the_evening_and_again_after_midnight_takes_in_when_it_next_can():
    hours = [DayHours(4, datetime.time(18), datetime.time(22), None), *after_midnight((0, 30))]
    opens = [takes_in_on_night(hours, FRIDAY, at) for at in (moment(17), moment(21), moment(22, 30))]
    assert [tonight.opens_at for tonight in opens if tonight] == [moment(18), moment(18), moment(0, 30, 21)]


def test_at_the_very_minute_the_intake_ends_nobody_can_come():
    assert takes_in_on_night(NIGHT_CAFE, FRIDAY, moment(22, 59)) is not None
    assert takes_in_on_night(NIGHT_CAFE, FRIDAY, moment(23)) is None


def test_a_house_that_takes_in_until_it_closes_says_when_it_closes_alone():
    hours = [DayHours(4, datetime.time(21), datetime.time(8), None)]
    assert opening(hours, moment(20)).text == "lukket nu · åbner kl. 21.00"
    assert opening(hours, moment(22)).text == "åben til kl. 8.00"


def test_a_week_of_equal_days_is_a_single_line_and_any_other_week_a_line_a_day():
    assert week_in_words(NIGHT_CAFE) == [("hver dag", "kl. 21.00 til kl. 8.00, tager ind til kl. 23.00")]
    shorter = DayHours(6, datetime.time(22), datetime.time(8), None)
    assert week_in_words([*NIGHT_CAFE[:6], shorter])[-1] == ("søndag", "kl. 22.00 til kl. 8.00")
    assert len(week_in_words([*NIGHT_CAFE[:6], shorter])) == 7
    assert len(week_in_words(NIGHT_CAFE[:6])) == 6


def test_the_clock_change_does_not_move_the_closing_time():
    night_of_change = datetime.datetime(2026, 10, 24, 22, 30, tzinfo=COPENHAGEN)
    closes_at = opening(NIGHT_CAFE, night_of_change).closes_at
    assert closes_at is not None
    assert (closes_at.hour, closes_at.date()) == (8, datetime.date(2026, 10, 25))


@pytest.mark.parametrize(
    ("closes", "closes_at"),
    [((8, 0), moment(8, 0, 21)), ((8, 1), moment(8, 1)), ((7, 59), moment(7, 59, 21))],
)
def test_hours_that_close_at_or_before_opening_end_the_day_after(closes, closes_at):
    hours = [DayHours(4, datetime.time(8), datetime.time(*closes), None)]
    assert opening(hours, moment(8)).closes_at == closes_at


def test_a_week_without_any_hours_left_is_closed():
    nothing_ahead = [DayHours(7, datetime.time(8), datetime.time(16), None)]  # no such weekday
    assert opening(nothing_ahead, moment(13)).text == "lukket"
