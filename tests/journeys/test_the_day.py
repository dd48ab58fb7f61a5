"""Is an ordinary day seen at one glance, on a desk of 1280 x 800?"""

import datetime

import pytest
from django.utils import timezone

from hjemvej.efforts.safe_night.models import HouseReport, Night
from hjemvej.efforts.safe_night.placing.actions.requesting import request_place
from hjemvej.ground.casework.actions import add_task
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.shelters.models import House, Place, Room
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.viewer import looking_as

PLACES = {
    "Forsorgshjemmet Prøve": 30,
    "Natcaféen Eksempel": 16,
    "Kvindeboligen Prøve": 4,
    "Akutboligerne, Prøvegade": 4,
}


@pytest.fixture
def an_ordinary_day(coordinator, shelter, viewer_for):
    """Four houses, two of them long unheard, three without a place, eight things to do, and a night outside."""
    by, at = viewer_for(coordinator), timezone.now()
    tonight = night_of(at)
    for number, (name, places) in enumerate(PLACES.items()):
        house = House.objects.create(name=name, kind="shelter", organisation=shelter, phone="00 00 00 00", order=number)
        room = Room.objects.create(house=house, name="1")
        Place.objects.bulk_create(Place(room=room, label=str(place)) for place in range(places))
        reported = at - datetime.timedelta(hours=1 if number % 2 else 6)
        HouseReport.objects.create(house=house, night=tonight, free_places=2, reported_at=reported)
    with looking_as(by):
        for number in range(8):
            person = create_person(by=by, at=at, given_names="Testa", surname=f"Prøvesen {number}")
            if number < 3:
                request_place(person_id=person.pk, night=tonight, needs=["dog"], by=by, at=at, note="Set ved stationen")
            add_task(
                person_id=person.pk, organisation_id=by.team_id, kind="own", title="Følg med til visning af lejlighed",
                due_at=at + datetime.timedelta(hours=number), by=by, at=at, assigned_to_id=coordinator.pk,
            )  # fmt: skip
        before = tonight - datetime.timedelta(days=1)
        Night.objects.create(person=person, night=before, outcome="unsafe", recorded_at=at)


def test_nothing_of_an_ordinary_day_lies_below_the_edge(page, sign_in, coordinator, leader, an_ordinary_day, axe):
    for user in (coordinator, leader):
        sign_in(page, user)
        page.goto("/i-dag/")
        page.wait_for_selector("[hx-trigger=load]", state="detached")
        page.get_by_role("link", name="Hele tavlen").wait_for()
        assert page.evaluate("document.documentElement.scrollHeight") <= 800
        assert page.get_by_role("button", name="Log ud").is_visible()
        axe(page)
