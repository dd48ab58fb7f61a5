"""Is the place that is held one that fits now, and is one like it held where it was taken meanwhile?"""

import pytest
from django.urls import reverse
from django.utils import timezone

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.actions import holding, requesting
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import Place
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.viewer import looking_as, system


@pytest.fixture
def visitor(client_of, coordinator):
    return client_of(coordinator)


@pytest.fixture
def place_request(person_of, us):
    at = timezone.now()
    return requesting.request_place(person_id=person_of("Testa").pk, night=night_of(at), needs=(), by=us, at=at)


def test_the_second_gets_the_next_bed_like_it_and_a_double_click_a_single_one(
    visitor, place_request, us, person_of, shelter_house, places
):
    at, (first, second) = timezone.now(), places(shelter_house)[:2]
    with looking_as(us):
        other = requesting.request_place(
            person_id=_other(person_of).pk, night=place_request.night, needs=(), by=us, at=at
        )
        holding.hold_place(request=other, place_id=first.pk, by=us, at=at)
    url = reverse("safe_night:hold_place", args=[place_request.pk, first.pk])
    assert [visitor.post(url).status_code for _click in range(2)] == [302, 409]  # the second time they have a place
    assert Occupancy.objects.get(request=place_request).place == second


def test_a_page_drawn_before_the_needs_were_known_holds_no_place_that_does_not_fit(
    visitor, place_request, shelter_house, places
):
    place = places(shelter_house)[0]
    PlaceRequest.objects.filter(pk=place_request.pk).update(needs=["wheelchair"])
    answer = visitor.post(reverse("safe_night:hold_place", args=[place_request.pk, place.pk]))
    assert answer.status_code == 409
    assert "Pladsen passer ikke: ikke egnet til kørestol." in answer.content.decode()
    Place.objects.filter(pk=place.pk).update(is_women_only=True, is_wheelchair_accessible=True)
    Person.objects.filter(pk=place_request.person_id).update(sex="man")
    answer = visitor.post(reverse("safe_night:hold_place", args=[place_request.pk, place.pk]))
    assert "Pladsen passer ikke: kun for kvinder." in answer.content.decode()
    assert not Occupancy.objects.filter(request=place_request).exists()


def _other(person_of):
    with looking_as(system("test")):
        return person_of("Eksempel")
