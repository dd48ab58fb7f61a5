"""Are the nights of those whom only their stays tell of the same, written by the stay, as weighed night by night?"""

import datetime
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hjemvej.efforts.safe_night.conftest import add_occupancy
from hjemvej.efforts.safe_night.models import Night, SettledNight, ToldNight
from hjemvej.efforts.safe_night.mornings.actions import deriving
from hjemvej.efforts.safe_night.mornings.queries.verdicts import verdicts_of
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.rules import Kind
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event

DAY = datetime.timedelta(days=1)
NIGHTS = 60
MACHINE = system("Natten gøres op")
KINDS = [Kind.UNKNOWN, Kind.STREET, Kind.FAMILY_FRIENDS, Kind.SHELTER, Kind.NIGHT_CAFE, Kind.OWN_HOME, Kind.PRISON,
         Kind.HOTEL]  # fmt: skip


@pytest.fixture
def settled(night, now):
    """Sixty nights that are made up; one before the last is not, as when the machine slept."""
    nights = [night - back * DAY for back in range(NIGHTS) if back != 5]
    SettledNight.objects.bulk_create(SettledNight(night=one, settled_at=now) for one in nights)
    return sorted(nights)


@pytest.fixture
def slept(night, now, shelter_house, cafe_house):
    """Give `slept(person, rng)`: places without a gap from some day on, the last perhaps still going on."""

    def write(person, rng):
        begins = night - rng.randrange(3, NIGHTS + 20) * DAY
        for _stay in range(rng.randrange(1, 6)):
            kind = rng.choice(KINDS)
            ends = begins + rng.randrange(1, 25) * DAY if rng.random() < 0.8 else None
            house = {Kind.SHELTER: shelter_house, Kind.NIGHT_CAFE: cafe_house}.get(kind) if rng.random() < 0.7 else None
            Situation.objects.create(
                person=person, kind=kind, from_on=begins, until_on=ends, house=house, source="os", certainty="heard",
                recorded_at=now,
            )  # fmt: skip
            if ends is None:
                return
            begins = ends
        Situation.objects.create(
            person=person, kind=Kind.UNKNOWN, from_on=begins, source="os", certainty="assumed", recorded_at=now
        )

    return write


def test_written_by_the_stay_they_are_as_weighed_night_by_night(
    settled, slept, person_of, us, shelter_house, places, night, now
):
    rng = random.Random(8)
    people = [person_of(f"Nr. {number}") for number in range(60)]
    for person in people:
        slept(person, rng)
    add_occupancy(people[0], places(shelter_house)[0], "staying", night - 3 * DAY, now, arrived_at=now)
    ToldNight.objects.create(
        person=people[1], night=night, outcome="unsafe", told_at=now, told_by_id=us.user_id, what_happened="set"
    )
    bystander = person_of("Anden")
    slept(bystander, rng)
    ids = [person.pk for person in people]
    deriving.make_nights_again(ids, by=us, at=now)
    with looking_as(MACHINE):
        weighed = verdicts_of(settled, viewer=MACHINE, person_ids=ids)
    expected = {
        (person_id, when, made.outcome, made.why, made.house_id, made.words, made.in_homelessness)
        for (person_id, when), made in weighed.items()
    }
    fields = ("person_id", "night", "outcome", "why", "house_id", "what_happened", "in_homelessness")
    assert set(Night.objects.filter(superseded_at=None).values_list(*fields)) == expected
    assert len({row[2] for row in expected}) > 3, "of most kinds"
    told = Event.objects.filter(name="safe_night.night_made_again")
    assert {event.person_id: event.details["nights"] for event in told} == {
        person_id: sum(row[0] == person_id for row in expected) for person_id in {row[0] for row in expected}
    }
    assert {event.user_id for event in told} == {us.user_id}


def test_from_a_day_on_the_nights_before_it_are_left(settled, slept, person_of, us, night, now):
    person = person_of("Testa")
    Situation.objects.create(
        person=person, kind=Kind.STREET, from_on=night - 40 * DAY, source="os", certainty="heard", recorded_at=now
    )
    deriving.make_nights_again([person.pk], from_on=night - 2 * DAY, by=us, at=now)
    assert set(Night.objects.values_list("night", flat=True)) == {night, night - DAY, night - 2 * DAY}


def test_a_list_of_many_asks_no_more_than_a_list_of_one(settled, person_of, us, night, now):
    people = [person_of(f"Nr. {number}") for number in range(31)]
    for person in people:
        Situation.objects.create(
            person=person, kind=Kind.STREET, from_on=night - 40 * DAY, source="os", certainty="heard", recorded_at=now
        )
    asked = []
    for some in (people[:1], people[1:]):
        with CaptureQueriesContext(connection) as queries:
            deriving.make_nights_again([person.pk for person in some], by=us, at=now)
        asked.append(len(queries))
    assert asked[1] <= asked[0] <= 25
    assert Night.objects.count() == 31 * 40
