"""Is a night the evening's, does the count follow VIVE, and is what is doubtful told?"""

import datetime
import uuid
from dataclasses import replace

import pytest

from hjemvej.ground.situations import rules
from hjemvej.ground.situations.rules import HeardFrom, Stay

TODAY = datetime.date(2026, 11, 20)
A_DAY = datetime.timedelta(days=1)
NOON = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)


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


HOUSE = uuid.UUID(int=1)


@pytest.mark.parametrize(
    ("new", "more"),
    [
        (stay("kriminalforsorg", 31), {}),
        (stay("gade", 40), {}),
        (stay("gade", 365), {}),
        (stay("gade", 5, until_on=TODAY - A_DAY), {"died_on": TODAY - A_DAY}),
        (stay("doed"), {"died_on": TODAY}),
        (stay("gade"), {"known": [stay("gade", certainty="seen")]}),
        (stay("gade"), {"known": [stay("hotel", certainty="told")]}),
        (stay("gade"), {"known": [stay("hotel", 1, certainty="seen")]}),
        (stay("gade", certainty="seen"), {"known": [stay("hotel", certainty="seen")]}),
        (stay("gade", 8), {"known": [stay("hotel", 8, certainty="seen")]}),
        (stay("gade", 30), {"known": [stay("ukendt", 20)]}),
        (stay("gade", 30), {"known": [stay("hotel", 30)]}),
        (stay("gade", 30, until_on=TODAY - 25 * A_DAY), {"known": [stay("hotel", 20)]}),
        (stay("herberg", house_id=HOUSE), {}),
    ],
)
def test_a_stay_just_outside_the_limits_raises_no_doubt(new, more):
    assert doubts(new, **more) == []


def test_contradicting_nights_are_listed_for_a_week():
    [(_mark, text)] = doubts(stay("gade", 7), known=[stay("hotel", 7, certainty="seen")])
    assert "set anderledes" in text


def test_a_stay_that_outlasts_the_death_is_doubted_from_the_first_night_after_it():
    [(_mark, text)] = doubts(stay("gade", 5, until_on=TODAY), died_on=TODAY - A_DAY)
    assert "død" in text


def test_only_another_kind_within_the_nights_held_true_contradicts_them():
    held = stay("gade", 10, until_on=TODAY - 5 * A_DAY)
    assert rules.is_contradicted(held, [stay("hotel", 6)], TODAY)
    assert not rules.is_contradicted(held, [stay("gade", 20)], TODAY)
    assert not rules.is_contradicted(held, [stay("hotel", 5)], TODAY)  # from the first night it no longer holds
    assert not rules.is_contradicted(held, [stay("hotel", 6)], TODAY - 6 * A_DAY)  # that was learned later
    assert not rules.is_contradicted(held, [stay("hotel", 20)], TODAY - 10 * A_DAY)  # no night of it had begun


def test_a_stay_without_an_end_is_held_against_what_is_known_until_the_day():
    assert rules.is_contradicted(stay("gade", 10), [stay("hotel", 6)], TODAY)
    assert not rules.is_contradicted(stay("gade", 10), [stay("hotel")], TODAY)


@pytest.mark.parametrize(
    ("earlier", "is_carried_on"),
    [
        ({}, True),
        ({"stay": stay("hotel", 9)}, False),
        ({"stay": stay("gade", 3)}, False),  # not all its nights
        ({"superseded_at": None}, False),
        ({"recorded_at": NOON, "superseded_at": NOON}, False),
    ],
)
def test_a_row_rewritten_beside_a_correction_was_learned_when_the_first_was(earlier, is_carried_on):
    first = rules.Recorded(stay("gade", 9), NOON - A_DAY, NOON)
    now = rules.Recorded(stay("gade", 4), NOON, None)
    first = replace(first, **earlier)
    assert rules.first_learned(now, [first, now]) == (first.recorded_at if is_carried_on else NOON)
