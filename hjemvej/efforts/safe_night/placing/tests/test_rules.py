"""Do the night's rules answer rightly, with reasons?"""

import datetime
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hjemvej.efforts.safe_night.placing.rules.clocks import hold_until, nights_until
from hjemvej.efforts.safe_night.placing.rules.fit import (
    Needs,
    PlaceTonight,
    fits,
    rank,
    reasons_for_place,
    what_would_change,
)
from hjemvej.efforts.safe_night.placing.rules.known import needs_known, words_for
from hjemvej.efforts.safe_night.rules import Freshness
from hjemvej.ground.shelters.rules import Opening

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NIGHT = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)
FRESH = Freshness(False, "for 12 min. siden")
ALWAYS = Opening(True, True, None, "åbent hele døgnet")
BED = PlaceTonight("free", ALWAYS, ALWAYS, FRESH)


def moment(hour: int, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(2026, 11, 20, hour, minute, tzinfo=COPENHAGEN)


def marks(place: PlaceTonight, needs: Needs) -> dict[str, str]:
    return {reason.text: reason.mark for reason in reasons_for_place(place, needs)}


def test_a_free_open_bed_fits_somebody_without_special_needs():
    reasons = reasons_for_place(BED, Needs())
    assert fits(reasons)
    assert rank(reasons) == (0, 0)
    assert what_would_change(BED, Needs()) == ""


@pytest.mark.parametrize(
    ("need", "trait", "fails"),
    [
        ("women_only", "is_women_only", "ikke kun for kvinder"),
        ("couple", "takes_couples", "ikke plads til par"),
        ("children", "takes_children", "tager ikke imod børn"),
        ("dog", "takes_dogs", "hunden må ikke komme med"),
        ("wheelchair", "is_wheelchair_accessible", "ikke egnet til kørestol"),
        ("substance_free", "is_substance_free", "ikke stoffrit"),
    ],
)
def test_each_need_fails_without_the_trait_and_holds_with_it(need, trait, fails):
    needs = Needs(frozenset({need}), sex="woman")
    assert marks(BED, needs)[fails] == "fails"
    assert what_would_change(BED, needs)
    changes: dict[str, Any] = {trait: True}
    assert fits(reasons_for_place(replace(BED, **changes), needs))


@pytest.mark.parametrize(("sex", "mark"), [("woman", "holds"), ("man", "fails"), ("unknown", "unknown")])
def test_a_place_for_women_asks_who_comes(sex, mark):
    place = replace(BED, is_women_only=True)
    assert reasons_for_place(place, Needs(sex=sex))[0].mark == mark


def test_a_taken_or_closed_place_does_not_fit_and_says_when_it_may():
    held = replace(BED, state="held", until_at=moment(20))
    assert marks(held, Needs())["reserveret til kl. 20.00"] == "fails"
    assert "kl. 20.00" in what_would_change(held, Needs())
    assert marks(replace(BED, state="closed", closed_because="væggelus"), Needs())["lukket: væggelus"] == "fails"


def test_stale_news_is_a_question_not_a_no():
    stale = replace(BED, freshness=Freshness(True, "for 5 timer siden"))
    assert marks(stale, Needs())["sidst meldt for 5 timer siden"] == "unknown"
    assert fits(reasons_for_place(stale, Needs()))
    assert "Ring" in what_would_change(stale, Needs())


def test_used_up_nights_fail():
    flat = replace(BED, max_nights=3, nights_there=3)
    assert marks(flat, Needs())["højst 3 nætter i træk, og de er brugt"] == "fails"
    assert marks(replace(flat, nights_there=2), Needs())["1 nat tilbage her"] == "holds"


def test_a_hold_counts_from_opening_and_ends_with_intake():
    cafe = Opening(False, False, None, "", opens_at=moment(21), takes_in_until=moment(23))
    hours = datetime.timedelta(hours=4)
    assert hold_until(moment(13), NIGHT, hours, cafe) == moment(23)
    assert hold_until(moment(13), NIGHT, hours, ALWAYS) == moment(17)
    assert hold_until(moment(23), NIGHT, hours, ALWAYS) == moment(23) + hours
    assert hold_until(moment(23) + hours, NIGHT, hours, ALWAYS) == moment(4) + DAY


def test_the_intake_says_when_it_opens_until_it_has():
    shut, opened = Opening(False, False, None, "lukket"), Opening(True, True, None, "åben")
    intake = Opening(False, True, None, "åbner", moment(21), moment(23))
    before, after = (marks(replace(BED, opening=now, intake=intake), Needs()) for now in (shut, opened))
    assert "åbner kl. 21.00, tager ind til kl. 23.00" in before
    assert "tager ind til kl. 23.00" in after


SHUT = Opening(False, False, None, "lukket")
SPEAKS_LATER = Opening(False, True, None, "åbner", moment(21), moment(23))
STALE = Freshness(True, "for 5 timer siden")
MET = "meldt for 12 min. siden"  # what a fresh report adds to every place's reasons
CALL = "Ring og spørg, om de tager imod alligevel."


@pytest.mark.parametrize(
    ("changes", "needs", "sex", "reasons", "change"),
    [
        ({}, (), "man", [], ""),
        ({"state": "occupied"}, (), "man", ["fails optaget"], ""),
        ({"state": "occupied", "said_no": "nej tak"}, (), "man", ["fails nej tak", "fails optaget"], ""),
        ({"state": "held"}, (), "man", ["fails optaget"], ""),  # until when is not known
        ({"state": "held", "until_at": moment(20)}, (), "man",
         ["fails reserveret til kl. 20.00"], "Bliver ledig kl. 20.00"),
        ({"state": "closed", "closed_because": "væggelus"}, ("dog",), "man",
         ["fails lukket: væggelus", "fails hunden må ikke komme med"], ""),
        ({"said_no": "nej tak"}, ("dog",), "man", ["fails nej tak", "fails hunden må ikke komme med"], "Et nej kan"),
        ({"takes_dogs": True}, ("dog",), "man", ["holds hunden må komme med"], ""),
        ({"takes_dogs": True}, ("dog", "couple"), "man", ["fails ikke plads til par", "holds hunden må komme med"],
         "Kun hvis de to"),
        ({"is_women_only": True}, (), "man", ["fails kun for kvinder"], "Kun hvis borgeren er kvinde."),
        ({"is_women_only": True}, (), "unknown", ["unknown kun for kvinder, og borgerens køn er ikke oplyst"],
         "Kun hvis borgeren er kvinde."),
        ({"is_women_only": True}, (), "woman", ["holds kun for kvinder"], ""),
        ({"is_women_only": True}, ("women_only",), "woman", ["holds kun for kvinder"], ""),
        ({"is_substance_free": True}, (), "man", ["unknown stoffrit sted: spørg borgeren"], ""),
        ({"is_substance_free": True}, ("substance_free",), "man", ["holds stoffrit"], ""),
        ({"freshness": STALE}, (), "man", [], "Ring og spørg, om pladsen stadig er ledig."),
    ],
)  # fmt: skip
def test_a_place_says_each_reason_once_and_the_first_thing_that_would_change_it(changes, needs, sex, reasons, change):
    place = replace(BED, **changes)
    wants = Needs(frozenset(needs), sex)
    told = [f"{reason.mark} {reason.text}" for reason in reasons_for_place(place, wants)]
    rest = [
        "holds åbent hele døgnet",
        "unknown sidst meldt for 5 timer siden" if place.freshness is STALE else f"holds {MET}",
    ]
    assert told == [*reasons, *rest]
    shown = what_would_change(place, wants)
    assert shown.startswith(change)
    assert bool(shown) == bool(change)


@pytest.mark.parametrize(
    ("opening", "intake", "reason", "change"),
    [
        (SHUT, None, "fails lukket", CALL),
        (SHUT, SPEAKS_LATER, "holds åbner kl. 21.00, tager ind til kl. 23.00", ""),
        (ALWAYS, SPEAKS_LATER, "holds tager ind til kl. 23.00", ""),
        (SHUT, replace(SPEAKS_LATER, opens_at=None), "holds tager ind til kl. 23.00", ""),
        (SHUT, replace(SPEAKS_LATER, takes_in_until=None), "holds åbner", ""),
    ],
)
def test_the_door_is_a_reason_of_its_own(opening, intake, reason, change):
    place = replace(BED, opening=opening, intake=intake)
    assert [f"{reason.mark} {reason.text}" for reason in reasons_for_place(place, Needs())] == [reason, f"holds {MET}"]
    assert what_would_change(place, Needs()) == change


@pytest.mark.parametrize(
    ("there", "reason"),
    [
        (0, "holds 3 nætter tilbage her"),
        (2, "holds 1 nat tilbage her"),
        (3, "fails højst 3 nætter i træk, og de er brugt"),
        (4, "fails højst 3 nætter i træk, og de er brugt"),
    ],
)
def test_nights_in_a_row_are_counted_down(there, reason):
    place = replace(BED, max_nights=3, nights_there=there)
    assert reason in [f"{reason.mark} {reason.text}" for reason in reasons_for_place(place, Needs())]


def test_a_house_that_never_reported_is_a_question_in_its_own_words():
    never = replace(BED, freshness=Freshness(True, "har ikke meldt endnu", is_known=False))
    assert marks(never, Needs())["har ikke meldt endnu"] == "unknown"


@pytest.mark.parametrize(
    ("opens", "takes_in_until", "until"),
    [
        (moment(21), moment(23), moment(23)),
        (moment(21), None, moment(21) + datetime.timedelta(hours=4)),
        (None, moment(16), moment(16)),
        (moment(9), moment(23), moment(17)),  # has opened
        (moment(9), moment(13), moment(13, 15)),  # never less than a quarter of an hour
    ],
)
def test_a_hold_keeps_within_the_hours_that_are_known(opens, takes_in_until, until):
    intake = Opening(True, True, None, "", opens, takes_in_until)
    assert hold_until(moment(13), NIGHT, datetime.timedelta(hours=4), intake) == until


@pytest.mark.parametrize(
    ("one_night", "max_nights", "until"),
    [(True, None, NIGHT + DAY), (True, 5, NIGHT + DAY), (False, 5, NIGHT + 5 * DAY), (False, None, None)],
)
def test_a_stay_lasts_as_long_as_the_house_says(one_night, max_nights, until):
    assert nights_until(NIGHT, one_night=one_night, max_nights=max_nights) == until


@pytest.mark.parametrize(
    ("facts", "needs"),
    [
        ({"animals": "To HUNDE"}, {"dog": ""}),
        ({"animals": "kat"}, {}),
        ({"animals": "ingen hund"}, {}),
        ({"accessibility_needs": "bruger rullestol"}, {"wheelchair": ""}),
        ({"accessibility_needs": "hund"}, {}),  # each word where it belongs
        ({"animals": "kørestol, 2 børn"}, {}),
        ({"with_them": ["child", "partner", "sister"]}, {"children": "", "couple": ""}),
        (
            {"latest_needs": ["women_only", "substance_free", "dog", "wheelchair"]},
            {"substance_free": "", "women_only": ""},
        ),
        (
            {"said": ["1 barn, a wheelchair and a dog"]},
            {"children": "1 barn", "dog": "dog", "wheelchair": "wheelchair"},
        ),
        ({"said": ["børn"]}, {}),
        ({"said": ["", "ukendt mand med brun hund"]}, {"dog": "brun hund"}),
        ({"said": ["sort hund"], "animals": "hund"}, {"dog": ""}),  # known already
    ],
)
def test_what_is_known_already_is_read_where_it_was_written(facts, needs):
    unknown = {"animals": "", "accessibility_needs": "", "with_them": (), "latest_needs": ()}
    assert needs_known(**{**unknown, **facts}) == needs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ligger på bænken med sin brune hund", "brune hund"),
        ("stationen · sort hund", "sort hund"),
        ("mand uden bolig med hund", "hund"),
        ("har en førerhund", "førerhund"),
        ("ingen bolig. Hund", "Hund"),
        ("bange mand med hund", "hund"),
        ("har angst, sort hund", "sort hund"),
        ("vil ikke ind uden sin hund", "hund"),
        ("kan ikke sove uden hund", "hund"),
        *((no, "") for no in (
            "ingen hund", "uden hund", "uden nogen hund", "har ikke nogen stor hund", "ikke hund, men kat",
            "kommer ikke med hund", "hverken kat eller hund", "hunden er ikke her", "no dog",
            "hundrede meter", "i hundredevis", "",
            "bange for hunde", "er bange for store hunde", "angst for hunde", "hundeangst", "hundeallergi",
            "har hundeallergi", "hundeallergiker", "allergisk over for hund", "allergi over for hunde",
            "allergic to dogs", "hund: nej", "Hund? Nej", "har ik hund", "hans hund er død", "bor i Hundested",
            "uden sin gamle brune hund", "allergisk over for store hunde",
        )),
    ],
)  # fmt: skip
def test_a_dog_is_told_by_the_words_that_say_it_and_by_no_denial(text, words):
    assert words_for("dog", text) == words
