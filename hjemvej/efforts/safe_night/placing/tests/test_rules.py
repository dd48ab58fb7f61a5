"""Do the night's rules answer rightly, with reasons?"""

import datetime
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hjemvej.efforts.safe_night.placing.rules.clocks import hold_until
from hjemvej.efforts.safe_night.placing.rules.fit import (
    Needs,
    PlaceTonight,
    fits,
    rank,
    reasons_for_place,
    what_would_change,
)
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
    assert marks(held, Needs())["holdt til kl. 20.00"] == "fails"
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
