"""Who do the tests of Housing First share? A coordinator, a citizen on the street, and a bystander in the same team."""

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as, system

DAY = datetime.timedelta(days=1)


@pytest.fixture
def at():
    """Pages go by the clock on the wall."""
    return timezone.now()


@pytest.fixture
def today(at):
    return timezone.localdate(at)


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def page(coordinator, client_of):
    return client_of(coordinator)


@pytest.fixture
def homeless(karen, at, today) -> Callable[..., Person]:
    """Make a citizen in homelessness for some days, whom a team follows."""

    def make(name: str, days: int = 43, *, team=None, kind: str = "gade", **person) -> Person:
        with looking_as(system("test")):
            made = Person.objects.create(given_names=name, surname="Eksempel", created_at=at, **person)
            team_id = team.pk if team else karen.team_id
            open_need(person_id=made.pk, organisation_id=team_id, basis=NeedToKnow.Basis.CASE, by=karen, at=at)
            Situation.objects.create(
                person=made, kind=kind, from_on=today - days * DAY, source="os", certainty="seen",
                recorded_at=at - days * DAY,
            )  # fmt: skip
        return made

    return make


@pytest.fixture
def ib(homeless):
    return homeless("Ib")


@pytest.fixture(autouse=True)
def bystander(homeless):
    return homeless("Uberørt", days=3)
