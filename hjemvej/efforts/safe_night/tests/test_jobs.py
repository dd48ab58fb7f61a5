"""Do holds run out and nights get made up by themselves, at the times of the timetable?"""

import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.urls import reverse
from django.utils import timezone

from conftest import as_owner, tight
from hjemvej.config.timetable import TIMES
from hjemvej.efforts.safe_night import jobs
from hjemvej.efforts.safe_night.models import Night, Occupancy, PlaceRequest, SettledNight
from hjemvej.efforts.safe_night.mornings.actions import correct_night
from hjemvej.efforts.safe_night.mornings.queries.unsettled import leaders_steps, unsettled_nights
from hjemvej.efforts.safe_night.placing.actions import holding, requesting
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.viewer import looking_as, system

DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize("name", ["let_holds_run_out", "settle_nights"])
def test_each_job_has_its_times(name):
    assert f"hjemvej.efforts.safe_night.jobs.{name}" in TIMES


def test_holds_run_out_by_themselves(person_of, us, shelter_house, places):
    at = timezone.now()
    request = requesting.request_place(person_id=person_of("Testa").pk, night=night_of(at), needs=(), by=us, at=at)
    past = at - datetime.timedelta(minutes=1)
    holding.hold_place(request=request, place_id=places(shelter_house)[0].pk, by=us, at=at, until=past)
    jobs.let_holds_run_out(timestamp=0)
    assert Occupancy.objects.get().status == "expired"


def test_last_night_is_made_up_also_when_the_machine_stood_still_a_night(person_of, us):
    at = timezone.now()
    person = person_of("Testa")
    for nights_back in (0, 1, 2):
        night = night_of(at) - nights_back * DAY
        requesting.request_place(person_id=person.pk, night=night, needs=(), by=us, at=at)
    jobs.settle_nights(timestamp=0)
    made = dict(Night.objects.values_list("night", "outcome"))
    assert made == {night_of(at) - DAY: "unsafe", night_of(at) - 2 * DAY: "unsafe"}  # tonight isn't over


@pytest.fixture
def slept_for_a_week(person_of, us):
    """Somebody asked for a place each night, and no job ran; how many nights ago each was."""
    at = timezone.now()
    person = person_of("Testa")
    for nights_back in range(1, 9):
        requesting.request_place(
            person_id=person.pk, night=night_of(at) - nights_back * DAY, needs=(), by=us, at=at - nights_back * DAY
        )
    return [night_of(at) - nights_back * DAY for nights_back in range(8, 0, -1)]


def test_every_night_is_made_up_after_a_week_of_sleep(slept_for_a_week):
    jobs.settle_nights(timestamp=0)
    made = dict(Night.objects.order_by("night").values_list("night", "outcome"))
    assert made == dict.fromkeys(slept_for_a_week, "unsafe")
    assert not PlaceRequest.objects.filter(status="waiting").exists()


def test_a_night_on_which_nothing_happened_is_made_up_once(slept_for_a_week):
    jobs.settle_nights(timestamp=0)
    before = list(SettledNight.objects.order_by("night").values_list("night", "settled_at"))
    assert [night for night, _at in before] == slept_for_a_week
    jobs.settle_nights(timestamp=0)
    assert list(SettledNight.objects.order_by("night").values_list("night", "settled_at")) == before


def test_a_corrected_night_is_still_to_be_made_up_for_the_others(slept_for_a_week, person_of, us):
    fourth = slept_for_a_week[3]
    other = person_of("En anden")
    correct_night(person_id=other.pk, night=fourth, outcome="safe", what_happened="", by=us, at=timezone.now())
    jobs.settle_nights(timestamp=0)
    assert Night.objects.filter(night=fourth).count() == 2


def test_a_night_that_fails_does_not_stop_the_others_and_is_made_up_next_time(slept_for_a_week):
    """A constraint of the day's own makes one night fail, as a fault in its rows would."""
    third = slept_for_a_week[2]
    refuse = f"ALTER TABLE safe_night_night ADD CONSTRAINT fails CHECK (night <> '{third}')"
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(refuse)
    with pytest.raises(IntegrityError):
        jobs.settle_nights(timestamp=0)
    assert unsettled_nights(viewer=system("test"), at=timezone.now()) == [third]
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE safe_night_night DROP CONSTRAINT fails")
    jobs.settle_nights(timestamp=0)
    assert Night.objects.filter(night=third).exists()


def test_the_alarm_and_the_leader_are_told_until_the_command_mends_it(
    slept_for_a_week, client, client_of, leader, coordinator, capsys
):
    days = [night.isoformat() for night in slept_for_a_week]
    asked = client.get("/health?jobs").json()["overdue"]["safe_night"]
    assert asked == days[: len(asked)]
    assert len(days) - len(asked) <= 1  # the last night may be an hour old
    assert client.get("/health").status_code == 200  # pages are served all the same
    today = tight(client_of(leader).get(reverse("staff:today")).content.decode())
    assert f"{len(asked)} nætter er ikke gjort op" in today
    assert "manage.py settle_nights" in today
    assert " og flere" in today
    assert "ikke gjort op" not in client_of(coordinator).get(reverse("staff:today")).content.decode()
    call_command("settle_nights")
    assert capsys.readouterr().out == f"Made up: {', '.join(days)}.\n"
    assert client.get("/health?jobs").json()["overdue"] == {}
    assert "ikke gjort op" not in client_of(leader).get(reverse("staff:today")).content.decode()
    call_command("settle_nights")
    assert capsys.readouterr().out == "Every night that is over was made up already.\n"


def test_a_single_night_is_named_alone_and_to_the_leader_only(slept_for_a_week, leader, coordinator, viewer_for):
    jobs.settle_nights(timestamp=0)
    SettledNight.objects.filter(night=slept_for_a_week[3]).delete()
    now = timezone.now()
    for user, number in ((leader, 1), (coordinator, 0)):
        with looking_as(viewer_for(user)):
            steps = list(leaders_steps(viewer_for(user), now))
        assert len(steps) == number
        assert not [step for step in steps if " og flere" in step.why]


def test_no_job_waits_for_one_hour_of_the_day():
    """A machine that sleeps every night would never do it."""
    assert [name for name, times in TIMES.items() if times.split()[1:] != ["*"] * 4] == []
