"""The bailiff is called off: does the clock stop, does nobody ask of that night, and can it be taken back?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.cases.due import answered_nights, next_of
from hjemvej.efforts.prevention.models import NightAfter, Signal
from hjemvej.efforts.prevention.nights_after import actions as nights_after
from hjemvej.efforts.prevention.nights_after import queries
from hjemvej.efforts.prevention.nights_after.steps import steps
from hjemvej.efforts.prevention.queries import clocks_of, rows, signals_of_case
from hjemvej.ground.casework.models import Course
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event

pytestmark = pytest.mark.django_db
D, DAY = datetime.date, datetime.timedelta(days=1)
TODAY, BAILIFF = D(2026, 11, 20), D(2026, 12, 8)


@pytest.fixture
def other(typed, act, freja, now):
    """Another citizen's case with the bailiff on the same day, which must stay as it is."""
    with looking_as(freja):
        person = people.create_person(by=freja, at=now, given_names="Uberørt", surname="Prøvesen")
    signal = act(actions.settle_person, signal=typed(name="Uberørt"), person_id=person.pk)
    return act(actions.take_up, signal=signal)


@pytest.fixture
def that_day(now):
    return now + (BAILIFF - TODAY)


@pytest.fixture
def call_off(act, now):
    def write(case, *, at=now, day=BAILIFF, **more):
        said = {"called_off_by": "landlord", "called_off_on": TODAY, "words": "Gælden er betalt", **more}
        return act(nights_after.call_off, case=case, day=day, at=at, **said)

    return write


def on_the_board():
    return set(Course.objects.filter(kind="safe_night", closed_at=None).values_list("person_id", flat=True))


def clocks(case, freja, on=TODAY):
    with looking_as(freja):
        found = signals_of_case(case, viewer=freja)
        running = clocks_of(found, viewer=freja, on=on, needs={})
    return {clock.key for one in found for clock in running[one.pk]}


def test_the_bailiffs_clock_stops_and_the_laws_question_of_help_runs_on(case, other, call_off, freja):
    assert "bailiff" in clocks(case, freja)
    call_off(case)
    assert clocks(case, freja) == {"eviction_decision"}
    assert "bailiff" in clocks(other, freja)


def test_of_a_decided_case_nothing_is_due_any_more(case, other, call_off, act):
    for one in (case, other):
        act(actions.note_answer, case=one, answer="help", on=TODAY)
    call_off(case)
    assert list(Signal.objects.filter(case=case).values_list("due_on", "due_by")) == [(None, "")]
    assert list(Signal.objects.filter(case=other).values_list("due_on", "due_by")) == [(BAILIFF, "bailiff")]


def test_both_signals_of_the_same_day_stop(case, typed, act, testa, call_off, freja):
    later = act(actions.settle_person, signal=typed(name="Igen"), person_id=testa.pk)
    act(actions.take_up, signal=later)
    call_off(case)
    assert "bailiff" not in clocks(case, freja)


def test_nobody_asks_of_that_night_and_the_board_hears_nothing(case, other, call_off, freja, that_day):
    call_off(case)
    with looking_as(freja):
        assert [one.person_id for one in steps(freja, that_day)] == [other.person_id]
    assert nights_after.put_on_the_board(by=system("test"), at=that_day) == 1
    assert on_the_board() == {other.person_id}


def test_on_the_day_itself_the_citizen_leaves_the_board(case, other, call_off, that_day):
    nights_after.put_on_the_board(by=system("test"), at=that_day)
    call_off(case, at=that_day, called_off_on=BAILIFF, called_off_by="court")
    assert on_the_board() == {other.person_id}
    assert Course.objects.get(kind="safe_night", person=case.person_id).outcome == "Fogeden er aflyst"


def test_it_says_by_whom_and_when_in_the_row_and_the_log(case, other, call_off):
    found = call_off(case)
    assert (found.answer, found.called_off_by, found.called_off_on, found.words) == (
        "called_off", "landlord", TODAY, "Gælden er betalt",
    )  # fmt: skip
    event = Event.objects.get(name="prevention.bailiff_called_off")
    assert (event.person_id, event.details["day"]) == (case.person_id, "2026-12-08")
    assert NightAfter.objects.count() == 1


def test_taken_back_the_day_is_on_and_asked_about_as_before(case, other, call_off, act, freja, that_day):
    act(actions.note_answer, case=case, answer="help", on=TODAY)
    call_off(case)
    act(nights_after.put_on_again, case=case, day=BAILIFF)
    assert Signal.objects.get(case=case).due_by == "bailiff"
    assert Event.objects.get(name="prevention.bailiff_on_again").person_id == case.person_id
    assert not NightAfter.objects.exists()
    with pytest.raises(nights_after.NotCalledOff):
        act(nights_after.put_on_again, case=case, day=BAILIFF)


def test_taken_back_on_the_day_the_citizen_is_on_the_board_at_once(case, call_off, act, that_day):
    call_off(case)
    act(nights_after.put_on_again, case=case, day=BAILIFF, at=that_day)
    assert on_the_board() == {case.person_id}


def test_twice_a_day_that_is_none_and_a_wrong_day_are_refused(case, call_off, act, now):
    for wrong in (TODAY + DAY, TODAY - 800 * DAY):
        with pytest.raises(nights_after.DayOfCallingOffIsWrong):
            call_off(case, called_off_on=wrong)
    with pytest.raises(nights_after.NoSuchDay):
        call_off(case, day=BAILIFF + DAY)
    call_off(case)
    with pytest.raises(nights_after.NoSuchDay):
        call_off(case, words="Igen")
    assert NightAfter.objects.get().words == "Gælden er betalt"


def test_an_answer_of_the_night_does_not_write_over_it(case, call_off, act):
    call_off(case)
    said = {"night": BAILIFF, "words": "", "case": case}
    with pytest.raises(nights_after.DayIsCalledOff):
        act(nights_after.answer_night, answer="friends", **said)
    with pytest.raises(nights_after.NotAnswered):
        act(nights_after.answer_night, answer="called_off", **said)


def test_nothing_is_kept_where_the_log_cannot_be_written(case, call_off, monkeypatch):
    def away(*_given, **_more):
        raise RuntimeError("the log is away")

    monkeypatch.setattr("hjemvej.efforts.prevention.nights_after.actions.record", away)
    with pytest.raises(RuntimeError):
        call_off(case)
    assert not NightAfter.objects.exists()


def test_the_next_day_that_holds_is_asked_about_and_is_what_is_next(case, typed, act, testa, call_off, freja):
    later = act(actions.settle_person, signal=typed(happens_on=BAILIFF + 20 * DAY), person_id=testa.pk)
    act(actions.take_up, signal=later)
    act(actions.note_answer, case=case, answer="help", on=TODAY)
    call_off(case)
    with looking_as(freja):
        assert queries.night_of_case(case, viewer=freja, on=TODAY) == (BAILIFF + 20 * DAY, None)
        signals = signals_of_case(case, viewer=freja)
        shown, nights = rows(signals, viewer=freja, on=TODAY), answered_nights([case], signals, viewer=freja)
        found = next_of(shown, [], [], nights=nights, step=None, on=TODAY)
    assert found
    assert found.due_on == BAILIFF + 20 * DAY


def test_the_case_page_has_one_press_a_form_and_the_way_back(page, case, other):
    shown, where = reverse("prevention:case", args=[case.pk]), reverse("prevention:call_off", args=[case.pk])
    assert where in page.get(shown).content.decode()
    assert "aflyst?" in page.get(where).content.decode()
    typed = {"day": BAILIFF.isoformat(), "called_off_by": "", "called_off_on": "i dag", "words": "Betalt"}
    answer = page.post(where, typed)
    assert (answer.status_code, "Vælg, hvem der har aflyst." in answer.content.decode()) == (422, True)
    assert page.post(where, {**typed, "called_off_by": "landlord"}).url == shown
    words = page.get(shown).content.decode()
    assert "8. december 2026: fogeden er aflyst 20. november 2026 af boligorganisation eller udlejer. Betalt" in words
    assert f'href="{where}"' not in words
    assert "kommer ikke i denne sag" in page.get(where).content.decode()
    again = page.post(where, {**typed, "called_off_by": "court"})
    assert (again.status_code, "Den dag er allerede aflyst" in again.content.decode()) == (422, True)
    back = reverse("prevention:put_on_again", args=[case.pk])
    assert page.post(back, {"day": BAILIFF.isoformat()}).url == shown
    assert where in page.get(shown).content.decode()
    assert page.post(back, {"day": "vrøvl"}).url == shown


def test_another_team_and_a_sender_get_404(case, client_of, colleague_in_other_team, landlord):
    for stranger in (colleague_in_other_team, landlord):
        for name in ("call_off", "put_on_again"):
            answer = client_of(stranger).post(reverse(f"prevention:{name}", args=[case.pk]), {})
            assert answer.status_code in (403, 404)
