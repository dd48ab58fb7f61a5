"""Is a guest who comes again the same citizen, and does the house learn of nobody else?"""

import datetime
import uuid

import pytest

from hjemvej.efforts.safe_night.conftest import add_occupancy
from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.efforts.safe_night.placing.actions.holding import hold_place
from hjemvej.efforts.safe_night.placing.actions.occupying import AlreadyPlaced, PlaceNoLongerFree
from hjemvej.efforts.safe_night.placing.actions.requesting import request_place
from hjemvej.efforts.safe_night.staying.actions.walking_in import take_in_again
from hjemvej.efforts.safe_night.staying.queries.returning import among_lately_here, lately_here, must_be_asked
from hjemvej.ground.people.models import Person
from hjemvej.ground.people.recognising.rules.said import said_in
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)


@pytest.fixture
def cafe_staff(night_cafe_worker, viewer_for):
    return viewer_for(night_cafe_worker)


@pytest.fixture
def slept(person_of, cafe_house, night, now, places):
    """Give `slept("Testa", days_ago=1)`: a guest of the night café, whom the house still knows."""

    def make(name, *, days_ago=1, number=0, organisation=None, **facts):
        with looking_as(system("test")):
            person = person_of(name, **facts)
            from_night = night - days_ago * DAY
            there = now - days_ago * DAY
            stay = add_occupancy(
                person, places(cafe_house)[number], "ended", from_night, there, until_night=from_night + DAY,
                arrived_at=there, left_at=there + 8 * HOUR,
            )  # fmt: skip
            NeedToKnow.objects.create(
                person_id=person.pk, organisation=cafe_house.organisation, basis="guest", from_at=there
            )
        return stay

    return make


def test_last_nights_guests_come_first_and_last_weeks_are_no_more(slept, cafe_house, cafe_staff, night, person_of):
    person_of("Fremmed")  # of the team's, and never here
    old, earlier, last = slept("Gammel", days_ago=9), slept("Tirsdag", days_ago=3), slept("Igår")
    with looking_as(cafe_staff):
        found = lately_here(cafe_house, night, viewer=cafe_staff)
    assert [(one.stay, one.slept_here) for one in found] == [
        (last, "sov her i går"),
        (earlier, "sov her natten til 18. nov."),
    ]
    assert old not in [one.stay for one in found]


def test_who_is_here_already_or_whom_the_house_no_longer_knows_is_not_offered(
    slept, cafe_house, cafe_staff, night, now, places
):
    here, forgotten = slept("Her"), slept("Glemt", number=1)
    with looking_as(system("test")):
        add_occupancy(
            here.person, places(cafe_house)[2], "staying", night, now, until_night=night + DAY, arrived_at=now
        )
        NeedToKnow.objects.filter(person_id=forgotten.person_id, basis="guest").update(until_at=now - HOUR)
    with looking_as(cafe_staff):
        assert lately_here(cafe_house, night, viewer=cafe_staff) == []


@pytest.mark.parametrize(
    ("typed", "asked"),
    [("Mohamad Prøvensen", True), ("محمد Prøvensen", True), ("Momo", False), ("Fremmed Prøvesnak", False)],
)
def test_a_typed_name_finds_the_guest_and_no_stranger(slept, cafe_house, cafe_staff, night, person_of, typed, asked):
    person_of("Fremmed", surname="Prøvesnak")
    slept("Mohammed")
    with looking_as(cafe_staff):
        lately = lately_here(cafe_house, night, viewer=cafe_staff)
        found = among_lately_here(said_in(typed, night), lately, viewer=cafe_staff)
    assert [one.name for one in must_be_asked(found)] == (["Mohammed Prøvensen"] if asked else [])


def test_three_queries_however_many(slept, cafe_house, cafe_staff, night, django_assert_num_queries):
    for number, name in enumerate(("Ada", "Bea", "Cita")):
        slept(name, number=number)
    with looking_as(cafe_staff), django_assert_num_queries(3):
        assert len(lately_here(cafe_house, night, viewer=cafe_staff)) == 3


def test_one_tap_is_the_same_citizen_in_the_same_bed_and_twice_is_once(slept, cafe_staff, now, night):
    stay = slept("Testa", number=1)
    with looking_as(cafe_staff):
        came = [take_in_again(key=uuid.uuid4(), stay=stay, by=cafe_staff, at=now) for _tap in range(2)]
    assert came[0] == came[1]
    assert (came[0].person_id, came[0].place_id, came[0].from_night) == (stay.person_id, stay.place_id, night)
    assert Event.objects.filter(name="safe_night.walked_in", person_id=stay.person_id).count() == 1
    with looking_as(system("test")):
        assert Person.objects.count() == 1


def test_a_taken_bed_gives_the_next_and_a_full_house_says_so(
    slept, cafe_house, cafe_staff, now, night, places, person_of
):
    stay = slept("Testa")
    with looking_as(system("test")):
        for number in (0, 2):
            add_occupancy(person_of(f"Anden{number}"), places(cafe_house)[number], "staying", night, now,
                          until_night=night + DAY, arrived_at=now)  # fmt: skip
    with looking_as(cafe_staff):
        assert take_in_again(key=uuid.uuid4(), stay=stay, by=cafe_staff, at=now).place_id == places(cafe_house)[1].pk
    other = slept("Sidst", number=1, days_ago=2)
    with looking_as(cafe_staff), pytest.raises(PlaceNoLongerFree, match="ingen ledig plads"):
        take_in_again(key=uuid.uuid4(), stay=other, by=cafe_staff, at=now)


def test_a_place_held_here_is_confirmed_and_a_place_elsewhere_is_not_told(
    slept, cafe_house, shelter_house, us, cafe_staff, now, night, places
):
    stay, other = slept("Testa"), slept("Sidst", number=1)
    with looking_as(us):
        for one, house, number in ((stay, cafe_house, 2), (other, shelter_house, 0)):
            request = request_place(person_id=one.person_id, night=night, needs=(), by=us, at=now)
            hold_place(request=request, place_id=places(house)[number].pk, by=us, at=now)
    with looking_as(cafe_staff):
        came = take_in_again(key=uuid.uuid4(), stay=stay, by=cafe_staff, at=now)
        assert (came.status, came.place_id) == ("staying", places(cafe_house)[2].pk)
        with pytest.raises(AlreadyPlaced) as refused:
            take_in_again(key=uuid.uuid4(), stay=other, by=cafe_staff, at=now)
    assert "Forsorgshjemmet" not in str(refused.value)
    assert "Ring til hjemløseteamet" in str(refused.value)
    with looking_as(system("test")):
        assert Occupancy.objects.filter(person_id=other.person_id, house=cafe_house, from_night=night).count() == 0
