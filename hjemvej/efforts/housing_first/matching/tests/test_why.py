"""May a citizen have a home, and why not? Worked cases, and the same answer for one pair as for all at once."""

import datetime
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hjemvej.efforts.housing_first.matching.rules import (
    BIT,
    CONDITIONS,
    Home,
    Need,
    Seeker,
    answer,
    class_of,
    fits,
    gently,
    good_to_have,
    masks,
    place,
    short,
    to_ask,
    why,
)
from hjemvej.efforts.housing_first.matching.rules.masks import WIDTH
from hjemvej.efforts.housing_first.wishing.rules import Want, Wanted, Weight

RULES = {
    "match_said": 1, "match_rent": 1, "match_space": 1, "match_age": 25, "match_ours": 1, "match_registered": 1,
    "match_said_no": 1, "match_wishes": 1,
}  # fmt: skip
MUST = Weight.MUST
HAVNEN, ENGEN = frozenset({"Havnen"}), frozenset({"Engen"})
DOG = {Wanted.PETS: Want(MUST)}
METTE = Seeker("mette", age=41, is_ours=True, registrations=1, highest_rent=4100, said="yes", wants=DOG)
AGADE = Home("agade", rent=4050, rooms=2, floor=0, takes_pets=True)


def said(seeker=METTE, home=AGADE, rules=RULES):
    return {judged.key: (judged.mark, judged.text) for judged in why(seeker, home, rules)}


def test_a_home_that_fits_says_so():
    judged = why(METTE, AGADE, RULES)
    assert fits(judged)
    assert answer(judged) == "Kan få den. Alt passer."
    assert said()["rent"] == (
        "holds",
        "Kan betales: 4.050 kr. om måneden, borgeren kan betale 4.100 kr.".replace(" kr", "\xa0kr"),
    )


@pytest.mark.parametrize(
    ("seeker", "home", "key", "mark"),
    [
        ({}, {"rent": 4101}, "rent", "fails"),
        ({}, {"rent": 4100}, "rent", "holds"),
        ({"highest_rent": None}, {}, "rent", "unknown"),
        ({"highest_rent": 0}, {"rent": 1}, "rent", "fails"),
        ({"is_rent_sure": False}, {"rent": 4101}, "rent", "unknown"),
        ({"is_rent_sure": False}, {"rent": 4100}, "rent", "holds"),
        ({"wants": {Wanted.PARTNER: Want(MUST)}}, {"rooms": 1}, "wish_partner", "fails"),
        ({"wants": {Wanted.CHILDREN_STAY: Want(MUST, number=4)}}, {"rooms": 2}, "wish_children_stay", "fails"),
        ({"wants": {Wanted.CHILDREN_STAY: Want(MUST, number=2)}}, {"rooms": 2}, "wish_children_stay", "holds"),
        ({"wants": {Wanted.LIFT: Want(MUST)}}, {"floor": None, "has_lift": False}, "wish_lift", "unknown"),
        ({"wants": {}}, {"floor": 3, "has_lift": None}, "wish_lift", None),
        ({"household": 3}, {"rooms": 2}, "space", "holds"),
        ({"household": 4}, {"rooms": 2}, "space", "fails"),
        ({}, {"rooms": None}, "space", "unknown"),
        ({"said": "no"}, {}, "said", "fails"),
        ({"said": "not_asked"}, {}, "said", "unknown"),
        ({"other_form": "unconventional"}, {}, "said", "fails"),
        ({"other_form": "unconventional"}, {"form": "skaev"}, "said", "holds"),
        ({}, {"form": "skaev"}, "said", "fails"),
        ({"age": 24}, {"form": "start"}, "age", "holds"),
        ({"age": 25}, {"form": "start"}, "age", "fails"),
        ({"age": 17}, {"form": "start"}, "age", "fails"),
        ({"age": None}, {"form": "start"}, "age", "unknown"),
        ({"age": 70}, {}, "age", None),
        ({"is_ours": False}, {}, "ours", "fails"),
        ({"is_ours": None}, {}, "ours", "unknown"),
        ({"is_ours": False}, {"form": "private"}, "ours", None),
        ({"registrations": 0}, {}, "registered", "fails"),
        ({"registrations": 0}, {"form": "room"}, "registered", None),
        ({"said_no_to": frozenset({"agade"})}, {}, "said_no", "fails"),
        ({"said_no_to": frozenset({"another"})}, {}, "said_no", None),
        ({}, {"takes_pets": False}, "wish_pets", "fails"),
        ({}, {"takes_pets": None}, "wish_pets", "unknown"),
        ({"wants": {}}, {"takes_pets": False}, "wish_pets", "unknown"),
        ({"wants": {}}, {"takes_pets": None}, "wish_pets", None),
        ({"wants": {Wanted.PETS: Want(Weight.NO_MATTER)}}, {"takes_pets": False}, "wish_pets", None),
        ({"wants": {Wanted.PETS: Want(Weight.GOOD)}}, {"takes_pets": False}, "wish_pets", None),
        ({"wants": {}}, {"floor": 3, "has_lift": False}, "wish_lift", "unknown"),
        ({"wants": {}}, {"floor": 3, "has_lift": True}, "wish_lift", None),
        ({"wants": {}}, {"floor": 3, "is_step_free": True}, "wish_lift", None),
        ({"wants": {Wanted.GROUND_FLOOR: Want(Weight.NO_MATTER)}}, {"floor": 3}, "wish_lift", None),
        ({"wants": {Wanted.LIFT: Want(MUST)}}, {"floor": 0}, "wish_lift", "holds"),
        ({"wants": {Wanted.GROUND_FLOOR: Want(MUST)}}, {"floor": 1}, "wish_ground_floor", "fails"),
        ({"wants": {Wanted.AREA: Want(MUST, HAVNEN)}}, {"neighbourhood": "Havnen"}, "wish_area", "holds"),
        ({"wants": {Wanted.AREA: Want(MUST, HAVNEN)}}, {"neighbourhood": "Engen"}, "wish_area", "fails"),
        ({"wants": {Wanted.AREA: Want(MUST, HAVNEN)}}, {}, "wish_area", "unknown"),
        ({"wants": {Wanted.AWAY: Want(MUST, ENGEN)}}, {"neighbourhood": "Engen"}, "wish_away", "fails"),
        ({"wants": {Wanted.NEAR: Want(MUST, words="min søster")}}, {"neighbourhood": "Engen"}, "wish_near", "unknown"),
        ({"wants": {Wanted.CHILDREN_STAY: Want(MUST, number=2)}}, {"rooms": 1}, "wish_children_stay", "fails"),
        ({"wants": {Wanted.ROOMS: Want(MUST, number=3)}}, {"rooms": 2}, "wish_rooms", "fails"),
    ],
)  # fmt: skip
def test_each_condition(seeker, home, key, mark):
    found = said(replace(METTE, **seeker), replace(AGADE, **home))
    assert found.get(key, (None,))[0] == mark
    judged = why(replace(METTE, **seeker), replace(AGADE, **home), RULES)
    assert all(one.gently for one in judged if one.mark == "fails")


def test_a_rule_not_in_force_keeps_nobody_out():
    dear = replace(AGADE, rent=9000)
    assert not fits(why(METTE, dear, RULES))
    assert fits(why(METTE, dear, {key: value for key, value in RULES.items() if key != "match_rent"}))


def test_what_fails_stands_first_and_says_what_would_change_it():
    judged = why(METTE, replace(AGADE, rent=5200, takes_pets=False, rooms=None), RULES)
    assert [one.mark for one in judged[:3]] == ["fails", "fails", "unknown"]
    assert all(one.change for one in judged if one.mark != "holds")
    assert answer(judged) == "Kan ikke få den, som det er nu: to ting står i vejen; én ting ved vi ikke endnu."


def test_the_citizen_is_told_which_wish_and_who_finds_out():
    wants = {Wanted.GROUND_FLOOR: Want(MUST), Wanted.KITCHEN: Want(MUST)}
    judged = why(replace(METTE, wants=wants), replace(AGADE, floor=2, has_kitchen=None), RULES)
    assert gently(judged) == [
        "Du vil bo i stueetagen. Den her ligger højere oppe.",
        "Vil du holde fast i det? Det bestemmer du.",
        "Der er noget, vi selv skal finde ud af først.",
    ]


def test_what_would_be_good_keeps_nobody_out():
    hopes = replace(METTE, wants={Wanted.BALCONY: Want(Weight.GOOD), Wanted.BATH: Want(Weight.GOOD)})
    home = replace(AGADE, has_balcony=False, has_bath=True)
    assert fits(why(hopes, home, RULES))
    assert sorted(good_to_have(hopes, home), key=str) == [(False, "Boligen har ingen altan"), (True, "Eget bad")]
    assert masks([hopes], [home], RULES).met.tolist() == [[1]]


def test_order_is_class_then_time_then_id():
    rules = {"need_children": 1, "need_outside": 2, "need_all": 5}
    day = datetime.date(2026, 1, 1)
    early, late = Need(frozenset(), day), Need(frozenset({"need_children"}), day.replace(month=6))
    assert class_of(early, rules) == "need_all"
    assert sorted([("b", early), ("a", early), ("c", late)], key=lambda one: place(one[1], one[0], rules))[0][0] == "c"
    assert place(early, "a", rules) < place(early, "b", rules)


def test_a_class_that_is_not_in_force_puts_nobody_first():
    assert class_of(Need(frozenset({"need_young"}), datetime.date(2026, 1, 1)), {"need_all": 5}) == "need_all"


PLACES = st.sampled_from(["", "Havnen", "Engen", "Skoven"])
FORMS = ["family", "start", "skaev", "room"]
MAYBE = st.sampled_from([True, False, None])
WANTS = st.dictionaries(
    st.sampled_from(list(Wanted)),
    st.builds(Want, st.sampled_from(list(Weight)), st.frozensets(PLACES, max_size=2), st.integers(1, 4) | st.none()),
    max_size=6,
)  # fmt: skip
SAID = st.sampled_from(["yes", "no", "not_asked"])
SEEKERS = st.builds(
    Seeker, st.uuids().map(str), age=st.integers(15, 80) | st.none(), household=st.integers(1, 6), is_ours=MAYBE,
    registrations=st.integers(0, 3), highest_rent=st.integers(0, 9000) | st.none(), said=SAID,
    is_rent_sure=st.booleans(),
    other_form=st.sampled_from(["", "temporary", "starter"]), wants=WANTS,
    said_no_to=st.frozensets(st.sampled_from("abc"), max_size=2),
)  # fmt: skip
HOMES = st.builds(
    Home, st.sampled_from("abcdef"), rent=st.integers(0, 9000), form=st.sampled_from(FORMS), neighbourhood=PLACES,
    rooms=st.integers(1, 5) | st.none(), floor=st.integers(0, 6) | st.none(), has_lift=MAYBE, is_step_free=MAYBE,
    takes_pets=MAYBE, is_quiet=MAYBE, has_bath=MAYBE, has_kitchen=MAYBE, has_balcony=MAYBE,
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(
    st.lists(SEEKERS, max_size=6), st.lists(HOMES, max_size=6, unique_by=lambda home: home.id),
    st.sets(st.sampled_from(sorted(RULES))),
)  # fmt: skip
def test_all_at_once_is_the_same_as_one_by_one(seekers, homes, off):
    rules = {key: value for key, value in RULES.items() if key not in off}
    found = masks(seekers, homes, rules)
    for row, seeker in enumerate(seekers):
        for column, home in enumerate(homes):
            judged = why(seeker, home, rules)
            for bits, mark in ((found.fails, "fails"), (found.unknown, "unknown")):
                assert int(bits[row, column]) == sum(1 << BIT[one.key] for one in judged if one.mark == mark)
            assert bool(found.is_allowed[row, column]) == fits(judged)
            assert int(found.met[row, column]) == sum(met is True for met, _text in good_to_have(seeker, home))


def test_every_condition_has_a_bit_and_a_short_name():
    assert to_ask((1 << BIT["rent"]) | (1 << BIT["wish_area"]) | (1 << BIT["wish_not_area"])) == [
        "økonomien",
        "beliggenheden",
    ]
    assert len(CONDITIONS) <= WIDTH
    names = [short(condition.key) for condition in CONDITIONS]
    assert len(set(names)) == len(names)
    assert np.uint32(1 << len(CONDITIONS)) < np.iinfo(np.uint32).max
