"""Who and what do the tests of following up share? A man on the street whom Karen follows up on, and a bystander."""

import datetime

import pytest

from conftest import member
from hjemvej.ground.casework.models import Coordination, Task
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.roles import Role
from tests.rows import saved

DAY = datetime.timedelta(days=1)


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def omar(our_team):
    return member("Omar Prøve Ny", Role.COORDINATOR, our_team)


@pytest.fixture
def sleeps_out(our_team, now):
    """Give `sleeps_out(name, coordinator)`: a citizen who sleeps outside, with a next step in three days."""

    def made(name, coordinator=None, kind="gade", team=our_team, step=True):
        person = saved(Person, given_names=name, surname="Prøve", created_at=now - 90 * DAY)
        NeedToKnow.objects.create(person_id=person.pk, organisation=team, basis="case", from_at=now - 90 * DAY)
        saved(
            Situation, person=person, kind=kind, from_on=now.date() - 60 * DAY, recorded_at=now - 60 * DAY, house=None
        )
        if coordinator:
            saved(Coordination, person=person, coordinator=coordinator, from_on=now.date() - 50 * DAY)
        if step:
            saved(
                Task, person=person, organisation=team, kind="own", title="Ring til huset", due_at=now + 3 * DAY,
                created_at=now - DAY, assigned_to=coordinator,
            )  # fmt: skip
        return person

    return made


@pytest.fixture
def ib(sleeps_out, coordinator):
    return sleeps_out("Ib", coordinator)


@pytest.fixture
def bystander(sleeps_out, coordinator):
    return sleeps_out("Bodil", coordinator)
