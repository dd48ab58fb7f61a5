"""May only the house's own people take tonight's list along, and is each name on it a look?"""

import pytest
from django.urls import reverse
from django.utils import timezone

from hjemvej.efforts.safe_night.placing.actions import holding, requesting
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Listed

BY_THE_PAGE = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def held(us, person_of, shelter_house, places):
    at = timezone.now()
    people = [person_of("Testa"), person_of("Hemmelig", protection="address")]
    with looking_as(us):
        for person, place in zip(people, places(shelter_house), strict=False):
            asked = requesting.request_place(person_id=person.pk, night=night_of(at), needs=(), note="", by=us, at=at)
            holding.hold_place(request=asked, place_id=place.pk, by=us, at=at)
    return people


@pytest.fixture
def where(shelter_house):
    return reverse("partner:take_along", args=[shelter_house.pk])


def test_the_list_says_who_and_where_and_each_name_is_a_look(client_of, shelter_worker, held, where):
    found = client_of(shelter_worker).post(where, headers=BY_THE_PAGE).json()
    assert "i nat, som det var kl." in found["heading"]
    names = [row[0] for row in found["rows"]]
    assert names[0] == "Testa Prøvensen"
    assert "Hemmelig" not in str(found)  # a protected guest has a code, here as on the page
    assert all(row[1] and "på vej, reserveret til" in row[2] for row in found["rows"])
    looked_at = Listed.objects.filter(page="partner.take_along", user_id=shelter_worker.pk)
    assert set(looked_at.values_list("person_id", flat=True)) == {person.pk for person in held}


def test_nobody_else_takes_it_along(client_of, client, volunteer, coordinator, held, where):
    for user in (volunteer, coordinator):
        assert client_of(user).post(where, headers=BY_THE_PAGE).status_code == 404
    assert client.post(where, headers=BY_THE_PAGE).status_code == 401
    assert not Listed.objects.filter(page="partner.take_along").exists()


def test_a_browser_that_cannot_lock_it_gets_no_list(client_of, shelter_worker, held, where):
    answer = client_of(shelter_worker).post(where, follow=True)
    assert "når browseren må køre JavaScript" in answer.content.decode()
    assert not Listed.objects.filter(page="partner.take_along").exists()
