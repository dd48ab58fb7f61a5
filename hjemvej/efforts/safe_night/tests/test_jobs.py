"""Do holds run out and nights get made up by themselves, at the times of the timetable?"""

import datetime

import pytest
from django.utils import timezone

from hjemvej.config.timetable import TIMES
from hjemvej.efforts.safe_night import jobs
from hjemvej.efforts.safe_night.models import Night, Occupancy
from hjemvej.efforts.safe_night.placing.actions import holding, requesting
from hjemvej.ground.situations.rules import night_of

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
