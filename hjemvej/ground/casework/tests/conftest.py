"""Who and when do the tests of casework share? A coordinator, her browser, and a citizen whose case is her team's."""

import pytest
from django.utils import timezone

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import NeedToKnow


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def page(coordinator, client_of):
    return client_of(coordinator)


@pytest.fixture
def at():
    """Pages go by the clock on the wall; to the minute, as people type it."""
    return timezone.now()


@pytest.fixture
def person(karen, at):
    person = Person.objects.create(given_names="Ib", surname="Eksempel", created_at=at)
    open_need(person_id=person.pk, organisation_id=karen.team_id, basis=NeedToKnow.Basis.CASE, by=karen, at=at)
    return person
