"""Fixtures: a citizen in a shelter of ours since a day, with a rate, and who looks."""

import datetime
from decimal import Decimal

import pytest
from django.apps import apps

from hjemvej.ground.decisions.models import Decision
from hjemvej.ground.people import actions as people
from hjemvej.ground.shelters.models import DayRate, House, Place, Room
from hjemvej.platform.access.viewer import looking_as

D = datetime.date
DAY = datetime.timedelta(days=1)


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def person(karen, now):
    with looking_as(karen):
        return people.create_person(by=karen, at=now, given_names="Testa", surname="Prøve")


@pytest.fixture
def bed(our_team):
    house = House.objects.create(
        name="Vores herberg", kind="shelter", organisation=our_team, municipality_code="265", municipality_name="Prøve"
    )
    DayRate.objects.create(house=house, kroner=Decimal(1500), valid_from=D(2023, 1, 1), paragraph="Aftale",
                           source="Takstblad", certainty="read")  # fmt: skip
    return Place.objects.create(room=Room.objects.create(house=house, name="1"), label="a")


@pytest.fixture
def stay(karen, bed, now):
    """Give `stay(person, first, until)`: who has left by then has ended; `leaves` is an agreed day."""

    def make(person, first, until=None, *, leaves=None):
        with looking_as(karen):
            return apps.get_model("safe_night", "Occupancy").objects.create(  # the hook asks for an effort's rows
                person=person, place=bed, house=bed.room.house, from_night=first, until_night=until or leaves,
                status="ended" if until else "staying", made_at=now,
            )  # fmt: skip

    return make


@pytest.fixture
def decide(karen):
    """Give `decide(person, sent_at)`: § 85 a granted, sent at a moment."""

    def make(person, sent_at, **other):
        said = {"basis_key": "support_85a", "granted": "wholly", **other}
        with looking_as(karen):
            return Decision.objects.create(
                person=person, organisation_id=karen.team_id, author_id=karen.user_id, title="Bostøtte",
                paragraph="SEL § 85 a", decided="Ja.", reasons="Fordi.", complaint_text="Klag til Ankestyrelsen.",
                written_at=sent_at, sent_at=sent_at, sent_by_id=karen.user_id, **said,
            )  # fmt: skip

    return make
