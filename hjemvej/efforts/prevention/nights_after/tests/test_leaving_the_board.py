"""Does who stands on the night board because of a day leave it when no day asks any longer, and nobody else?"""

import datetime
from typing import Any

import pytest

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.leaving import actions as leaving
from hjemvej.efforts.prevention.models import NightAfter, SentSignal, Signal
from hjemvej.efforts.prevention.nights_after import actions as nights_after
from hjemvej.efforts.prevention.rules.receiving import Sent
from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.models import Course
from hjemvej.ground.partners.models import Partner, SharingAgreement
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as, system

pytestmark = pytest.mark.django_db
D, DAY, HOUR = datetime.date, datetime.timedelta(days=1), datetime.timedelta(hours=1)
TODAY = D(2026, 11, 20)
RELEASE: dict[str, Any] = {
    "kind": "release", "sender_kind": "prison", "sender_name": "Prøvekøbing Arrest", "name": "Testa Prøvesen",
    "address": "", "children": "unknown", "began_on": D(2026, 6, 1), "happens_on": TODAY, "has_home": "no",
}  # fmt: skip
BAILIFF: dict[str, Any] = {"happens_on": TODAY, "address": "Prøvevej 2"}


@pytest.fixture
def arne(prison, prison_worker, viewer_for):
    partner = Partner.objects.create(organisation=prison)
    SharingAgreement.objects.create(
        partner=partner, direction="sends", what="releases", legal_basis="RSL § 17 a", from_on=D(2020, 1, 1)
    )
    return viewer_for(prison_worker)


@pytest.fixture
def released(arne, act, testa, now):
    """The prison sent it on its own page: the citizen is let out today."""
    said = {name: value for name, value in RELEASE.items() if name not in ("sender_kind", "sender_name", "children")}
    with looking_as(arne):
        signal = actions.receive_signal(Sent(**said), channel="portal", by=arne, at=now)
    return act(actions.settle_person, signal=signal, person_id=testa.pk)


@pytest.fixture
def other(typed, act, freja, now):
    """Another citizen, who is let out today and must stay on the board."""
    with looking_as(freja):
        person = people.create_person(by=freja, at=now, given_names="Uberørt", surname="Prøvesen")
    return act(actions.settle_person, signal=typed(**{**RELEASE, "name": "Uberørt"}), person_id=person.pk)


def board():
    return set(Course.objects.filter(kind="safe_night", closed_at=None).values_list("person_id", flat=True))


def clock(at):
    left = nights_after.take_off_the_board(by=system("test"), at=at)
    return left, nights_after.put_on_the_board(by=system("test"), at=at)


def move(arne, signal, day, at):
    with looking_as(arne):
        leaving.tell_new_day(sent=SentSignal.objects.get(pk=signal.pk), now_on=day, by=arne, at=at)


def test_a_day_that_the_sender_moves_away_takes_the_citizen_off_by_the_clock(released, other, arne, testa, now):
    assert board() == {testa.pk, other.person_id}
    move(arne, released, TODAY + 7 * DAY, now + HOUR)
    assert testa.pk in board(), "the sender can time nothing"
    assert clock(now + HOUR) == (1, 0)
    assert board() == {other.person_id}
    assert Course.objects.get(person=testa, kind="safe_night").outcome == nights_after.ASKS_NO_MORE
    assert set(NightAfter.objects.values_list("person_id", flat=True)) == {other.person_id}
    assert clock(now + HOUR) == (0, 0)
    assert clock(now + 7 * DAY) == (0, 1), "on its new day it is asked again"


def test_moved_back_to_yesterday_the_citizen_is_asked_about_again(released, other, arne, testa, now):
    move(arne, released, TODAY + 7 * DAY, now)
    clock(now)
    move(arne, released, TODAY - DAY, now + HOUR)
    assert clock(now + HOUR) == (0, 1)
    assert board() == {testa.pk, other.person_id}


def test_another_day_that_asks_keeps_the_citizen_there(released, typed, act, arne, testa, now):
    act(actions.settle_person, signal=typed(**BAILIFF), person_id=testa.pk)
    move(arne, released, TODAY + 7 * DAY, now)
    assert clock(now) == (0, 0)
    assert board() == {testa.pk}


def test_an_earlier_day_on_the_same_place_of_the_board_keeps_it(released, typed, act, testa, now):
    earlier = act(actions.settle_person, signal=typed(**RELEASE), person_id=testa.pk)
    act(actions.take_up, signal=earlier)
    act(leaving.move_day, signal=earlier, now_on=TODAY + DAY)
    tomorrow = now + DAY
    clock(tomorrow)
    assert set(NightAfter.objects.values_list("night", flat=True)) == {TODAY, TODAY + DAY}
    act(leaving.move_day, signal=earlier, now_on=TODAY + 9 * DAY, at=tomorrow)
    assert set(NightAfter.objects.values_list("night", flat=True)) == {TODAY}
    assert board() == {testa.pk}


def test_what_somebody_answered_or_opened_is_left_to_them(typed, act, freja, arne, testa, other, now):
    act(casework.open_course, person_id=testa.pk, kind="safe_night", because="Ringede", at=now - HOUR)
    signal = act(actions.settle_person, signal=typed(**RELEASE), person_id=testa.pk)
    case = act(actions.take_up, signal=signal)
    assert NightAfter.objects.filter(person=testa, answer="").exists()
    act(leaving.move_day, signal=signal, now_on=TODAY + 7 * DAY)
    assert board() == {testa.pk, other.person_id}, "they called themselves"
    assert not NightAfter.objects.filter(person=testa).exists()
    said = {"night": TODAY, "answer": "nowhere", "words": ""}
    act(nights_after.answer_night, case=case, **said)
    assert clock(now) == (0, 0)
    assert board() == {testa.pk, other.person_id}


@pytest.mark.parametrize(("outcome", "stays"), [("kept", False), ("wrong_signal", False), ("lost_street", True),
                                                ("never_reached", True)])  # fmt: skip
def test_a_closed_case_takes_off_who_has_a_home_and_nobody_else(typed, act, testa, other, now, outcome, stays):
    signal = act(actions.settle_person, signal=typed(**BAILIFF), person_id=testa.pk)
    case = act(actions.take_up, signal=signal)
    act(actions.close_case, case=case, outcome=outcome, words="")
    clock(now)
    assert board() == {other.person_id, *([testa.pk] if stays else [])}


@pytest.mark.parametrize(("ended", "stays"), [("wrong", False), ("withdrawn", False), ("wants_no_help", True)])
def test_a_signal_that_ended_as_wrong_asks_no_more(typed, act, testa, other, now, ended, stays):
    signal = act(actions.settle_person, signal=typed(**BAILIFF), person_id=testa.pk)
    act(actions.end_signal, signal=signal, ended=ended, words="")
    clock(now)
    assert board() == {other.person_id, *([testa.pk] if stays else [])}


def test_an_answer_the_day_after_takes_the_citizen_off_too(typed, act, testa, other, now):
    signal = act(actions.settle_person, signal=typed(**BAILIFF), person_id=testa.pk)
    case = act(actions.take_up, signal=signal)
    assert testa.pk in board()
    act(nights_after.answer_night, case=case, night=TODAY + DAY, answer="friends", words="", at=now + DAY)
    assert board() == {other.person_id}
    assert Signal.objects.get(pk=signal.pk).happens_on == TODAY
    assert clock(now + DAY) == (0, 0)
