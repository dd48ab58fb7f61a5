"""Whom do the tests of network meetings share? Karen, her browser, and a citizen whose case is her team's."""

import datetime

import pytest

from hjemvej.ground.network_meetings import actions
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as

TIMES = [datetime.datetime(2026, 11, day, 9, tzinfo=datetime.UTC) for day in (25, 26)]
IDA = actions.Guest("Ida", "søster", "citizen")


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


@pytest.fixture
def invite(karen, testa, now):
    """Give `invite(...)`: offer Testa two times as Karen."""

    def invited(**changes):
        said = {"about": "Min bolig", "place": "Værestedet", "minutes_long": 60, "times": TIMES, "guests": [IDA]}
        with looking_as(karen):
            return actions.invite_citizen(person_id=testa.pk, by=karen, at=now, **{**said, **changes})

    return invited


@pytest.fixture
def act(karen, now):
    """Give `act(action, meeting, ...)`: do it as Karen."""

    def do(action, meeting, *, at=now, **more):
        with looking_as(karen):
            return action(meeting=meeting, by=karen, at=at, **more)

    return do
