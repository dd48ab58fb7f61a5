"""Can it be found whom a signal is about, and said later that it was somebody else, with nothing left on the first?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.models import NightAfter, PreventionCase, SentSignal, Signal, SignalNotice
from hjemvej.efforts.prevention.nights_after import actions as nights_after
from hjemvej.efforts.prevention.telling.actions import write_notice
from hjemvej.efforts.prevention.telling.queries import state_of
from hjemvej.efforts.prevention.whom import actions as whom
from hjemvej.ground.casework.models import Course
from hjemvej.ground.correspondence.letters.actions import post_letter, send_letter
from hjemvej.ground.correspondence.models import Letter
from hjemvej.ground.needs.actions import end_needs
from hjemvej.ground.people import actions as people
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event

pytestmark = pytest.mark.django_db
D, DAY = datetime.date, datetime.timedelta(days=1)


@pytest.fixture
def right(freja, now):
    """The citizen it is about, whose name is not like the one that was written."""
    with looking_as(freja):
        return people.create_person(by=freja, at=now, given_names="Rigtige", surname="Borgersen")


@pytest.fixture
def wrong(typed, act, testa):
    return act(actions.settle_person, signal=typed(), person_id=testa.pk)


def correct(act, signal, person=None, **more):
    return act(whom.correct_person, signal=signal, person_id=person.pk if person else None, **more)


def test_the_search_finds_whom_the_list_lacks(page, typed, right):
    signal = typed()
    address = reverse("prevention:settle_person", args=[signal.pk])
    found = page.post(address, {"q": "Rigtige Borgersen"})
    assert found.status_code == 422
    assert str(right.pk) in found.content.decode(), "also without a script"
    assert page.post(address, {"person": str(right.pk)}).status_code == 422, "nobody who was not found"
    assert page.post(address, {"q": "Rigtige Borgersen", "person": str(right.pk)}).status_code == 302
    assert Signal.objects.get().person_id == right.pk


def test_the_page_says_that_it_is_about_somebody_else(page, wrong, right):
    assert "Handler det om en anden?" in page.get(reverse("prevention:signal", args=[wrong.pk])).content.decode()
    address = reverse("prevention:correct_person", args=[wrong.pk])
    assert page.post(address, {"q": "Rigtige", "person": ""}).status_code == 422
    answer = page.post(address, {"q": "Rigtige", "person": str(right.pk)}, follow=True)
    assert "Rettet. Tag nu signalet op." in answer.content.decode()
    assert "Rigtige Borgersen" in answer.content.decode()


def shown_form(page, signal):
    """What the page's own form about somebody else would send, without a script."""
    form = page.get(reverse("prevention:signal", args=[signal.pk])).context["whom"]
    return {one.name: one.value() or "" for one in form}


def test_it_is_corrected_without_a_script_in_two_presses(page, typed, wrong, right, act, freja, now):
    with looking_as(freja):
        bystander = people.create_person(by=freja, at=now, given_names="Uberørt", surname="Prøvesen")
    other = act(actions.settle_person, signal=typed(name="Uberørt", address="b"), person_id=bystander.pk)
    address = reverse("prevention:correct_person", args=[wrong.pk])
    searched = page.post(address, {**shown_form(page, wrong), "q": "Rigtige Borgersen"})
    assert searched.status_code == 422
    assert "Vælg borgeren på listen." in searched.content.decode()
    again = {one.name: one.value() or "" for one in searched.context["whom"]}
    assert again["q"] == "Rigtige Borgersen"
    assert page.post(address, {**again, "person": str(right.pk)}).status_code == 302
    assert Signal.objects.get(pk=wrong.pk).person_id == right.pk
    assert Signal.objects.get(pk=other.pk).person_id == bystander.pk


def test_a_search_that_finds_nobody_says_so(page, typed):
    signal = typed(name="Qvxz Wvqx")
    answer = page.post(reverse("prevention:settle_person", args=[signal.pk]), {"q": "Gvfgvq"})
    assert "Vi fandt ingen, der ligner. Søg med andre ord." in answer.content.decode()
    stranger = page.post(reverse("prevention:settle_person", args=[signal.pk]), {"person": str(signal.pk)})
    assert "Søg igen, og vælg så." in stranger.content.decode()


def test_a_second_page_that_corrects_what_was_corrected_says_so_and_changes_nothing(page, wrong, right, act, testa):
    older = {**shown_form(page, wrong), "q": "Testa Prøvesen"}
    correct(act, wrong, right)
    address = reverse("prevention:correct_person", args=[wrong.pk])
    for chosen in (right.pk, testa.pk, "new", ""):
        answer = page.post(address, {**older, "person": str(chosen)}, follow=True)
        assert "En kollega har rettet, hvem signalet handler om" in answer.content.decode(), chosen
        assert Signal.objects.get(pk=wrong.pk).person_id == right.pk
    assert Event.objects.filter(name="prevention.signal_corrected").count() == 1
    newer = {**shown_form(page, wrong), "q": "Testa Prøvesen", "person": str(testa.pk)}
    assert page.post(address, newer).status_code == 302, "on the page as it is now it can be corrected again"
    assert Signal.objects.get(pk=wrong.pk).person_id == testa.pk


def test_a_second_page_that_settles_what_was_settled_says_so(page, typed, act, testa, right):
    signal = typed()
    act(actions.settle_person, signal=signal, person_id=right.pk)
    for chosen in (right.pk, testa.pk, ""):
        said = {"q": "Rigtige", "person": str(chosen)}
        answer = page.post(reverse("prevention:settle_person", args=[signal.pk]), said, follow=True)
        assert "Det er allerede afgjort, hvem signalet handler om." in answer.content.decode(), chosen
    assert Signal.objects.get().person_id == right.pk


def test_a_signal_that_waits_moves_with_its_clock_and_the_log_of_both(wrong, right, act, testa):
    done = correct(act, wrong, right)
    assert done.signal.person_id == right.pk
    assert Event.objects.get(name="prevention.signal_corrected").person_id == testa.pk
    assert Event.objects.filter(name="prevention.signal_settled", person_id=right.pk).exists()
    assert str(right.pk) not in str(Event.objects.get(name="prevention.signal_corrected").details)
    with pytest.raises(whom.TheSameCitizen):
        correct(act, done.signal, right)


def test_the_case_it_was_alone_in_is_closed_and_both_clocks_are_right(typed, wrong, right, act, testa):
    case = act(actions.take_up, signal=wrong)
    other = act(actions.settle_person, signal=typed(address="Et andet sted"), person_id=testa.pk)
    assert other.due_by == "eviction_take_up", "an open case with us is a known need"
    done = correct(act, Signal.objects.get(pk=wrong.pk), right)
    case.refresh_from_db()
    assert (case.outcome, done.is_case_closed) == ("wrong_signal", True)
    assert (done.signal.case_id, done.signal.due_by) == (None, "signal_taken_up")
    assert Signal.objects.get(pk=other.pk).due_by == "signal_taken_up"
    assert not Course.objects.filter(kind="prevention", closed_at=None).exists()
    assert act(actions.take_up, signal=done.signal).person_id == right.pk


def test_a_case_with_another_signal_stays(typed, wrong, right, act, testa):
    case = act(actions.take_up, signal=wrong)
    act(actions.take_up, signal=act(actions.settle_person, signal=typed(address="b"), person_id=testa.pk))
    assert not correct(act, Signal.objects.get(pk=wrong.pk), right).is_case_closed
    assert PreventionCase.objects.get(pk=case.pk).closed_at is None


def test_a_case_that_was_worked_in_is_refused_with_what_to_do(page, wrong, right, act, testa):
    case = act(actions.take_up, signal=wrong)
    act(actions.note_answer, case=case, answer="help", on=D(2026, 11, 20))
    signal = Signal.objects.get(pk=wrong.pk)
    with pytest.raises(whom.StaysWhereItIs, match="afslut sagen"):
        correct(act, signal, right)
    assert Signal.objects.get(pk=wrong.pk).person_id == testa.pk
    words = page.get(reverse("prevention:signal", args=[wrong.pk])).content.decode()
    assert "Der er arbejdet i sagen" in words


def test_an_ended_signal_is_nobodys_to_correct(page, wrong, right, act):
    act(actions.end_signal, signal=wrong, ended="solved", words="")
    with pytest.raises(actions.SignalIsOver):
        correct(act, wrong, right)
    assert "Handler det om en anden?" not in page.get(reverse("prevention:signal", args=[wrong.pk])).content.decode()


def test_a_citizen_whom_the_signal_made_goes_and_the_number_goes_with_it(typed, act, right, now):
    signal = act(actions.settle_person, signal=typed(cpr="0102901234"), person_id=None, is_new=True)
    act(actions.take_up, signal=signal)
    made = signal.person_id
    with pytest.raises(whom.TheSameCitizen):
        correct(act, Signal.objects.get(), is_new=True)
    day = now + (D(2026, 12, 8) - D(2026, 11, 20))
    nights_after.put_on_the_board(by=system("test"), at=day)
    done = correct(act, Signal.objects.get(), right, at=day)
    assert not Person.objects.filter(pk=made).exists()
    assert not done.signal.has_made_person
    assert not PreventionCase.objects.exists()
    assert Person.objects.get(pk=right.pk).cpr_lookup


def test_a_citizen_with_something_else_stays(typed, act, right, freja, now):
    signal = act(actions.settle_person, signal=typed(), person_id=None, is_new=True)
    with looking_as(freja):
        Course.objects.create(person_id=signal.person_id, kind="one_entry", opened_at=now)
    correct(act, signal, right)
    assert Person.objects.filter(pk=signal.person_id).exists()


def test_what_was_said_to_be_known_can_turn_out_to_be_somebody_new(wrong, act, testa):
    done = correct(act, wrong, is_new=True)
    assert done.signal.has_made_person
    assert done.signal.person_id != testa.pk


def test_a_draft_goes_and_a_letter_that_was_sent_is_named(page, wrong, right, act, freja, now):
    act(write_notice, signal=wrong)
    signal = correct(act, wrong, right).signal
    assert not Letter.objects.exists()
    letter = act(write_notice, signal=signal)
    Letter.objects.filter(pk=letter.pk).update(text="Kære borger")
    letter = act(send_letter, letter=Letter.objects.get(), channel="letter")
    act(post_letter, letter=letter)
    words = page.get(reverse("prevention:signal", args=[signal.pk])).content.decode()
    assert "allerede sendt 20. november 2026" in words
    done = correct(act, signal, is_new=True)
    assert [one.pk for one in done.sent] == [letter.pk]
    assert Letter.objects.filter(pk=letter.pk, person_id=right.pk).exists()
    assert not SignalNotice.objects.exists()
    with looking_as(freja):
        assert state_of(done.signal, viewer=freja, on=D(2026, 11, 20)).state.kind == "owed"


def test_nobody_asks_where_the_first_one_sleeps(wrong, right, act, testa, now):
    day = now + (D(2026, 12, 8) - D(2026, 11, 20))
    nights_after.put_on_the_board(by=system("test"), at=day)
    assert NightAfter.objects.get().person_id == testa.pk
    correct(act, wrong, right, at=day)
    assert NightAfter.objects.get().person_id == right.pk, "and of the right one it is asked at once"
    assert Course.objects.get(kind="safe_night", closed_at=None).person_id == right.pk


def test_the_sender_sees_that_it_waits_again_and_nothing_more(send, act, testa, right):
    signal = act(actions.settle_person, signal=send(), person_id=testa.pk)
    act(actions.take_up, signal=signal)
    correct(act, Signal.objects.get(), right)
    assert SentSignal.objects.get().state == "received"


def test_the_need_to_know_the_first_one_ends_by_the_rule(wrong, right, act, testa, now):
    NeedToKnow.objects.filter(person_id=testa.pk).exclude(basis="inquiry").delete()
    correct(act, wrong, right)
    end_needs(by=system("test"), at=now + 400 * DAY)
    assert not NeedToKnow.objects.filter(person_id=testa.pk, until_at=None).exists()
    assert NeedToKnow.objects.filter(person_id=right.pk, until_at=None).exists()
