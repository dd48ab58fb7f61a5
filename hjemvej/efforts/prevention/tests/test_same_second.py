"""Do two colleagues who do the same in the same second do it once?"""

import datetime
from functools import partial

import pytest
from django.db.models import QuerySet
from django.test import override_settings

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.keeping.actions import seal_numbers_anew
from hjemvej.efforts.prevention.models import NightAfter, PreventionCase, Signal, SignalKind
from hjemvej.efforts.prevention.nights_after import actions as nights_after
from hjemvej.ground.people import cpr
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow
from tests import bystanders
from tests.rows import AT, saved
from tests.test_row_locks import OLDER_KEY, outcome_of_the_second

pytestmark = pytest.mark.django_db(transaction=True)
LATER = AT + datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _bystanders_stay_away(monkeypatch):
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders


@pytest.fixture
def lea(freja):
    person = saved(Person, given_names="Lea")
    NeedToKnow.objects.create(person_id=person.pk, organisation_id=freja.team_id, basis="case", from_at=AT)
    return person


@pytest.fixture
def unlocked(monkeypatch):
    """Give `unlocked(model)`: rows of this model are held by nobody any more."""
    held = QuerySet.select_for_update

    def without(model):
        leave = lambda rows, **how: rows if rows.model is model else held(rows, **how)  # noqa: E731
        monkeypatch.setattr(QuerySet, "select_for_update", leave)

    return without


def signal_of(person, freja, **more):
    return saved(Signal, person=person, organisation_id=freja.team_id, received_at=AT, recorded_at=AT, **more)


def test_a_signal_is_settled_once(freja, lea):
    signal = signal_of(None, freja)
    settle = lambda: actions.settle_person(signal=signal, person_id=lea.pk, by=freja, at=AT)  # noqa: E731
    assert outcome_of_the_second(settle, settle) == "AlreadySettled"


def test_a_signal_that_is_being_ended_is_not_taken_up(freja, lea):
    signal = signal_of(lea, freja)
    end = lambda: actions.end_signal(signal=signal, ended="wrong", words="", by=freja, at=AT)  # noqa: E731
    take_up = lambda: actions.take_up(signal=signal, by=freja, at=LATER)  # noqa: E731
    assert outcome_of_the_second(end, take_up) == "SignalIsOver"


@pytest.mark.parametrize(("are_locked", "outcome"), [(True, "PreventionCase"), (False, "IntegrityError")])
def test_two_signals_taken_up_at_once_lead_to_one_case(are_locked, outcome, freja, lea, unlocked):
    signals = [signal_of(lea, freja), signal_of(lea, freja)]
    if not are_locked:
        unlocked(Person)
    one, other = (lambda found=found: actions.take_up(signal=found, by=freja, at=AT) for found in signals)
    assert outcome_of_the_second(one, other) == outcome
    assert PreventionCase.objects.count() == 1


def test_a_signal_taken_up_while_its_case_is_closed_gets_a_new_case(freja, lea):
    first, later = signal_of(lea, freja), signal_of(lea, freja)
    case = actions.take_up(signal=first, by=freja, at=AT)
    close = lambda: actions.close_case(case=case, outcome="kept", words="", by=freja, at=LATER)  # noqa: E731
    take_up = lambda: actions.take_up(signal=later, by=freja, at=LATER)  # noqa: E731
    assert outcome_of_the_second(close, take_up) == "PreventionCase"
    assert Signal.objects.get(pk=later.pk).case_id != case.pk


def test_a_case_is_closed_once_and_not_answered_afterwards(freja, lea):
    case = actions.take_up(signal=signal_of(lea, freja), by=freja, at=AT)
    close = lambda: actions.close_case(case=case, outcome="kept", words="", by=freja, at=LATER)  # noqa: E731
    answer = lambda: actions.note_answer(case=case, answer="help", on=AT.date(), by=freja, at=LATER)  # noqa: E731
    assert outcome_of_the_second(close, answer) == "CaseIsClosed"


def test_a_number_sealed_anew_does_not_come_back_to_a_signal_that_was_settled(freja, lea):
    digits = "6101700000"
    with override_settings(CPR_KEYS=OLDER_KEY):
        signal = signal_of(None, freja, cpr_encrypted=cpr.encrypt(digits), cpr_lookup=cpr.lookup(digits))
        settle = lambda: actions.settle_person(signal=signal, person_id=lea.pk, by=freja, at=AT)  # noqa: E731
        seal = lambda: seal_numbers_anew(by=freja, at=AT)  # noqa: E731
        outcome_of_the_second(settle, seal)
    assert Signal.objects.get().cpr_encrypted == ""


def test_a_day_is_called_off_once(freja, lea):
    case = saved(PreventionCase, person=lea, organisation_id=freja.team_id, opened_at=AT)
    kind = saved(SignalKind, key="a_bailiff", happening="bailiff")
    day = AT.date() + datetime.timedelta(days=3)
    signal_of(lea, freja, case=case, taken_up_at=AT, kind=kind, happens_on=day)
    call_off = partial(
        nights_after.call_off, case=case, day=day, called_off_by="court", called_off_on=AT.date(), words="", by=freja,
        at=LATER,
    )  # fmt: skip
    assert outcome_of_the_second(call_off, call_off) == "NoSuchDay"


def test_a_citizen_is_put_on_the_board_by_two_signals_at_once(freja, lea):
    kind = saved(SignalKind, key="a_bailiff", happening="bailiff")
    one, two = (signal_of(lea, freja, kind=kind, happens_on=AT.date()) for _n in range(2))
    take_up = [partial(actions.take_up, signal=each, by=freja, at=AT) for each in (one, two)]
    assert outcome_of_the_second(*take_up) == "PreventionCase"
    assert NightAfter.objects.filter(person=lea, course__closed_at=None, course__isnull=False).count() == 1
