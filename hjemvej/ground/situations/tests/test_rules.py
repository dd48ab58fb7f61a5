"""Is a night the evening's, does the count follow VIVE, and is what is doubtful told?"""

import datetime

import pytest

from hjemvej.ground.situations import rules
from hjemvej.ground.situations.rules import HeardFrom, Stay

TODAY = datetime.date(2026, 11, 20)


def stay(kind="gade", days_ago=0, until_on=None, source="Opdigtet", certainty="told", house_id=None):
    return Stay(kind, TODAY - datetime.timedelta(days=days_ago), until_on, source, certainty, house_id)


def doubts(new, heard_from=HeardFrom.CITIZEN, known=(), died_on=None):
    found = rules.doubts(new, heard_from=heard_from, known=known, on=TODAY, died_on=died_on)
    return [(reason.mark, reason.text) for reason in found]


def test_vive_counts_nine_situations():
    assert len(rules.HOMELESS) == 9
    assert set(rules.ETHOS_LIGHT) >= rules.HOMELESS


@pytest.mark.parametrize(
    ("utc", "night"),
    [
        ("2026-11-20T21:00", "2026-11-20"),
        ("2026-11-21T02:59", "2026-11-20"),  # 03.59 here
        ("2026-11-21T03:00", "2026-11-21"),
        ("2026-07-01T01:59", "2026-06-30"),  # summer time: 03.59 here
        ("2026-07-01T02:00", "2026-07-01"),
        ("2026-10-25T02:30", "2026-10-24"),  # the hour that comes twice is over; 03.30 here
    ],
)
def test_before_four_in_the_morning_it_is_still_yesterdays_night(utc, night):
    at = datetime.datetime.fromisoformat(utc).replace(tzinfo=datetime.UTC)
    assert rules.night_of(at) == datetime.date.fromisoformat(night)


def test_an_ordinary_message_raises_no_doubt():
    assert doubts(stay()) == []


@pytest.mark.parametrize(
    ("new", "more", "mark", "words"),
    [
        (stay("egen_bolig"), {"heard_from": HeardFrom.CPR}, "fails", "CPR-adresse er ikke bevis"),
        (stay("kriminalforsorg", 40), {}, "fails", "mere end en måned"),
        (stay("gade", -3), {}, "fails", "fremtiden"),
        (stay("gade", 800), {}, "fails", "mere end et år"),
        (stay("gade"), {"died_on": TODAY - datetime.timedelta(days=2)}, "fails", "død"),
        (stay("familie_venner"), {"known": [stay("gade", certainty="seen")]}, "fails", "set anderledes"),
        (stay("gade", 30), {"known": [stay("egen_bolig", 20)]}, "fails", "bliver også rettet"),
        (stay("herberg"), {}, "unknown", "Hvilket sted?"),
        (stay("krisecenter"), {}, "unknown", "VIVE"),
        (stay("funktionel"), {}, "unknown", "VIVE"),
    ],
)
def test_what_is_doubtful_is_told_with_its_reason(new, more, mark, words):
    [(told, text)] = doubts(new, **more)
    assert told == mark
    assert words in text
