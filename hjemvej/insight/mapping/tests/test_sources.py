"""Does the count know which sources knew a citizen in a week, and nothing but how many?"""

import datetime
from collections import Counter

import pytest

from conftest import membership_of
from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.ground.casework.models import Note
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import House, Place, Room
from hjemvej.insight.mapping import queries
from hjemvej.insight.mapping.queries.leaving import weeks_of
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import system

TEST = system("test")
MONDAY = datetime.date(2026, 11, 16)
WEEK = datetime.timedelta(days=7)
AT = datetime.datetime(2026, 11, 18, 12, tzinfo=datetime.UTC)


@pytest.fixture
def made(db, coordinator, shelter):
    """One known to the team and the shelter, one to the hospital alone, and one held a bed and never came."""
    team = membership_of(coordinator).organisation
    both, patient, absent = (
        Person.objects.create(given_names="Testa", surname=f"Prøve {n}", created_at=AT) for n in "abc"
    )
    Note.objects.create(
        person=both, kind="contact", happened_at=AT, written_at=AT, text="Opdigtet", author=coordinator,
        organisation=team,
    )  # fmt: skip
    house = House.objects.create(name="Huset", kind="shelter", organisation=shelter, municipality_code="350")
    room = Room.objects.create(house=house, name="Værelse 1")
    for person, arrived_at, status in ((both, AT, "staying"), (absent, None, "did_not_come")):
        place = Place.objects.create(room=room, label=f"plads {person.surname}")
        Occupancy.objects.create(
            place=place, house=house, person=person, from_night=AT.date(), status=status, arrived_at=arrived_at,
            made_at=AT, held_until=AT,
        )  # fmt: skip
    hospital = Organisation.objects.create(name="Sygehuset", kind="health")
    Inquiry.objects.create(
        person=patient, organisation=team, sent_by=hospital, received_at=AT, recorded_at=AT, channel="partner",
        asker_kind="professional", text="Opdigtet",
    )  # fmt: skip
    return both, patient, absent


def test_people_are_counted_by_the_set_of_sources_that_knew_them(made):
    known = queries.known_to(MONDAY, MONDAY + WEEK, viewer=TEST)
    assert known == Counter({frozenset({"shelter", "team"}): 1, frozenset({"health"}): 1})
    later = queries.known_to(MONDAY + WEEK, MONDAY + 2 * WEEK, viewer=TEST)
    assert later == Counter({frozenset({"shelter"}): 1}), "the stay goes on"


def test_the_sources_of_the_erased_stay_by_week(made):
    both, _patient, _absent = made
    weeks = {week.week_on: week.sources for week in weeks_of(both.pk, both.pk, on=MONDAY + WEEK, viewer=TEST)}
    assert [name for name in weeks[MONDAY] if name.startswith("by-")] == ["by-shelter", "by-team"]
