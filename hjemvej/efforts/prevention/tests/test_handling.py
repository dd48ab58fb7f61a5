"""Is a signal settled, taken up in the citizen's one case, or ended with a reason; and is it kept no longer than so?"""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from conftest import as_owner
from hjemvej.efforts.prevention import actions, queries
from hjemvej.efforts.prevention.keeping.actions import erase_who_is_alone, note_counted, renew_due
from hjemvej.efforts.prevention.models import PreventionCase, SentSignal, Signal, SignalTrace
from hjemvej.efforts.prevention.rules import keeping
from hjemvej.efforts.prevention.tests.test_receiving import rows_with
from hjemvej.efforts.prevention.whom.queries import look_alikes
from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.models import Course
from hjemvej.ground.people import actions as people
from hjemvej.ground.people.actions import NumberMayBeElsewhere
from hjemvej.ground.people.models import Person
from hjemvej.ground.retention.actions import erase_due
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Change, Event

pytestmark = pytest.mark.django_db
D, DAY = datetime.date, datetime.timedelta(days=1)
TODAY = D(2026, 11, 20)


def erase(at):
    erase_who_is_alone(by=system("test"), at=at)
    erase_due(by=system("test"), at=at)


# --- whom it is about --------------------------------------------------------------------------------------------


def test_the_one_matcher_offers_whom_it_may_be_and_staff_decide(typed, testa, act, freja):
    signal = typed(name="Testa Prøvesen")
    with looking_as(freja):
        (found,) = look_alikes(signal, viewer=freja, on=TODAY)
    assert found.id == testa.pk
    settled = act(actions.settle_person, signal=signal, person_id=testa.pk)
    assert (settled.person_id, settled.has_made_person) == (testa.pk, False)


def test_somebody_new_is_made_of_what_the_signal_says(typed, act):
    signal = typed(name="Lea Marie Lejer", cpr="0102901234")
    settled = act(actions.settle_person, signal=signal, person_id=None, is_new=True)
    person = Person.objects.get(pk=settled.person_id)
    assert (person.given_names, person.surname, person.born_on) == ("Lea Marie", "Lejer", D(1990, 2, 1))
    assert settled.has_made_person
    assert (settled.cpr_encrypted, settled.cpr_lookup) == ("", "")
    assert person.cpr_lookup


def test_a_citizen_without_a_number_gets_the_signals_and_one_with_another_is_refused(typed, act, testa, freja, now):
    with looking_as(freja):
        bare = people.create_person(by=freja, at=now, given_names="Bare", surname="Prøvesen")
    act(actions.settle_person, signal=typed(cpr="0102901234"), person_id=bare.pk)
    assert Person.objects.get(pk=bare.pk).cpr_lookup
    with pytest.raises(actions.AnotherNumber, match="et andet end borgerens"):
        act(actions.settle_person, signal=typed(cpr="0102921234"), person_id=testa.pk)


def test_a_number_of_another_teams_citizen_says_only_to_ask(typed, act, colleague_in_other_team, viewer_for, now):
    theirs = viewer_for(colleague_in_other_team)
    with looking_as(theirs):
        people.create_person(by=theirs, at=now, given_names="Ukendt", surname="Herfra", cpr="010290-1234")
    signal = typed(cpr="0102901234")
    with pytest.raises(NumberMayBeElsewhere):
        act(actions.settle_person, signal=signal, person_id=None, is_new=True)
    assert Event.objects.filter(name="people.number_met_elsewhere").exists()
    assert Signal.objects.get(pk=signal.pk).person_id is None


def test_it_is_settled_once_and_somebody_must_be_chosen(typed, act, testa):
    signal = typed()
    with pytest.raises(actions.NobodyChosen):
        act(actions.settle_person, signal=signal, person_id=None)
    act(actions.settle_person, signal=signal, person_id=testa.pk)
    with pytest.raises(actions.AlreadySettled):
        act(actions.settle_person, signal=signal, person_id=None, is_new=True)


# --- taken up, or ended ------------------------------------------------------------------------------------------


@pytest.fixture
def settled(typed, act, testa):
    return act(actions.settle_person, signal=typed(), person_id=testa.pk)


def test_many_signals_lead_to_one_case_and_its_course(settled, typed, act, testa):
    case = act(actions.take_up, signal=settled)
    other = act(actions.settle_person, signal=typed(amount=Decimal(100)), person_id=testa.pk)
    assert act(actions.take_up, signal=other) == case
    assert Course.objects.get(person=testa, kind="prevention").closed_at is None
    assert Signal.objects.filter(case=case).count() == 2
    with pytest.raises(IntegrityError, match="one_open_prevention_case"), transaction.atomic():
        PreventionCase.objects.create(
            person=testa, organisation=case.organisation, course=case.course, opened_at=case.opened_at
        )


def test_nobody_is_taken_up_before_it_is_said_whom_it_is_about(typed, act):
    with pytest.raises(actions.WhomFirst):
        act(actions.take_up, signal=typed())


def test_an_open_course_is_a_known_need_so_the_notice_is_due_today(typed, act, testa, freja, now):
    with looking_as(freja):
        casework.open_course(person_id=testa.pk, kind="one_entry", because="", by=freja, at=now)
    signal = typed()
    assert (signal.due_on, signal.due_by) == (D(2026, 11, 24), "signal_taken_up")
    signal = act(actions.settle_person, signal=signal, person_id=testa.pk)
    assert (signal.due_on, signal.due_by) == (TODAY, "eviction_take_up")
    (row,) = queries.rows([Signal.objects.select_related("kind", "case", "person").get()], viewer=freja, on=TODAY)
    assert row.clocks[0].why == "Straks: vi kender et behov, for borgeren har en åben sag hos os"


def test_a_need_that_begins_later_is_found_by_the_clock(settled, testa, freja, now):
    assert settled.due_by == "signal_taken_up"
    with looking_as(freja):
        casework.open_course(person_id=testa.pk, kind="one_entry", because="", by=freja, at=now)
    renew_due(by=system("test"), at=now)
    assert Signal.objects.get(pk=settled.pk).due_by == "eviction_take_up"


def test_the_answer_ends_the_decisions_clock_and_the_outcome_all_clocks(settled, act):
    case = act(actions.take_up, signal=settled)
    assert Signal.objects.get().due_by == "eviction_decision"
    act(actions.note_answer, case=case, answer="help", on=TODAY)
    assert Signal.objects.get().due_by == "bailiff"
    act(actions.close_case, case=case, outcome="kept", words="")
    signal = Signal.objects.get()
    assert (signal.due_on, signal.due_by, signal.kept_as) == (None, "", keeping.IN_CASE)
    assert Course.objects.get(kind="prevention").outcome == "Beholdt hjemmet"
    with pytest.raises(actions.CaseIsClosed):
        act(actions.close_case, case=case, outcome="kept", words="")


def test_a_case_is_ended_on_its_own_page_alone(settled, act):
    case = act(actions.take_up, signal=settled)
    with pytest.raises(casework.CourseEndsOnItsOwnPage):
        act(casework.close_course, course=case.course, outcome="Færdig")


def test_the_sender_sees_how_far_it_came_and_never_why(send, act, testa):
    signal = act(actions.settle_person, signal=send(), person_id=testa.pk)
    assert SentSignal.objects.get().state == "received"
    case = act(actions.take_up, signal=signal)
    assert SentSignal.objects.get().state == "taken_up"
    act(actions.close_case, case=case, outcome="wants_no_help", words="")
    assert SentSignal.objects.get().state == "closed"
    trace = SignalTrace.objects.get()
    assert (trace.is_taken_up, trace.came_to) == (True, "wants_no_help")


def test_what_leads_nowhere_ends_with_a_reason_of_the_closed_list(typed, act):
    signal = typed()
    with pytest.raises(actions.WithoutOutcome):
        act(actions.end_signal, signal=signal, ended="bored", words="")
    ended = act(actions.end_signal, signal=signal, ended="wrong", words="Forkert adresse")
    assert (ended.kept_from, ended.kept_as, ended.due_on) == (TODAY, "keep_signal_wrong", None)
    assert SignalTrace.objects.get().came_to == "wrong"
    with pytest.raises(actions.SignalIsOver):
        act(actions.end_signal, signal=signal, ended="wrong", words="")


# --- and goes ----------------------------------------------------------------------------------------------------


def test_what_led_nowhere_goes_on_its_day_and_what_was_counted_stays(send, act, now):
    signal = send(name="Quxibald Zwölfmann")
    act(actions.end_signal, signal=signal, ended="solved", words="Quxibald har betalt")
    erase(now + 90 * DAY)
    assert Signal.objects.exists()
    erase(now + 91 * DAY)
    assert not Signal.objects.exists()
    assert not SentSignal.objects.exists()
    assert not rows_with("Quxibald")
    trace = SignalTrace.objects.get()
    assert (trace.signal_id, trace.came_to, trace.kind_key) == (None, "solved", "eviction_notice")
    removed = Event.objects.get(name="retention.rows_removed")
    assert (removed.details["rule"], removed.details["prevention_signal"]) == ("keep_signal_nowhere", 1)
    with as_owner():
        assert not Change.objects.filter(row_id=str(signal.pk), before__isnull=False).exists()


def test_each_kind_and_end_has_its_own_day(typed, send, act, now):
    act(actions.end_signal, signal=typed(), ended="duplicate", words="")
    act(actions.end_signal, signal=send(kind="landlord_concern", consent_on=TODAY), ended="no_risk", words="")
    act(actions.end_signal, signal=typed(amount=Decimal(5)), ended="no_risk", words="")
    left = []
    for days in (14, 15, 30, 31, 90, 91):
        erase(now + days * DAY)
        left.append(Signal.objects.count())
    assert left == [3, 2, 2, 1, 1, 0]


def test_who_exists_by_a_signal_alone_goes_with_it(typed, act, now):
    signal = act(actions.settle_person, signal=typed(name="Quxibald Zwölfmann"), person_id=None, is_new=True)
    act(actions.end_signal, signal=signal, ended="wrong", words="")
    erase(now + 14 * DAY)
    assert Person.objects.filter(pk=signal.person_id).exists()
    erase(now + 15 * DAY)
    assert not Person.objects.filter(pk=signal.person_id).exists()
    assert not rows_with("Quxibald")
    assert SignalTrace.objects.get().signal_id is None


def test_who_has_something_else_with_us_stays_and_the_signal_goes(typed, act, freja, now):
    signal = act(actions.settle_person, signal=typed(), person_id=None, is_new=True)
    with looking_as(freja):
        course = casework.open_course(person_id=signal.person_id, kind="one_entry", because="", by=freja, at=now)
        casework.close_course(course=course, outcome="", by=freja, at=now)
    act(actions.end_signal, signal=signal, ended="wrong", words="")
    erase(now + 15 * DAY)
    assert Person.objects.filter(pk=signal.person_id).exists()
    assert not Signal.objects.exists()


def test_a_signal_with_a_case_is_kept_until_twelve_months_are_counted(settled, act, now):
    case = act(actions.take_up, signal=settled)
    act(actions.close_case, case=case, outcome="kept", words="")
    erase(now + 380 * DAY)
    assert Signal.objects.exists()
    year = now + 380 * DAY
    act(note_counted, case=case, on=year.date(), at=year)
    erase(year + 30 * DAY)
    assert Signal.objects.exists()
    erase(year + 31 * DAY)
    assert not Signal.objects.exists()
    assert PreventionCase.objects.exists()


def test_twelve_months_that_nobody_counts_keep_no_signal_for_ever(settled, act, now):
    case = act(actions.take_up, signal=settled)
    act(actions.close_case, case=case, outcome="kept", words="")
    erase(now + 470 * DAY)
    assert not Signal.objects.exists()


# --- what the register learns when it ends -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "outcome", "after"),
    [
        (None, "kept", "egen_bolig"),
        ("i_risiko", "kept", "egen_bolig"),
        ("egen_bolig", "kept", "egen_bolig"),
        ("herberg", "kept", "herberg"),  # another place to sleep is known
        (None, "moved", None),
        ("i_risiko", "lost_street", "i_risiko"),
    ],
)
def test_a_kept_home_is_known_to_the_register(settled, act, testa, now, before, outcome, after):
    if before:
        known = {"source": "Prøve", "certainty": "seen"}
        act(record_situation, person_id=testa.pk, kind=before, from_on=TODAY - 30 * DAY, **known)
    case = act(actions.take_up, signal=settled)
    act(actions.close_case, case=case, outcome=outcome, words="")
    found = Situation.objects.filter(person_id=testa.pk, superseded_at=None, until_on=None).first()
    assert (found.kind if found else None) == after
    assert not Situation.objects.exclude(person_id=testa.pk).exists()
