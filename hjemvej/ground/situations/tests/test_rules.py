"""Is a night the evening's, does the count follow VIVE, and is what is doubtful told?"""

import datetime
import uuid
from dataclasses import replace

import pytest

from hjemvej.ground.shelters.rules import night_of
from hjemvej.ground.situations import events, rules
from hjemvej.ground.situations.forms import CorrectSituation, CountOnStreet
from hjemvej.ground.situations.rules import HeardFrom, Stay

TODAY = datetime.date(2026, 11, 20)
A_DAY = datetime.timedelta(days=1)
NOON = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)


def stay(kind="gade", days_ago=0, until_on=None, source="Opdigtet", certainty="told", house_id=None, expected_in=None):
    expected_until = None if expected_in is None else TODAY + expected_in * A_DAY
    from_on = TODAY - datetime.timedelta(days=days_ago)
    return Stay(kind, from_on, until_on, source, certainty, house_id, expected_until=expected_until)


def doubts(new, heard_from=HeardFrom.CITIZEN, known=(), died_on=None):
    found = rules.doubts(new, heard_from=heard_from, known=known, on=TODAY, died_on=died_on)
    return [(reason.mark, reason.text) for reason in found]


def test_vive_counts_nine_situations():
    assert len(rules.HOMELESS) == 9
    assert set(rules.ETHOS_LIGHT) >= rules.HOMELESS


@pytest.mark.parametrize("kind", ["faengsel", "indlagt", "botilbud", "husvild", "udland", "krisecenter", "funktionel"])
def test_who_is_in_an_institution_abroad_or_has_a_home_is_none_of_the_nine(kind):
    assert kind not in rules.HOMELESS


@pytest.mark.parametrize(
    ("new", "asks"),
    [
        (stay("kriminalforsorg", 31), ""), (stay("kriminalforsorg", 32), "mere end en måned"),
        (stay("hospital_behandling", 32), "mere end en måned"),
        (stay("hospital_behandling", 32, expected_in=-1), "skulle slutte 19. november"),
        (stay("hospital_behandling", 3, expected_in=1), ""),
        (stay("faengsel", 400), ""), (stay("faengsel", 400, expected_in=0), "skulle slutte"),
        (stay("faengsel", 400, until_on=TODAY, expected_in=0), ""),  # something else is known already
    ],
)  # fmt: skip
def test_what_was_to_be_over_is_asked_for_and_changes_nothing_by_itself(new, asks):
    question = rules.question(new, TODAY)
    assert asks in question
    assert bool(asks) == bool(question)


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
    assert night_of(at) == datetime.date.fromisoformat(night)


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
        (stay("funktionel"), {}, "unknown", "sæt kryds ved den egne bolig"),
        (stay("botilbud"), {}, "unknown", "VIVE"),
        (stay("husvild"), {}, "unknown", "VIVE"),
        (stay("faengsel", expected_in=31), {}, "fails", "Løslades inden for en måned uden bolig"),
        (stay("indlagt", expected_in=1), {}, "fails", "Udskrives inden for en måned uden bolig"),
        (stay("udland", 30, expected_in=0), {}, "fails", "skulle slutte 20. november 2026"),
    ],
)
def test_what_is_doubtful_is_told_with_its_reason(new, more, mark, words):
    [(told, text)] = doubts(new, **more)
    assert told == mark
    assert words in text


def nights(kind, first, until=None):
    """From so many nights after today until so many."""
    return stay(kind, -first, until_on=None if until is None else TODAY + until * A_DAY)


def told(stays):
    return [(one.kind, (one.from_on - TODAY).days, one.until_on and (one.until_on - TODAY).days) for one in stays]


@pytest.mark.parametrize(
    ("known", "new", "wrong", "right"),
    [
        ([], ("hotel", 0, None), [], [("hotel", 0, None)]),
        ([], ("hotel", 0, 3), [], [("hotel", 0, 3), ("ukendt", 3, None)]),
        ([("gade", 0)], ("hotel", 0), ["gade"], [("hotel", 0, None)]),
        ([("gade", 0)], ("hotel", 3), ["gade"], [("gade", 0, 3), ("hotel", 3, None)]),
        ([("gade", 0)], ("hotel", 3, 5), ["gade"], [("gade", 0, 3), ("hotel", 3, 5), ("gade", 5, None)]),
        ([("gade", 0)], ("hotel", 0, 5), ["gade"], [("hotel", 0, 5), ("gade", 5, None)]),
        ([("gade", 3)], ("hotel", 0, 3), [], [("hotel", 0, 3)]),
        ([("gade", 4)], ("hotel", 0, 3), [], [("hotel", 0, 3), ("ukendt", 3, 4)]),
        ([("gade", 0, 3)], ("hotel", 1, 3), ["gade"], [("gade", 0, 1), ("hotel", 1, 3), ("ukendt", 3, None)]),
        ([("gade", 0, 3), ("herberg", 3)], ("hotel", 1, 3), ["gade"], [("gade", 0, 1), ("hotel", 1, 3)]),
        ([("gade", 0, 3), ("herberg", 3)], ("hotel", 3), ["herberg"], [("hotel", 3, None)]),
        ([("gade", 0, 5), ("herberg", 5)], ("hotel", 0, 3), ["gade"], [("hotel", 0, 3), ("gade", 3, 5)]),
        (
            [("gade", 0, 3), ("herberg", 3)],
            ("hotel", 1, 4),
            ["gade", "herberg"],
            [("gade", 0, 1), ("hotel", 1, 4), ("herberg", 4, None)],
        ),
    ],
)
def test_what_is_told_takes_the_place_of_what_was_known_of_those_nights_alone(known, new, wrong, right):
    no_longer, instead = rules.replacement([nights(*one) for one in known], nights(*new))
    assert ([one.kind for one in no_longer], told(instead)) == (wrong, right)


@pytest.mark.parametrize(
    ("one", "other", "touches", "covers"),
    [
        ((0, None), (0, None), True, True),
        ((0, None), (5, 6), True, True),
        ((1, None), (0, None), True, False),
        ((0, 3), (0, 3), True, True),
        ((0, 3), (0, 2), True, True),
        ((0, 3), (0, 4), True, False),
        ((0, 3), (0, None), True, False),
        ((0, 3), (2, 5), True, False),
        ((0, 3), (3, 5), False, False),
        ((3, 5), (0, 3), False, False),
        ((3, None), (0, 3), False, False),
        ((0, 3), (3, None), False, False),
    ],
)
def test_which_nights_two_stays_share(one, other, touches, covers):
    one, other = nights("gade", *one), nights("gade", *other)
    assert (one.touches(other), one.covers(other)) == (touches, covers)


@pytest.mark.parametrize(
    ("known", "since"),
    [
        ([], None),
        ([("gade", 1)], None),  # from tomorrow
        ([("gade", 0)], 0),
        ([("gade", -9, -5), ("egen_bolig", -5)], None),
        ([("egen_bolig", -9, -5), ("gade", -5)], -5),
        ([("gade", -9, -5), ("egen_bolig", -5, -3), ("herberg", -3)], -9),
        ([("gade", -9, -5), ("egen_bolig", -5, -2), ("herberg", -2)], -2),  # three nights elsewhere
        ([("gade", -9, -5), ("herberg", -5)], -9),
        ([("gade", -99, -95), ("ukendt", -95, -2), ("herberg", -2)], -99),  # not to know is not to have a home
        ([("gade", -99, -95), ("egen_bolig", -95, -93), ("ukendt", -93, -2), ("herberg", -2)], -99),
        ([("gade", -99, -95), ("egen_bolig", -95, -92), ("ukendt", -92, -2), ("herberg", -2)], -2),
        ([("gade", -9, -8), ("indlagt", -8, -7), ("ukendt", -7, -3), ("egen_bolig", -3, -1), ("gade", -1)], -1),
    ],
)
def test_so_many_nights_elsewhere_end_a_homelessness(known, since):
    found = rules.homeless_since([nights(*one) for one in known], TODAY, anew_after=3 * A_DAY)
    assert (found and (found - TODAY).days) == since


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
        (stay("faengsel", 364), {}),
        (stay("faengsel", expected_in=32), {}),
        (stay("udland", expected_in=5), {}),
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


@pytest.mark.parametrize(
    ("details", "words"), [({"kind": "hotel"}, "Hotel eller vandrerhjem"), ({"kind": "slot"}, ""), ({}, "")]
)
def test_the_log_tells_where_a_citizen_sleeps(details, words):
    assert events.say_more("situations.situation_recorded", details) == words


SAID = {"kind": "hotel", "from_on": "19/11-2026", "heard_from": "place", "detail": "Værelse 3"}


@pytest.mark.parametrize(
    ("more", "source", "house_id"),
    [
        ({}, "Stedet siger det (herberg, natcafé, sygehus …)", None),
        ({"who": "vagten", "house_id": str(HOUSE)}, "Stedet siger det (herberg, natcafé, sygehus …): vagten", HOUSE),
    ],
)
def test_what_was_typed_is_a_stay(more, source, house_id):
    form = CorrectSituation({**SAID, **more}, houses=[(str(HOUSE), "Prøvehotellet")], today=TODAY)
    assert form.is_valid()
    assert form.stay == Stay("hotel", TODAY - A_DAY, None, source, "seen", house_id, "Værelse 3")


@pytest.mark.parametrize(
    ("typed", "faulty"),
    [
        ({"until_on": "20/11-2026"}, []),
        ({"until_on": ""}, []),
        ({"until_on": "19/11-2026"}, ["until_on"]),
        ({"until_on": "18/11-2026"}, ["until_on"]),
        ({"from_on": "", "until_on": "18/11-2026"}, ["from_on"]),
    ],
)
def test_a_stay_ends_after_its_first_night(typed, faulty):
    form = CorrectSituation({**SAID, **typed}, houses=[], today=TODAY)
    assert list(form.errors) == faulty


@pytest.mark.parametrize(
    ("kind", "expected", "faulty", "words"),
    [
        ("faengsel", "1/12-2027", [], ""), ("kriminalforsorg", "20/12-2026", [], ""), ("udland", "", [], ""),
        ("kriminalforsorg", "21/12-2026", ["expected_until"], "Vælg ”I fængsel eller arrest”"),
        ("hospital_behandling", "21/12-2026", ["expected_until"], "Vælg ”Indlagt på sygehus"),
        ("indlagt", "19/11-2026", ["expected_until"], "efter den første nat"),
        ("gade", "1/12-2026", ["expected_until"], "Lad den stå tom"),
    ],
)  # fmt: skip
def test_vive_counts_prison_and_hospital_only_with_an_end_within_a_month(kind, expected, faulty, words):
    form = CorrectSituation({**SAID, "kind": kind, "expected_until": expected}, houses=[], today=TODAY)
    assert list(form.errors) == faulty
    assert words in str(form.errors)


@pytest.mark.parametrize(("typed", "is_one"), [("", False), ("a", True)])
def test_a_phone_may_give_its_count_a_key(typed, is_one):
    said = {"people": "2", "where": "Prøveparken", "seen_on": "i dag", "seen_time": "0.01", "key": typed}
    form = CountOnStreet(said, today=TODAY)
    assert form.is_valid()
    assert (form.cleaned_data["key"] is not None) is is_one
