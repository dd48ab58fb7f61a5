"""Do clocks say how long is left, in words?"""

import datetime

import pytest

from hjemvej.ground.casework import rules

FRIDAY = datetime.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "text", "kind"),
    [
        (FRIDAY - datetime.timedelta(days=1), "1 dag for sent", "late"),
        (FRIDAY - datetime.timedelta(days=9), "9 dage for sent", "late"),
        (FRIDAY, "i dag", "soon"),
        (FRIDAY + datetime.timedelta(days=3), "mandag", "soon"),  # the next working day
        (FRIDAY + datetime.timedelta(days=4), "tirsdag", "neutral"),
        (FRIDAY + datetime.timedelta(days=12), "2. dec.", "neutral"),
    ],
)
def test_a_clock_says_how_long_is_left(day, text, kind):
    assert rules.clock(rules.end_of_day(day), on=FRIDAY) == rules.Clock(text, kind)


def test_an_hour_is_told_when_it_was_agreed():
    due = datetime.datetime(2026, 11, 20, 15, 0, tzinfo=datetime.UTC)
    assert rules.clock(due, on=FRIDAY).text == "i dag kl. 16.00"
    assert rules.clock(due, on=FRIDAY - datetime.timedelta(days=1)).text == "i morgen kl. 16.00"
    assert rules.clock(due, on=FRIDAY - datetime.timedelta(days=2)).text == "fredag"
    assert rules.clock(due, on=FRIDAY + datetime.timedelta(days=1)).text == "1 dag for sent"


def test_a_note_written_after_more_than_the_few_days_says_so():
    then = datetime.datetime(2026, 11, 16, 23, 30, tzinfo=datetime.UTC)  # the 17th in Denmark
    assert rules.written_late(then, then + datetime.timedelta(days=3), 3) == ""
    assert rules.written_late(then, then + datetime.timedelta(days=4), 3) == "Skrevet 4 dage efter, det skete"
