"""Does no list of the night tell where a protected citizen sleeps?"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hjemvej.efforts.safe_night.conftest import add_occupancy
from hjemvej.efforts.safe_night.models import Night, Occupancy
from hjemvej.efforts.safe_night.mornings.forms import CorrectNight
from hjemvej.ground.shelters.rules import night_of

DAY = datetime.timedelta(days=1)


@pytest.fixture
def two(person_of, shelter_house, places, clock_stands):
    """A protected citizen and another, each with a place held tonight, who slept there last night too."""
    at = timezone.now()
    people = person_of("Synlig"), person_of("Skjult", protection="address")
    for person, place in zip(people, places(shelter_house), strict=True):
        held_until = at + datetime.timedelta(hours=2)
        add_occupancy(person, place, Occupancy.Status.HELD, night_of(at), at, held_until=held_until)
        Night.objects.create(
            person=person, night=night_of(at) - DAY, outcome="safe", house=shelter_house, recorded_at=at
        )
    return people


@pytest.mark.parametrize("page", ["board", "paper"])
def test_a_held_place_of_a_protected_citizen_is_on_no_list(two, page, client_of, coordinator):
    shown = client_of(coordinator).get(reverse(f"safe_night:{page}")).content.decode()
    assert "seng 1" in shown
    assert "seng 2" not in shown
    assert two[1].name.with_code in shown, "the night is known all the same"


def test_who_slept_in_a_house_is_told_without_the_protected(two, shelter_house, client_of, coordinator):
    night = (night_of(timezone.now()) - DAY).isoformat()
    shown = client_of(coordinator).get(reverse("safe_night:slept_inside", args=[night, shelter_house.pk]))
    assert [one.row.person for one in shown.context["nights"]] == [two[0]]
    morning = client_of(coordinator).get(reverse("safe_night:morning_of", args=[night])).context["morning"]
    assert (morning.safe, morning.chairs) == (2, 0), "counted"


@pytest.mark.parametrize(("outcome", "is_right"), [("unsafe", True), ("safe", False), ("missing", False)])
def test_only_a_night_without_a_safe_place_was_outside(outcome, is_right):
    form = CorrectNight({"outcome": outcome, "what_happened": "Mødt kl. 7", "slept_outside": "on"})
    assert form.is_valid() == is_right
    assert is_right or "Sov borgeren ude" in str(form.errors["slept_outside"])
