"""Whom do the tests of referrals share? Karen, her browser, a citizen whose case is her team's, and a bystander."""

import datetime

import pytest

from hjemvej.ground.people import actions as people
from hjemvej.ground.referrals import actions
from hjemvej.ground.referrals.models import Matter
from hjemvej.platform.access.viewer import looking_as

DUE = datetime.date(2026, 12, 4)


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
def matter():
    """Give `matter(key)`: something that can be asked for."""
    return lambda key="furniture": Matter.objects.get(key=key)


@pytest.fixture
def ask(karen, testa, matter, now):
    """Give `ask(...)`: ask a unit about Testa as Karen."""

    def asked(key="furniture", *, person=testa, **changes):
        said = {"words": "Seng og dyne", "right": "citizen", "expected_on": DUE, **changes}
        with looking_as(karen):
            return actions.ask_unit(person_id=person.pk, matter=matter(key).pk, by=karen, at=now, **said)

    return asked


@pytest.fixture
def act(karen, now):
    """Give `act(action, referral, ...)`: do it as Karen."""

    def do(action, referral, *, at=now, **more):
        with looking_as(karen):
            return action(referral=referral, by=karen, at=at, **more)

    return do
