"""Has everybody one owner, one next step and one day, or a reason why not? Without a database."""

import datetime
import itertools
import uuid
from dataclasses import replace

import pytest

from hjemvej.ground.casework.in_hand import rules
from hjemvej.ground.casework.in_hand.rules import Facts, Given, InHand, NextStep, Unheld, Worker

PERSON, TODAY, DAY = uuid.UUID(int=1), datetime.date(2026, 11, 20), datetime.timedelta(days=1)
KAREN, OMAR = Worker(uuid.UUID(int=2), "Karen"), Worker(uuid.UUID(int=3), "Omar")
RINGS = NextStep("Ring til huset", TODAY + 3 * DAY, "")
CAN = [(member, works, sees) for member in (True, False) for works in (True, False) for sees in (True, False)]
ASKED = Given(uuid.UUID(int=4), "Omar", TODAY + DAY)


def stands(**facts):
    return rules.where_it_stands(Facts(PERSON, **{"coordinator": KAREN, "step": RINGS, **facts}))


def test_a_coordinator_with_access_and_a_step_with_a_day_has_it_in_hand():
    found = stands()
    assert (found.owner, found.step, found.day, found.state) == (KAREN, "Ring til huset", TODAY + 3 * DAY, "aftalt")


def test_the_step_says_how_the_citizen_stands_and_else_what_goes_on_meanwhile():
    assert stands(step=replace(RINGS, state="på pause"), meanwhile="i et forløb").state == "på pause"
    assert stands(meanwhile="i et forløb").state == "i et forløb"


@pytest.mark.parametrize(
    ("gone", "why"),
    [
        ({"is_member": False}, "Karen er ikke længere i teamet"),
        ({"may_work": False}, "Karen arbejder ikke længere med borgere"),
        ({"has_access": False}, "Karen og teamet har ikke længere adgang til borgeren"),
    ],
)
def test_who_left_or_lost_the_role_or_the_access_follows_up_on_nobody(gone, why):
    found = stands(coordinator=replace(KAREN, left_on=TODAY - DAY, **gone))
    assert (found.lacking, found.reasons, found.since) == ({"owner"}, (why,), TODAY)


def test_without_a_step_with_a_day_the_citizen_is_not_in_hand_and_the_owner_stays():
    found = stands(step=None)
    assert (found.lacking, found.owner) == ({"step"}, KAREN)
    assert found.reasons == ("Karen har ikke skrevet et næste skridt med en dag",)


def test_the_sender_follows_up_until_the_receiver_has_received():
    found = stands(given=ASKED)
    assert (found.owner, found.state, found.day) == (KAREN, "givet videre", TODAY + DAY)
    assert stands(given=ASKED, step=None).owner == KAREN


def test_given_by_nobody_the_citizen_stays_without_an_owner_and_says_who_is_asked():
    found = stands(coordinator=None, given=ASKED)
    assert found.lacking == {"owner"}
    assert found.reasons == ("Ingen er koordinator", "Givet til Omar, der ikke har taget imod endnu")


def test_who_took_an_inquiry_follows_up_on_that_alone_and_never_on_somebody_in_homelessness():
    assert stands(coordinator=None, holder=OMAR, is_in_homelessness=False).owner == OMAR
    assert stands(coordinator=None, holder=OMAR).lacking == {"owner"}
    nobody = stands(coordinator=None, is_in_homelessness=False)
    assert nobody.reasons == ("Ingen har taget henvendelsen",)
    assert nobody.since is None


def test_a_day_that_has_passed_is_late_and_after_the_limit_too_late():
    found = stands(step=replace(RINGS, due_on=TODAY - 7 * DAY))
    assert found.days_late(TODAY) == 7
    assert not rules.is_too_late(found, on=TODAY, limit=7)
    assert rules.is_too_late(found, on=TODAY + DAY, limit=7)
    assert stands().days_late(TODAY) == 0


def test_the_page_answers_in_words():
    nobody, no_step = (Unheld(PERSON, frozenset({lacking}), ()) for lacking in ("owner", "step"))
    both = Unheld(PERSON, frozenset({"owner", "step"}), ())
    assert rules.headline([]) == "Alle har en, der følger op, og en dag"
    assert rules.headline([nobody]) == "1 borger har ingen, der følger op"
    assert rules.headline([nobody, both]) == "2 borgere har ingen, der følger op"
    assert rules.headline([no_step]) == "1 borger har intet næste skridt"
    assert rules.headline([both, no_step, no_step]) == "1 borger har ingen, der følger op · 2 har intet næste skridt"


def test_the_longest_without_an_owner_stands_first_and_who_lacks_a_step_last():
    long, short, step = uuid.UUID(int=7), uuid.UUID(int=8), uuid.UUID(int=9)
    found = [
        Unheld(step, frozenset({"step"}), ()),
        Unheld(short, frozenset({"owner"}), (), TODAY),
        Unheld(long, frozenset({"owner", "step"}), (), TODAY - 9 * DAY),
    ]
    assert [one.person_id for one in rules.by_time(found)] == [long, short, step]


def test_of_all_that_can_be_known_everybody_is_in_hand_or_unheld_with_a_reason():
    workers = [None, *(Worker(KAREN.id, "Karen", *can) for can in CAN)]
    for who, holder, step, meanwhile, given, homeless, known in itertools.product(
        workers, [None, OMAR], [None, RINGS], ["", "i et forløb"], [None, ASKED], [True, False], [True, False]
    ):
        facts = Facts(PERSON, homeless, TODAY, who, holder, None, step, meanwhile, given, known)
        found = rules.where_it_stands(facts)
        if isinstance(found, InHand):
            assert found.owner.can_hold
            assert found.step
            assert found.state
            assert found.day
        else:
            assert found.lacking
            assert len(found.reasons) >= len(found.lacking)
