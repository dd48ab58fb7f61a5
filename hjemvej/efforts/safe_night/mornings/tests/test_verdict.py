"""Is every night judged by what is known of it, the latest first, and never safer than it was?"""

import dataclasses
import datetime

import pytest

from hjemvej.efforts.safe_night.mornings.rules import Facts, Stay, Told, Where, verdict
from hjemvej.ground.shelters.models import House
from hjemvej.ground.situations.rules import COPENHAGEN, HOMELESS, Kind

NIGHT = datetime.date(2026, 11, 30)
LONG_AGO = datetime.datetime(2026, 10, 1, 12, tzinfo=COPENHAGEN)
HOUR = datetime.timedelta(hours=1)


def clock(hour: int, minute: int = 0) -> datetime.datetime:
    """A time of this night: after midnight it is the next day's."""
    day = NIGHT if hour >= 4 else NIGHT + datetime.timedelta(days=1)
    return datetime.datetime.combine(day, datetime.time(hour, minute), COPENHAGEN)


MORNING = clock(3, 59) + 6 * HOUR


def stay(kind: str = "shelter", came_at: datetime.datetime | None = None, *, is_crisis_centre: bool = False) -> Stay:
    return Stay(House().pk, kind, "Huset", came_at or clock(20), came_at, is_crisis_centre)


def known(kind: str, learned_at: datetime.datetime = LONG_AGO, house_kind: str = "") -> Where:
    return Where(kind, learned_at, house_kind=house_kind)


def outcome(**facts: object) -> str | None:
    made = verdict(Facts(night=NIGHT, **facts))  # type: ignore[arg-type]
    return made.outcome if made else None


@pytest.mark.parametrize(
    ("kind", "judged"),
    [
        (Kind.STREET, "unsafe"), (Kind.NIGHT_CAFE, "chair"), (Kind.SHELTER, "safe"), (Kind.HOTEL, "safe"),
        (Kind.TRANSITIONAL, "safe"), (Kind.DISCHARGE, "safe"), (Kind.PRISON_RELEASE, "safe"),
        (Kind.FAMILY_FRIENDS, "not_assessed"), (Kind.OTHER, "not_assessed"),
        (Kind.OWN_HOME, None), (Kind.AT_RISK, None), (Kind.FUNCTIONAL, None), (Kind.DEAD, None), (Kind.UNKNOWN, None),
    ],
)  # fmt: skip
def test_a_night_of_which_only_the_situation_is_known(kind, judged):
    assert outcome(where=known(kind)) == judged
    assert (judged is not None) == (kind in HOMELESS)


def test_a_bed_in_an_acute_flat_is_no_chair_though_vive_counts_them_together():
    assert outcome(where=known(Kind.NIGHT_CAFE, house_kind="acute_flat")) == "safe"
    assert outcome(where=known(Kind.NIGHT_CAFE, house_kind="night_cafe")) == "chair"


@pytest.mark.parametrize(
    ("facts", "judged", "why"),
    [
        ({"request": "unmet"}, "unsafe", "in_vain"),
        ({"request": "waiting"}, "unsafe", "in_vain"),
        ({"request": "unmet", "stayed_empty": True}, "missing", "stayed_empty"),
        ({"handed_over": "fra entréen"}, "unsafe", "in_vain"),
        ({"request": "withdrawn"}, None, None),
        ({"request": "placed"}, None, None),
        ({"request": "withdrawn", "where": known(Kind.STREET), "answered_at": clock(21)}, "not_assessed",
         "found_alone"),
        ({"request": "withdrawn", "where": known(Kind.STREET, clock(22)), "answered_at": clock(21)}, "unsafe",
         "situation"),
        ({"where": known(Kind.UNKNOWN), "is_still_homeless": True}, "missing", "unknown"),
        ({"where": known(Kind.UNKNOWN), "is_still_homeless": True, "request": "withdrawn"}, "not_assessed",
         "found_alone"),
    ],
)  # fmt: skip
def test_what_happened_on_the_board(facts, judged, why):
    made = verdict(Facts(night=NIGHT, **facts))
    assert (made and made.outcome, made and made.why) == (judged, why)


@pytest.mark.parametrize("more", [{}, {"stayed_empty": True}, {"is_still_homeless": True}, {"request": "unmet"}])
def test_to_be_missing_never_outranks_to_be_known_outside(more):
    facts = {"request": "unmet", "stayed_empty": True, **more}
    made = verdict(Facts(night=NIGHT, where=known(Kind.STREET), tried=("kom ikke til Huset",), **facts))
    assert made
    assert (made.outcome, made.words) == ("unsafe", "Kom ikke til Huset.")


@pytest.mark.parametrize(
    ("learned_at", "judged"), [(LONG_AGO, "unsafe"), (clock(19), "unsafe"), (clock(22), "not_assessed")]
)
def test_where_somebody_slept_before_they_asked_no_longer_holds_and_what_is_learned_since_does(learned_at, judged):
    assert outcome(request="unmet", asked_at=clock(20), where=known(Kind.FAMILY_FRIENDS, learned_at)) == judged


@pytest.mark.parametrize(
    ("came_at", "is_slept"),
    [(clock(20), True), (clock(1, 59), True), (clock(2), False), (clock(3, 30), False), (MORNING, True), (None, True)],
)
def test_a_place_begun_in_the_nights_last_hours_makes_no_safe_night(came_at, is_slept):
    """What is written the morning after was told late, and slept in all the same."""
    late = stay(came_at=came_at)
    at_the_house = known(Kind.SHELTER, came_at or clock(20))
    assert outcome(stay=late, where=at_the_house) == ("safe" if is_slept else "not_assessed")
    assert outcome(stay=late, where=at_the_house, where_before=Kind.STREET) == ("safe" if is_slept else "unsafe")
    waited = {"request": "placed", "asked_at": clock(18)}
    assert outcome(stay=late, where=at_the_house, **waited) == ("safe" if is_slept else "unsafe")
    at_the_door = {"request": "placed", "asked_at": came_at}
    assert outcome(stay=late, where=at_the_house, **at_the_door) == ("safe" if is_slept else "not_assessed")


def test_the_hour_of_a_late_arrival_stands_in_words():
    made = verdict(Facts(night=NIGHT, stay=stay(came_at=clock(3, 30)), where_before=Kind.STREET))
    assert made
    assert made.words == "Kom først kl. 3.30 til Huset."


@pytest.mark.parametrize(("kind", "judged"), [("shelter", "safe"), ("night_cafe", "chair"), ("acute_flat", "safe")])
def test_a_place_slept_in_counts_by_its_kind_whatever_else_is_thought(kind, judged):
    facts = {"where": known(Kind.STREET), "request": "unmet", "stayed_empty": True, "is_still_homeless": True}
    assert outcome(stay=stay(kind), **facts) == judged


@pytest.mark.parametrize("told", ["safe", "chair", "unsafe", "missing"])
def test_a_colleagues_word_counts_until_more_is_learned(told):
    word = Told(told, "fortalt", MORNING)
    before = Facts(night=NIGHT, told=word, where=known(Kind.STREET), request="unmet", tried=("x",))
    made = verdict(before)
    assert made
    assert (made.outcome, made.words) == (told, "fortalt")
    later = dataclasses.replace(before, where=known(Kind.FAMILY_FRIENDS, MORNING + HOUR), request="")
    assert outcome(**_fields(later)) == "not_assessed"
    written = dataclasses.replace(before, stay=dataclasses.replace(stay(), written_at=MORNING + HOUR))
    assert outcome(**_fields(written)) == "safe"
    nothing = dataclasses.replace(before, where=known(Kind.UNKNOWN, MORNING + HOUR))
    assert outcome(**_fields(nothing)) == told


def _fields(facts: Facts) -> dict[str, object]:
    return {field.name: getattr(facts, field.name) for field in dataclasses.fields(facts) if field.name != "night"}


@pytest.mark.parametrize(
    ("facts", "in_homelessness"),
    [
        ({"stay": stay()}, True),
        ({"stay": stay(is_crisis_centre=True)}, False),
        ({"stay": stay(is_crisis_centre=True), "where": known(Kind.CRISIS_CENTRE)}, False),
        ({"stay": stay(is_crisis_centre=True), "where": known(Kind.UNKNOWN)}, False),
        ({"stay": stay(is_crisis_centre=True), "where": known(Kind.STREET)}, True),  # otherwise homeless
        ({"stay": stay(), "where": known(Kind.SHELTER)}, True),
        ({"stay": stay(), "where": known(Kind.FUNCTIONAL)}, False),
        ({"stay": stay(), "where": dataclasses.replace(known(Kind.SHELTER), has_unusable_home=True)}, False),
        ({"where": dataclasses.replace(known(Kind.SHELTER), has_unusable_home=True)}, False),
        ({"where": known(Kind.SHELTER)}, True),
    ],
)
def test_a_safe_night_is_one_in_homelessness_only_where_vive_counts_it(facts, in_homelessness):
    made = verdict(Facts(night=NIGHT, **facts))
    assert made is not None
    assert (made.outcome, made.in_homelessness) == ("safe", in_homelessness)
