"""Does nobody let go before the next has hold? Steps, a day that moves, a network meeting, and the night board."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import tight
from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.leaving import actions as leaving
from hjemvej.efforts.prevention.leaving import queries
from hjemvej.efforts.prevention.leaving.steps import steps
from hjemvej.efforts.prevention.models import LeavingStep, MovedDay, SentSignal, Signal, StepTaken
from hjemvej.efforts.prevention.nights_after import actions as nights_after
from hjemvej.efforts.prevention.rules.receiving import Sent
from hjemvej.ground.casework.models import Course
from hjemvej.ground.network_meetings.actions import Guest, invite_citizen
from hjemvej.ground.network_meetings.models import NetworkMeeting
from hjemvej.ground.partners.models import Partner, SharingAgreement
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event

pytestmark = pytest.mark.django_db
D, DAY = datetime.date, datetime.timedelta(days=1)
TODAY, OUT = D(2026, 11, 20), D(2027, 1, 1)
RELEASE: dict[str, Any] = {
           "kind": "release", "sender_kind": "prison", "sender_name": "Prøvekøbing Arrest", "name": "Testa Prøvesen",
           "address": "", "children": "unknown", "began_on": D(2026, 6, 1), "happens_on": OUT, "has_home": "no",
           "contact": "Arne Arrest, 00 00 00 00"}  # fmt: skip


@pytest.fixture
def release(typed, act, testa):
    signal = act(actions.settle_person, signal=typed(**RELEASE), person_id=testa.pk)
    act(actions.take_up, signal=signal)
    return Signal.objects.get(pk=signal.pk)


@pytest.fixture
def other(typed, act, freja, now):
    """Another citizen's release, which must stay as it is."""
    with looking_as(freja):
        person = people.create_person(by=freja, at=now, given_names="Uberørt", surname="Prøvesen")
    signal = act(actions.settle_person, signal=typed(**{**RELEASE, "name": "Uberørt"}), person_id=person.pk)
    act(actions.take_up, signal=signal)
    return Signal.objects.get(pk=signal.pk)


def shown(signal, freja, on=TODAY):
    with looking_as(freja):
        found = queries.signal_of_case(signal.case, viewer=freja, on=on)
        assert found is not None
        return queries.leaving_of(found, viewer=freja, on=on)


def test_the_method_has_its_twelve_dated_steps_and_a_discharge_seven():
    assert LeavingStep.objects.filter(happening="release").count() == 12
    assert LeavingStep.objects.filter(happening="discharge").count() == 7
    assert not LeavingStep.objects.filter(certainty="B").exists(), "none was read whole in its source"
    assert not LeavingStep.objects.filter(source="").exists()


def test_it_says_who_acts_next_and_by_when(release, other, freja):
    found = shown(release, freja)
    assert (found.left, found.home.state) == ("løslades om 42 dage", "none")
    assert (found.next.due.step.key, found.next.who, found.next.due.due_on) == (
        "release_together",
        "Fængslet og kommunen",
        TODAY,
    )
    assert len(found.steps) == 12
    assert not any(one.is_late for one in found.steps), "what the prison did before we heard is not late"


def test_a_step_is_done_or_not_needed_with_a_reason_and_what_is_done_stays_when_the_day_moves(release, other, act):
    act(leaving.take_step, signal=release, step="release_home", state="done", words="Lejemålet beholdes")
    with pytest.raises(leaving.ReasonIsMissing):
        act(leaving.take_step, signal=release, step="release_money", state="not_needed", words=" ")
    with pytest.raises(leaving.NoSuchStep):
        act(leaving.take_step, signal=release, step="castle", state="done", words="")
    act(leaving.move_day, signal=release, now_on=OUT + 14 * DAY)
    assert list(StepTaken.objects.values_list("signal", "step", "words")) == [
        (release.pk, "release_home", "Lejemålet beholdes")
    ]
    assert list(MovedDay.objects.values_list("was_on", "now_on")) == [(OUT, OUT + 14 * DAY)]
    assert Signal.objects.get(pk=other.pk).happens_on == OUT
    names = ["prevention.leaving_step_taken", "prevention.day_moved"]
    assert [Event.objects.filter(name=name).count() for name in names] == [1, 1]


def test_a_step_is_corrected_and_taken_back(release, act):
    for words in ("Først", "Så"):
        act(leaving.take_step, signal=release, step="release_home", state="done", words=words)
    assert StepTaken.objects.get().words == "Så"
    act(leaving.reopen_step, signal=release, step="release_home")
    assert not StepTaken.objects.exists()


def test_the_same_day_a_far_day_and_a_closed_case_are_refused(release, act):
    for day in (OUT, D(2040, 1, 1)):
        with pytest.raises(leaving.DayIsWrong):
            act(leaving.move_day, signal=release, now_on=day)
    act(actions.close_case, case=release.case, outcome="kept", words="")
    with pytest.raises(actions.CaseIsClosed):
        act(leaving.take_step, signal=release, step="release_home", state="done", words="")


def test_typed_in_a_week_later_every_step_has_the_same_day(typed, act, testa, freja, now):
    days = []
    for late in (0, 7):
        at = now + late * DAY
        signal = typed(**{**RELEASE, "received_at": now}, at=at)
        days.append([one.due.due_on for one in shown_of(signal, freja)])
    assert days[0] == days[1]


def shown_of(signal, freja):
    with looking_as(freja):
        found = Signal.objects.select_related("kind", "case").get(pk=signal.pk)
        return queries.leaving_of(found, viewer=freja, on=TODAY).steps


def test_one_step_a_case_stands_on_the_day(release, other, freja, act, now):
    with looking_as(freja):
        found = list(steps(freja, now))
    assert len(found) == 2
    by_person = {one.person_id: one.why for one in found}
    assert set(by_person) == {release.person_id, other.person_id}
    assert "aftaler, hvem der gør hvad" in by_person[release.person_id]
    act(leaving.take_step, signal=release, step="release_together", state="done", words="")
    with looking_as(freja):
        (mine,) = [one for one in steps(freja, now) if one.person_id == release.person_id]
    assert "Et hjem på dagen" in mine.why


# --- the network meeting -----------------------------------------------------------------------------------------


@pytest.fixture
def told(prison, prison_worker, viewer_for, now, act, testa):
    """The prison told it on its own page, and Freja took it up."""
    partner, _new = Partner.objects.get_or_create(organisation=prison)
    SharingAgreement.objects.create(
        partner=partner, direction="sends", what="releases", legal_basis="aftale", from_on=D(2020, 1, 1)
    )
    arne = viewer_for(prison_worker)
    said = {name: value for name, value in RELEASE.items() if name not in ("sender_kind", "sender_name", "children")}
    with looking_as(arne):
        signal = actions.receive_signal(Sent(**said), channel="portal", by=arne, at=now)
        sent = SentSignal.objects.select_related("kind").get()
    act(actions.take_up, signal=act(actions.settle_person, signal=signal, person_id=testa.pk))
    return sent, arne


def invite(act, signal, at, **more):
    times = [at + n * DAY for n in (1, 2)]
    said = {"about": "Løsladelsen", "place": "Arresten", "minutes_long": 60, "times": times,
            "guests": [Guest("Arne Arrest", "fængslet", "citizen")]}  # fmt: skip
    return act(leaving.call_meeting, signal=signal, **{**said, **more})


def test_when_a_release_is_over_the_next_one_stands_on_the_day(typed, release, act, testa, freja):
    """Released, and imprisoned again while the case is open."""
    again = {**RELEASE, "began_on": D(2027, 1, 10), "happens_on": D(2027, 3, 1)}
    later = act(actions.settle_person, signal=typed(**again), person_id=testa.pk)
    act(actions.take_up, signal=later)
    with looking_as(freja):
        days = (TODAY, OUT, OUT + DAY, D(2027, 3, 1), D(2027, 3, 2))
        listed = [queries.coming(viewer=freja, on=day)[0].signal.pk for day in days]
    assert listed == [release.pk, release.pk, later.pk, later.pk, later.pk]
    assert [shown(release, freja, on=day).signal.pk for day in days] == listed


def test_either_side_calls_a_meeting_and_the_other_sees_its_day_alone(told, act, freja, now):
    sent, arne = told
    signal = Signal.objects.get(pk=sent.pk)
    with looking_as(arne):
        leaving.ask_for_meeting(sent=sent, by=arne, at=now)
        with pytest.raises(leaving.AlreadyAsked):
            leaving.ask_for_meeting(sent=sent, by=arne, at=now)
    found = shown(signal, freja)
    assert found.asked.due_on == D(2026, 11, 27), "five working days after Friday the 20th"
    with looking_as(freja):
        (step,) = steps(freja, now)
    assert ("beder om et netværksmøde" in step.why, step.action) == (True, "Indkald")
    invite(act, signal, now)
    with pytest.raises(leaving.AlreadyAsked):
        invite(act, signal, now)
    meeting = NetworkMeeting.objects.get()
    assert (meeting.person_id, shown(signal, freja).asked, shown(signal, freja).meeting) == (
        signal.person_id, None, meeting,
    )  # fmt: skip
    NetworkMeeting.objects.update(starts_at=now + 2 * DAY, is_citizens_choice=True)
    leaving.tell_meeting_days(by=system("test"))
    with looking_as(arne):
        seen = SentSignal.objects.get()
        assert (seen.meeting_called_on, seen.meeting_on) == (TODAY, TODAY + 2 * DAY)
        assert not Signal.objects.exists()
        assert not NetworkMeeting.objects.exists()
        assert not MovedDay.objects.exists()


def test_a_meeting_about_something_else_is_never_told(told, act, now, testa):
    act(
        invite_citizen, person_id=testa.pk, about="Noget andet", place="Her", minutes_long=60,
        times=[now + DAY, now + 2 * DAY], guests=[],
    )  # fmt: skip
    NetworkMeeting.objects.update(starts_at=now + DAY, is_citizens_choice=True)
    leaving.tell_meeting_days(by=system("test"))
    assert SentSignal.objects.get().meeting_on is None


def test_the_sender_moves_the_day_and_it_costs_the_same_whether_we_know_the_citizen(told, act, now):
    sent, arne = told
    with looking_as(arne):
        stranger = actions.receive_signal(
            Sent(kind="release", name="Ingen Ukendtsen", happens_on=OUT), channel="portal", by=arne, at=now
        )  # fmt: skip
    counts = []
    for one in (sent.pk, stranger.pk):
        with looking_as(arne):
            row = SentSignal.objects.get(pk=one)
            with CaptureQueriesContext(connection) as asked:
                leaving.tell_new_day(sent=row, now_on=OUT + DAY, by=arne, at=now)
        counts.append(len(asked.captured_queries))
    assert counts[0] == counts[1]
    assert set(Signal.objects.values_list("happens_on", flat=True)) == {OUT + DAY}
    assert MovedDay.objects.filter(was_on=OUT, told_by=arne.user_id).count() == 2
    assert not Event.objects.filter(name="prevention.day_moved").exclude(person_id=None).exists()


# --- the night ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "sender"), [("release", "prison"), ("discharge", "health"), ("discharge", "shelter")])
def test_without_a_home_on_the_day_nobody_is_let_out_unseen(typed, act, testa, other, now, kind, sender):
    signal = typed(**{**RELEASE, "kind": kind, "sender_kind": sender})
    act(actions.settle_person, signal=signal, person_id=testa.pk)
    that_day = now + (OUT - TODAY)
    act(leaving.move_day, signal=other, now_on=OUT + 30 * DAY)
    assert nights_after.put_on_the_board(by=system("test"), at=that_day - DAY) == 0
    assert nights_after.put_on_the_board(by=system("test"), at=that_day) == 1
    assert set(Course.objects.filter(kind="safe_night").values_list("person_id", flat=True)) == {testa.pk}


def test_a_day_that_was_moved_puts_nobody_on_the_board_on_the_old_day(release, act, now):
    act(leaving.move_day, signal=release, now_on=OUT + 7 * DAY)
    assert nights_after.put_on_the_board(by=system("test"), at=now + (OUT - TODAY)) == 0
    assert nights_after.put_on_the_board(by=system("test"), at=now + (OUT - TODAY) + 7 * DAY) == 1


def board():
    return set(Course.objects.filter(kind="safe_night", closed_at=None).values_list("person_id", flat=True))


def test_a_day_moved_to_today_stands_on_the_board_at_once_and_moved_on_it_leaves(release, other, act, testa, now):
    act(leaving.move_day, signal=release, now_on=TODAY)
    assert board() == {testa.pk}
    act(leaving.move_day, signal=release, now_on=TODAY + 7 * DAY)
    assert board() == set()
    assert Course.objects.get(kind="safe_night").outcome == "Dagen er flyttet."
    act(leaving.move_day, signal=release, now_on=TODAY - DAY)
    assert board() == {testa.pk}, "let out yesterday, as we hear today: where tonight?"


def test_what_a_prison_tells_afterwards_the_clock_finds(told, now):
    sent, arne = told
    with looking_as(arne):
        leaving.tell_new_day(sent=sent, now_on=TODAY - DAY, by=arne, at=now)
    assert board() == set(), "the sender can time nothing"
    assert nights_after.put_on_the_board(by=system("test"), at=now) == 1


# --- the pages ----------------------------------------------------------------------------------------------------


def test_the_page_says_it_in_words_and_a_wrong_form_keeps_what_was_typed(page, release, other):
    where = f"/forebyggelse/sag/{release.case_id}/vejen-ud/"
    assert where in page.get(f"/forebyggelse/sag/{release.case_id}/").content.decode()
    text = tight(page.get(where).content.decode())
    for words in ("Testa Prøvesen løslades om 42 dage", "Der er ikke et hjem", "Der er ikke indkaldt til et"):
        assert words in text
    answer = page.post(f"{where}trin/", {"step": "release_money", "state": "not_needed", "words": ""})
    assert (answer.status_code, "Skriv, hvorfor trinnet ikke er nødvendigt." in answer.content.decode()) == (422, True)
    assert page.post(f"{where}trin/", {"step": "release_money", "state": "done"}).status_code == 302
    assert page.post(f"{where}trin/igen/", {"step": "release_money"}).status_code == 302
    assert page.post(f"{where}dag/", {"now_on": "31/2"}).status_code == 422
    assert page.post(f"{where}dag/", {"now_on": "15/1-2027"}).status_code == 302
    assert "Flyttet" in page.get(where).content.decode()


def test_the_invitation_begins_with_what_is_known(page, release):
    where = f"/forebyggelse/sag/{release.case_id}/vejen-ud/moede/"
    form = page.get(where).content.decode()
    assert 'value="Prøvekøbing Arrest"' in form
    assert 'value="Arne Arrest"' in form, "a telephone number is no name"
    assert "løslades om" not in form.split("<main")[1], "what it is about is said by the citizen"
    said = {"about": "At komme hjem", "place": "Arresten", "minutes_long": "60", "day_1": "23/11", "time_1": "10",
            "day_2": "24/11", "time_2": "13"}  # fmt: skip
    assert page.post(where, said).status_code == 302
    assert Signal.objects.filter(pk=release.pk, meeting__about="At komme hjem").exists()


@pytest.mark.parametrize(
    ("contact", "name", "role"),
    [("Arne Arrest, 00 00 00 00", "Arne Arrest", "Prøvekøbing Arrest"), ("00 00 00 00", "Prøvekøbing Arrest", ""),
     ("", "Prøvekøbing Arrest", "")],
)  # fmt: skip
def test_the_sender_is_the_first_to_ask_and_whose_wish_it_is_is_said(page, typed, act, testa, contact, name, role):
    signal = typed(**{**RELEASE, "contact": contact})
    case = act(actions.take_up, signal=act(actions.settle_person, signal=signal, person_id=testa.pk))
    where = f"/forebyggelse/sag/{case.pk}/vejen-ud/moede/"
    begun = page.get(where).context["form"]
    assert (begun["name_1"].value(), begun["role_1"].value() or "") == (name, role)
    shown = tight(page.get(where).content.decode())
    assert shown.count("(skal vælges, når der står et navn)") == 6
    said = {one.name: one.value() or "" for one in begun} | {"about": "At komme hjem"}
    refused = page.post(where, said)
    assert set(refused.context["form"].errors) == {"wish_1"}
    assert "så spørg først, eller slet navnet" in refused.content.decode()
    assert page.post(where, {**said, "wish_1": "agreed"}).status_code == 302
    assert list(NetworkMeeting.objects.get().invited.values_list("name", "wish")) == [(name, "agreed")]


def test_nobody_is_asked_where_the_name_is_taken_out(page, release):
    where = f"/forebyggelse/sag/{release.case_id}/vejen-ud/moede/"
    said = {one.name: one.value() or "" for one in page.get(where).context["form"]} | {"about": "At komme hjem"}
    assert (
        "name_1" in page.post(where, {**said, "name_1": "", "role_1": "", "wish_1": "citizen"}).context["form"].errors
    )
    assert page.post(where, {**said, "name_1": "", "role_1": ""}).status_code == 302
    assert not NetworkMeeting.objects.get().invited.exists()


def test_a_case_without_a_release_says_what_comes_there(page, typed, act, testa):
    case = act(actions.take_up, signal=act(actions.settle_person, signal=typed(), person_id=testa.pk))
    where = f"/forebyggelse/sag/{case.pk}/vejen-ud/"
    assert "ingen løsladelse eller udskrivning" in page.get(where).content.decode()
    assert page.post(f"{where}dag/", {"now_on": "15/1-2027"}).headers["Location"] == where
    assert where not in page.get(f"/forebyggelse/sag/{case.pk}/").content.decode()


def test_a_shelters_discharge_shows_the_gate_of_the_house(page, typed, act, testa):
    signal = typed(**{**RELEASE, "kind": "discharge", "sender_kind": "shelter"})
    case = act(actions.take_up, signal=act(actions.settle_person, signal=signal, person_id=testa.pk))
    text = page.get(f"/forebyggelse/sag/{case.pk}/vejen-ud/").content.decode()
    assert "Må kommunen beslutte udskrivning?" in text
    shown = page.get(f"/forebyggelse/{signal.pk}/").content.decode().casefold()
    assert "udskrivning fra sygehus, behandling eller forsorgshjem" in shown
    assert "sygehus eller behandling" not in shown.split("<main")[1]


def test_the_page_asks_at_most_twenty_times(page, release):
    where = f"/forebyggelse/sag/{release.case_id}/vejen-ud/"
    page.get(where)
    with CaptureQueriesContext(connection) as asked:
        page.get(where)
    assert len(asked.captured_queries) <= 20, [one["sql"][:90] for one in asked.captured_queries]


def test_a_moved_day_moves_the_deadline_at_once(release, act):
    act(leaving.move_day, signal=release, now_on=TODAY + 5 * DAY)
    found = Signal.objects.get(pk=release.pk)
    assert (found.due_on, found.due_by) == (TODAY + 5 * DAY, "release")


def test_a_day_before_the_stay_began_is_refused_in_words(release, act):
    with pytest.raises(leaving.DayIsWrong, match="før indsættelsen"):
        act(leaving.move_day, signal=release, now_on=D(2026, 5, 1))


def test_a_stay_that_begins_after_the_message_is_refused_without_a_day_of_release(typed):
    with pytest.raises(actions.SignalRefused, match="efter den dag, signalet kom"):
        typed(**{**RELEASE, "began_on": D(2028, 6, 1), "happens_on": None})


def test_a_home_that_is_done_as_a_step_alone_says_where_it_is_written(page, release, act):
    where = f"/forebyggelse/sag/{release.case_id}/vejen-ud/"
    assert "er skrevet som gjort" not in page.get(where).content.decode()
    act(leaving.take_step, signal=release, step="release_home", state="done", words="")
    assert "Trinnet om et hjem er skrevet som gjort" in page.get(where).content.decode()
