"""Are times offered, one chosen, the network told, and does what is agreed become what is done?"""

import datetime

import pytest
from django.db import connection
from django.urls import reverse
from icalendar import Calendar

from hjemvej.ground.casework.models import Task
from hjemvej.ground.network_meetings import actions, queries, rules
from hjemvej.ground.network_meetings.models import Agreed, Invited, NetworkMeeting
from hjemvej.ground.network_meetings.room import ROOM
from hjemvej.platform.audit.models import Event
from tests import bystanders
from tests.rows import AT, saved
from tests.test_row_locks import outcome_of_the_second

from .conftest import IDA, TIMES

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
AFTER = TIMES[1] + DAY
TYPED = {
    "about": "Jeg vil gerne sige det én gang", "place": "Værestedet", "minutes_long": "60", "day_1": "25/11",
    "time_1": "10", "day_2": "26/11", "time_2": "10.00", "name_1": "Ida", "role_1": "søster", "wish_1": "citizen",
}  # fmt: skip


def open_steps():
    return list(Task.objects.filter(kind=actions.STEP, done_at=None).values_list("title", flat=True))


def test_from_an_invitation_to_what_is_done_afterwards(page, testa, karen, django_assert_max_num_queries):
    new = reverse("network_meetings:invite_citizen", args=[testa.pk])
    assert page.get(new).status_code == 200
    made = page.post(new, TYPED)
    row = NetworkMeeting.objects.get()
    there = reverse("network_meetings:meeting", args=[row.pk])
    assert made.url == there
    assert (row.times, row.starts_at) == (TIMES, None)
    assert open_steps() == ["Vælg tid til netværksmøde sammen med borgeren"]
    with django_assert_max_num_queries(20):
        shown = page.get(there).content.decode()
    assert "ikke valgt en tid endnu" in shown
    assert "Jeg vil gerne sige det én gang" in shown
    letter = page.post(reverse("network_meetings:write_invitation", args=[row.pk]))
    words = page.get(letter.url).content.decode()
    assert "onsdag den 25. november kl. 10.00" in words.casefold()
    assert "torsdag den 26. november kl. 10.00" in words.casefold()
    answer = {"time": TIMES[1].isoformat(), "is_citizens_choice": "yes"}
    assert page.post(reverse("network_meetings:choose_time", args=[row.pk]), answer).status_code == 302
    row.refresh_from_db()
    assert (row.starts_at, row.is_citizens_choice) == (TIMES[1], True)
    assert open_steps() == ["Netværksmøde, og skriv hvad der blev aftalt"]
    ida = Invited.objects.get()
    tell = reverse("network_meetings:tell_guest", args=[row.pk])
    assert page.post(tell, {"guest": ida.pk, "told_how": "phone"}).status_code == 302
    assert page.post(tell, {"guest": ida.pk + 1, "told_how": "phone"}).status_code == 404
    entry = Calendar.from_ical(page.get(reverse("network_meetings:calendar_file", args=[row.pk])).content).walk(
        "VEVENT"
    )[0]
    assert tuple(entry.decoded(name) for name in ("DTSTART", "DTEND")) == (
        TIMES[1],
        TIMES[1] + datetime.timedelta(hours=1),
    )
    assert "Testa" not in str(entry)
    assert entry["LOCATION"] == "Værestedet"
    minutes = reverse("network_meetings:write_minutes", args=[row.pk])
    told = {"summary": "Lægen", "own_words": "Det var rart", "came": [ida.pk], "what_1": "Ring til lægen",
            "ours_1": "on", "by_1": "30/11", "what_2": "Tag billedet med", "who_2": "Ida"}  # fmt: skip
    chosen = page.get(page.post(reverse("network_meetings:write_invitation", args=[row.pk])).url).content.decode()
    assert "Tiden: torsdag den 26. november kl. 10.00" in chosen
    assert "den 25. november" not in chosen
    testa.protection = "protected"
    testa.save(update_fields=["protection"])
    hidden = page.get(reverse("network_meetings:calendar_file", args=[row.pk])).content.decode()
    assert ("BEGIN:VEVENT" in hidden, "LOCATION" in hidden) == (True, False)
    early = page.post(minutes, told)
    assert early.status_code == 422  # the meeting has not been; nothing typed is lost
    assert "Ring til lægen" in early.content.decode()
    assert not Agreed.objects.exists()


def test_whoever_was_told_is_told_anew_when_the_time_changes(invite, act):
    row = act(actions.choose_time, invite(), starts_at=TIMES[0], is_citizens_choice=True)
    ida = Invited.objects.get()
    act(actions.tell_guest, row, guest_id=ida.pk, told_how="phone")
    act(actions.choose_time, row, starts_at=TIMES[0], is_citizens_choice=False)
    ida.refresh_from_db()
    assert ida.told_how == "phone"
    act(actions.choose_time, row, starts_at=TIMES[1], is_citizens_choice=True)
    ida.refresh_from_db()
    assert (ida.told_how, ida.told_on) == ("", None)


def test_times_that_are_over_are_in_no_letter_and_a_forgotten_meeting_is_no_living_reason(invite, act, testa):
    row = invite()
    assert rules.times_to_come(row, TIMES[0]) == [TIMES[1]]
    with pytest.raises(actions.TimesAreWrong):
        act(actions.write_invitation, row, at=AFTER)
    [reason] = ROOM.living_reasons
    with connection.cursor() as cursor:
        ends = []
        for on in (TIMES[1].date(), AFTER.date()):
            cursor.execute(reason.sql, {"people": [testa.pk], "on": on})
            ends.append(cursor.fetchone()[2])
    assert ends == [None, TIMES[1].date()]


def test_what_was_agreed_is_kept_and_our_part_is_a_task(invite, act, coordinator, karen):
    row = act(actions.choose_time, invite(), starts_at=TIMES[0], is_citizens_choice=True)
    ida = Invited.objects.get()
    promises = [
        actions.Promise("Ring til lægen", "", TIMES[1].date(), is_ours=True), actions.Promise("Tag med", "Ida", None)
    ]  # fmt: skip
    done = act(
        actions.write_minutes, row, summary="Lægen", own_words="Rart", came=[ida.pk], promises=promises, at=AFTER
    )
    assert (done.outcome, open_steps()) == ("held", [])
    assert list(Agreed.objects.order_by("pk").values_list("what", "who", "task__title")) == [
        ("Ring til lægen", karen.name, "Ring til lægen"), ("Tag med", "Ida", None)
    ]  # fmt: skip
    assert Task.objects.get(title="Ring til lægen").assigned_to_id == coordinator.pk
    ida.refresh_from_db()
    assert ida.came is True
    assert Event.objects.filter(name="network_meetings.meeting_held").count() == 1
    with pytest.raises(actions.MeetingIsOver):
        act(actions.choose_time, done, starts_at=TIMES[1], is_citizens_choice=False)


def test_a_citizen_who_stays_away_loses_nothing(invite, act, testa, karen, now):
    row = act(actions.choose_time, invite(), starts_at=TIMES[0], is_citizens_choice=False)
    with pytest.raises(actions.NotMetYet):
        act(actions.end_without_meeting, row, outcome="not_come", why="?")
    ended = act(actions.end_without_meeting, row, outcome="not_come", why="Vi ved det ikke", at=AFTER)
    assert "Spørg, hvad der ville passe bedre" in rules.headline(ended, AFTER)
    assert open_steps() == []
    assert not queries.paper(testa.pk, karen, now)


@pytest.mark.parametrize(
    ("changes", "where", "words"),
    [
        ({"day_2": "", "time_2": ""}, "day_2", "Skriv en dag, f.eks. i morgen"),
        ({"day_2": "25/11"}, "day_1", "ens"),
        ({"time_1": ""}, "time_1", "Skriv et klokkeslæt, f.eks. 15.20."),
        ({"name_2": "", "wish_2": "agreed"}, "name_2", "Skriv navnet"),
        ({"wish_1": ""}, "wish_1", "spørg først"),
        ({"name_1": ""}, "name_1", "Skriv navnet"),
        ({"name_2": "ida", "wish_2": "agreed"}, "name_1", "to gange"),
        ({"day_3": "27/11"}, "time_3", "både dag og klokkeslæt"),
        ({"about": " "}, "about", "tale om"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_written(page, testa, changes, where, words):
    answer = page.post(reverse("network_meetings:invite_citizen", args=[testa.pk]), {**TYPED, **changes})
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert where in errors
    assert words.casefold() in str(errors[where]).casefold()
    assert not NetworkMeeting.objects.exists()


def test_another_team_finds_no_meeting(invite, client_of, other_team, clock_stands):
    from conftest import member
    from hjemvej.platform.access.roles import Role

    row = invite()
    stranger = client_of(member("Ole Anden", Role.COORDINATOR, other_team))
    for name in ("meeting", "write_minutes", "calendar_file"):
        assert stranger.get(reverse(f"network_meetings:{name}", args=[row.pk])).status_code == 404
    for name in ("choose_time", "tell_guest", "end_without_meeting", "write_invitation"):
        assert stranger.post(reverse(f"network_meetings:{name}", args=[row.pk])).status_code == 404
    assert NetworkMeeting.objects.filter(starts_at=None, ended_at=None).count() == 1


def test_whose_turn_it_is_stands_on_the_citizens_own_paper(invite, act, testa, karen, now):
    row = invite()
    assert [(line.whose, line.what) for line in queries.paper(testa.pk, karen, now)] == [
        ("Du", "vælger en tid til netværksmødet")
    ]
    act(actions.choose_time, row, starts_at=TIMES[0], is_citizens_choice=True)
    assert [line.what for line in queries.paper(testa.pk, karen, now)] == ["ses til netværksmøde: Værestedet"]


@pytest.mark.django_db(transaction=True)
def test_two_who_write_how_it_went_in_the_same_second_write_it_once(coordinator, viewer_for, monkeypatch):
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders
    found, by = saved(NetworkMeeting), viewer_for(coordinator)

    def cancel():
        return actions.end_without_meeting(meeting=found, outcome="cancelled", why="Sygdom", by=by, at=AT)

    assert outcome_of_the_second(cancel, cancel) == "MeetingIsOver"
    assert NetworkMeeting.objects.get().outcome == "cancelled"
    assert Event.objects.filter(name="network_meetings.meeting_not_held").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_meeting_that_is_cancelled_while_a_time_is_chosen_leaves_no_step(coordinator, viewer_for, monkeypatch):
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders
    found, by = saved(NetworkMeeting), viewer_for(coordinator)

    def choose():
        return actions.choose_time(meeting=found, starts_at=AT + DAY, is_citizens_choice=True, by=by, at=AT)

    def cancel():
        return actions.end_without_meeting(meeting=found, outcome="cancelled", why="Sygdom", by=by, at=AT)

    assert outcome_of_the_second(choose, cancel) == "NetworkMeeting"
    assert open_steps() == []


def test_ida_is_asked_once(invite):
    with pytest.raises(actions.InvitedTwice):
        invite(guests=[IDA, actions.Guest("IDA", "", "agreed")])
