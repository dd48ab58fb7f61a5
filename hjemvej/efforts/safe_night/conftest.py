"""Which houses and people do the tests of nights share? All invented."""

import datetime
import uuid
from collections.abc import Callable

import pytest

from hjemvej.efforts.safe_night.board.queries import PeopleTonight, everybody, people
from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.actions import holding, requesting
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import House, OpeningHours, Place, Room
from hjemvej.ground.situations.queries import situations_on
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.identity.models import User

NIGHT = datetime.date(2026, 11, 20)


def add_house(name: str, kind: House.Kind, organisation: Organisation, places: int, **traits: bool) -> House:
    house = House.objects.create(
        name=name, kind=kind, organisation=organisation, municipality_code="350", municipality_name="Lejre",
        phone="00 00 00 00",
    )  # fmt: skip
    room = Room.objects.create(house=house, name="Værelse")
    for number in range(1, places + 1):
        Place.objects.create(room=room, label=f"seng {number}", **traits)
    return house


@pytest.fixture
def shelter_house(shelter: Organisation) -> House:
    return add_house("Forsorgshjemmet Prøve", House.Kind.SHELTER, shelter, 2)


@pytest.fixture
def cafe_house(night_cafe: Organisation) -> House:
    house = add_house("Natcafé Prøve", House.Kind.NIGHT_CAFE, night_cafe, 3, takes_dogs=True)
    for day in range(7):
        OpeningHours.objects.create(
            house=house, weekday=day, opens_at=datetime.time(21), closes_at=datetime.time(8),
            intake_until=datetime.time(23),
        )  # fmt: skip
    return house


def add_occupancy(
    person: Person, place: Place, status: str, from_night: datetime.date, at: datetime.datetime, **facts: object
) -> Occupancy:
    """Lay out a row as it may lie in the table, without an action."""
    values: dict[str, object] = {"made_at": at, **facts}
    house = place.room.house
    occupancy = Occupancy(person=person, place=place, house=house, status=status, from_night=from_night, **values)
    occupancy.save(force_insert=True)
    return occupancy


def add_request(
    person: Person, night: datetime.date, organisation: Organisation, at: datetime.datetime, status: str = "waiting"
) -> PlaceRequest:
    """Lay out a request as it may lie in the table, without an action."""
    return PlaceRequest.objects.create(
        person=person, night=night, organisation=organisation, requested_at=at, status=status
    )


def on_the_board(night: datetime.date, at: datetime.datetime, viewer: Viewer) -> PeopleTonight:
    every = everybody(night, at, viewer=viewer)
    return people(every, every.first, night, at, viewer=viewer)


@pytest.fixture
def person_of(our_team: Organisation, now: datetime.datetime) -> Callable[..., Person]:
    """Give `person_of("Testa", sex="woman")`: somebody our team has a case with."""

    def make(given_names: str, *, organisation: Organisation = our_team, **facts: object) -> Person:
        values: dict[str, object] = {"surname": "Prøvensen", "created_at": now, **facts}
        person = Person(given_names=given_names, **values)
        person.save()
        NeedToKnow.objects.create(person_id=person.pk, organisation=organisation, basis="case", from_at=now)
        return person

    return make


@pytest.fixture
def us(coordinator: User, viewer_for: Callable[[User], Viewer]) -> Viewer:
    return viewer_for(coordinator)


@pytest.fixture
def house_staff(shelter_worker: User, viewer_for: Callable[[User], Viewer]) -> Viewer:
    return viewer_for(shelter_worker)


@pytest.fixture
def night() -> datetime.date:
    return NIGHT


@pytest.fixture
def places() -> Callable[[House], list[Place]]:
    def of(house: House) -> list[Place]:
        return list(Place.objects.filter(room__house=house).order_by("label"))

    return of


@pytest.fixture
def placed(person_of, us, night, now, places):
    """Give `placed("Testa", house)`: somebody with a place held there."""

    def make(name, house, number=0):
        with looking_as(us):
            request = requesting.request_place(
                person_id=person_of_system(person_of, name).pk, night=night, needs=(), by=us, at=now
            )
            return holding.hold_place(request=request, place_id=places(house)[number].pk, by=us, at=now)

    return make


def person_of_system(person_of, name):
    with looking_as(system("test")):
        return person_of(name)


def situation(person_id: uuid.UUID, on: datetime.date) -> str | None:
    rows = situations_on(on, viewer=system("test")).filter(person_id=person_id)
    return rows.values_list("kind", flat=True).first()
