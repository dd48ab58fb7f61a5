"""Whom do the tests of requests share? Karen, her browser, and a citizen whose case is her team's."""

import pytest

from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def page(coordinator, client_of, clock_stands):
    return client_of(coordinator)


@pytest.fixture
def testa(karen, now):
    with looking_as(karen):
        return people.create_person(by=karen, at=now, given_names="Testa", surname="Prøvesen")
