"""After a signal's day, is it answered where the citizen sleeps, and else does the night board hear by itself?"""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention import queries as prevention
from hjemvej.efforts.prevention.models import NightAfter, PreventionCase, Signal
from hjemvej.efforts.prevention.nights_after import actions as nights_after
from hjemvej.efforts.prevention.nights_after import queries
from hjemvej.efforts.prevention.nights_after.steps import steps
from hjemvej.efforts.prevention.rules import nights
from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.models import Course
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event
from hjemvej.platform.rooms import reports_tonight

D, DAY, HOUR = datetime.date, datetime.timedelta(days=1), datetime.timedelta(hours=1)
BAILIFF = D(2026, 12, 8)  # a Tuesday, in what `typed` types in


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        (D(2026, 12, 8), D(2026, 12, 7)),
        (D(2026, 12, 7), D(2026, 12, 4)),  # a Monday: the Friday before
        (D(2026, 4, 7), D(2026, 4, 1)),  # after Easter: the Wednesday before
        (D(2027, 1, 4), D(2026, 12, 30)),  # New Year's Eve is a day off
    ],
)
def test_it_is_asked_the_working_day_before(day, asked):
    assert nights.asked_from(day) == asked


@pytest.mark.parametrize(
    ("on", "answer", "state"),
    [
        (D(2026, 12, 4), "", "later"),
        (D(2026, 12, 7), "", "ask"),
        (D(2026, 12, 7), "nowhere", "later"),
        (D(2026, 12, 8), "", "board"),
        (D(2026, 12, 8), "nowhere", "board"),
        (D(2026, 12, 8), "friends", "answered"),
        (D(2026, 12, 9), "", "over"),
    ],
)
def test_how_the_night_stands(on, answer, state):
    assert nights.state(BAILIFF, on, answer) == state


@given(st.dates(D(2026, 1, 1), D(2030, 12, 31)))
def test_nobody_without_an_answer_is_off_the_board_on_the_day_or_unasked_before(day):
    assert nights.state(day, day) == "board"
    assert nights.state(day, nights.asked_from(day)) == "ask"
    assert day - nights.asked_from(day) <= queries.AHEAD


@pytest.fixture
def others(typed, act, freja, now):
    """Another citizen's case, whose day is another."""
    with looking_as(freja):
        other = people.create_person(by=freja, at=now, given_names="Uberørt", surname="Prøvesen")
    later = typed(name="Uberørt", happens_on=BAILIFF + 30 * DAY)
    return act(actions.take_up, signal=act(actions.settle_person, signal=later, person_id=other.pk))


def on_the_board():
    return set(Course.objects.filter(kind="safe_night", closed_at=None).values_list("person_id", flat=True))


def answer(act, case, said, at, words=""):
    return act(nights_after.answer_night, case=case, night=BAILIFF, answer=said, words=words, at=at)


@pytest.fixture
def that_day(now):
    return now + (BAILIFF - D(2026, 11, 20))


@pytest.mark.django_db
def test_without_an_answer_the_board_hears_by_itself_once(case, others, that_day):
    assert nights_after.put_on_the_board(by=system("test"), at=that_day - DAY) == 0
    assert nights_after.put_on_the_board(by=system("test"), at=that_day) == 1
    assert nights_after.put_on_the_board(by=system("test"), at=that_day) == 0
    assert on_the_board() == {case.person_id}
    assert "ingen har svaret" in Course.objects.get(kind="safe_night").opened_because
    assert Event.objects.filter(name="prevention.put_on_the_board").count() == 1


@pytest.mark.django_db
def test_a_signal_nobody_took_up_counts_too(typed, act, testa, that_day):
    act(actions.settle_person, signal=typed(), person_id=testa.pk)
    assert nights_after.put_on_the_board(by=system("test"), at=that_day) == 1
    assert on_the_board() == {testa.pk}


@pytest.mark.django_db
def test_an_answer_in_time_keeps_the_citizen_off_the_board(case, act, that_day):
    answer(act, case, "friends", that_day - DAY, "Hos sin søster")
    assert nights_after.put_on_the_board(by=system("test"), at=that_day) == 0
    assert on_the_board() == set()


@pytest.mark.django_db
def test_nowhere_said_before_stands_on_the_board_on_the_day(case, act, that_day):
    answer(act, case, "nowhere", that_day - DAY)
    assert on_the_board() == set()
    assert nights_after.put_on_the_board(by=system("test"), at=that_day) == 1


@pytest.mark.django_db
def test_nowhere_today_stands_there_at_once_and_another_answer_takes_it_off(case, act, that_day):
    answer(act, case, "nowhere", that_day)
    assert on_the_board() == {case.person_id}
    found = answer(act, case, "shelter", that_day, "Roskildehjemmet venter")
    assert on_the_board() == set()
    assert Course.objects.get(kind="safe_night").outcome == "På et forsorgshjem, pladsen er aftalt"
    assert (NightAfter.objects.get(), found.answer) == (found, "shelter")


@pytest.mark.django_db
def test_what_was_called_off_or_closed_puts_nobody_there(case, act, that_day):
    act(actions.close_case, case=case, outcome="kept", words="")
    assert nights_after.put_on_the_board(by=system("test"), at=that_day) == 0


@pytest.mark.django_db
def test_a_wrong_answer_is_refused(case, act, now):
    with pytest.raises(nights_after.NotAnswered):
        answer(act, case, "castle", now)
    assert not NightAfter.objects.exists()


@pytest.mark.django_db
def test_somebody_nobody_could_name_is_a_report_for_tonight(typed, freja, that_day):
    typed()
    with looking_as(freja):
        assert [one.title for one in reports_tonight(freja, that_day)] == [
            "Lea Lejer Prøve: Fogedrettens besked om udsættelse"
        ]
        assert reports_tonight(freja, that_day - DAY) == []


@pytest.mark.django_db
def test_it_is_a_step_the_day_before_and_that_day_until_it_is_answered(case, others, act, freja, that_day):
    with looking_as(freja):
        assert list(steps(freja, that_day - 3 * DAY)) == []
        (before,) = steps(freja, that_day - DAY)
        (today,) = steps(freja, that_day)
    assert "Hvor sover borgeren natten efter?" in before.why
    assert "Hvor sover borgeren i nat?" in today.why
    answer(act, case, "home", that_day)
    with looking_as(freja):
        assert list(steps(freja, that_day)) == []


@pytest.mark.django_db
def test_the_page_asks_one_question(page, case):
    where = f"/forebyggelse/sag/{case.pk}/i-nat/"
    assert "Hvor sover Testa Prøvesen" in page.get(where).content.decode()
    assert page.post(where, {"words": "Hos sin søster"}).status_code == 422
    assert page.post(where, {"answer": "friends", "words": "Hos sin søster"}).status_code == 302
    assert (NightAfter.objects.get().night, NightAfter.objects.get().words) == (BAILIFF, "Hos sin søster")
    assert "har svaret" in page.get(where).content.decode()


@pytest.mark.django_db
def test_on_the_day_the_cases_own_page_asks_it_first(page, case, typed, act, testa, now):
    where, asks = f"/forebyggelse/sag/{case.pk}/", "Dagen er i dag, og ingen har svaret."
    assert asks not in page.get(where).content.decode()
    today = act(actions.settle_person, signal=typed(happens_on=now.date()), person_id=testa.pk)
    act(actions.take_up, signal=today)
    assert asks in page.get(where).content.decode()
    page.post(f"{where}i-nat/", {"answer": "home", "words": ""})
    assert asks not in page.get(where).content.decode()


@pytest.mark.django_db
def test_an_older_page_does_not_write_over_a_colleagues_answer_until_it_is_pressed_again(page, case):
    where = f"/forebyggelse/sag/{case.pk}/i-nat/"
    older = page.get(where).context["form"].initial["seen"]
    assert page.post(where, {"answer": "home", "words": "Betalt", "seen": older}).status_code == 302
    refused = page.post(where, {"answer": "nowhere", "words": "Hun ringede", "seen": older})
    assert refused.status_code == 422
    shown = refused.content.decode()
    assert "En kollega har svaret, mens du skrev." in shown
    assert "har svaret: Hjemme" in shown
    assert "Hun ringede" in shown
    assert (NightAfter.objects.get().answer, NightAfter.objects.get().words) == ("home", "Betalt")
    seen = refused.context["form"]["seen"].value()
    assert page.post(where, {"answer": "nowhere", "words": "Hun ringede", "seen": seen}).status_code == 302
    assert NightAfter.objects.get().answer == "nowhere"


# --- at once, and not only by the clock ---------------------------------------------------------------------------


def because():
    return Course.objects.get(kind="safe_night", closed_at=None).opened_because


@pytest.mark.django_db
def test_who_is_said_on_the_day_itself_stands_there_at_once(typed, act, testa, others, that_day):
    act(actions.settle_person, signal=typed(), person_id=testa.pk, at=that_day)
    assert on_the_board() == {testa.pk}
    assert "8. december 2026, og ingen har svaret" in because()
    event = Event.objects.get(name="prevention.put_on_the_board")
    assert (event.person_id, event.details["night"]) == (testa.pk, "2026-12-08")
    assert nights_after.put_on_the_board(by=system("test"), at=that_day) == 0


@pytest.mark.django_db
def test_a_number_that_is_ours_stands_there_as_the_signal_is_typed(typed, testa, that_day):
    typed(cpr="010280-1234", at=that_day)
    assert on_the_board() == {testa.pk}


@pytest.mark.django_db
def test_taken_up_on_the_day_stands_there_before_the_clock(typed, act, testa, others, that_day):
    signal = act(actions.settle_person, signal=typed(), person_id=testa.pk)
    assert on_the_board() == set()
    act(actions.take_up, signal=signal, at=that_day)
    assert on_the_board() == {testa.pk}


def first_clock(signal, freja, on):
    with looking_as(freja):
        (row,) = prevention.rows([Signal.objects.get(pk=signal.pk)], viewer=freja, on=on)
    assert row.first is not None
    return row.first.key


@pytest.mark.django_db
def test_the_course_that_its_own_day_opened_is_no_known_need(typed, act, freja, that_day):
    signal = act(actions.settle_person, signal=typed(at=that_day), person_id=None, is_new=True, at=that_day)
    assert on_the_board() == {signal.person_id}
    assert first_clock(signal, freja, BAILIFF) != "eviction_take_up"
    assert Signal.objects.get().due_by != "eviction_take_up"
    later = typed(at=that_day + HOUR, address="b")  # by then the citizen is ours, and stands on the board
    act(actions.settle_person, signal=later, person_id=signal.person_id, at=that_day + HOUR)
    assert first_clock(later, freja, BAILIFF) == "eviction_take_up"
    assert first_clock(signal, freja, BAILIFF) != "eviction_take_up"


@pytest.mark.django_db
def test_a_course_opened_before_the_signal_came_is_a_known_need(typed, act, testa, freja, that_day):
    act(casework.open_course, person_id=testa.pk, kind="safe_night", because="Ringede", at=that_day - DAY)
    signal = act(actions.settle_person, signal=typed(at=that_day), person_id=testa.pk, at=that_day)
    assert first_clock(signal, freja, BAILIFF) == "eviction_take_up"


@pytest.mark.django_db
def test_a_day_that_is_over_without_a_word_asks_of_tonight(typed, act, testa, freja, that_day):
    case = act(
        actions.take_up, signal=act(actions.settle_person, signal=typed(at=that_day), person_id=testa.pk,
                                    at=that_day + 3 * DAY), at=that_day + 3 * DAY)  # fmt: skip
    assert on_the_board() == {testa.pk}
    assert NightAfter.objects.get().night == BAILIFF + 3 * DAY
    assert nights_after.put_on_the_board(by=system("test"), at=that_day + 4 * DAY) == 0
    with looking_as(freja):
        asked, known = queries.night_of_case(case, viewer=freja, on=BAILIFF + 3 * DAY)
    assert (asked, known) == (BAILIFF + 3 * DAY, NightAfter.objects.get())


@pytest.mark.django_db
def test_a_day_that_was_answered_puts_nobody_there_afterwards(case, typed, act, testa, that_day):
    answer(act, case, "friends", that_day)
    act(actions.settle_person, signal=typed(name="Igen"), person_id=testa.pk, at=that_day + 2 * DAY)
    assert on_the_board() == set()


@pytest.mark.django_db
def test_a_citizen_who_died_is_looked_for_nowhere(typed, act, testa, that_day):
    type(testa).objects.filter(pk=testa.pk).update(died_on=BAILIFF - DAY)
    act(actions.settle_person, signal=typed(), person_id=testa.pk, at=that_day)
    assert on_the_board() == set()


@pytest.mark.django_db
def test_nothing_is_taken_up_where_the_board_cannot_be_told(typed, act, testa, that_day, monkeypatch):
    def away(*_given, **_more):
        raise RuntimeError("the board is away")

    signal = act(actions.settle_person, signal=typed(), person_id=testa.pk)
    monkeypatch.setattr("hjemvej.efforts.prevention.actions.boarding.stand_on_the_board", away)
    with pytest.raises(RuntimeError):
        act(actions.take_up, signal=signal, at=that_day)
    assert not PreventionCase.objects.filter(person=testa).exists()
    assert on_the_board() == set()


@pytest.mark.django_db
def test_the_page_of_tonight_promises_no_hour(page, case, act, now):
    words = page.get(f"/forebyggelse/sag/{case.pk}/i-nat/").content.decode()
    assert "inden for en time" not in words
