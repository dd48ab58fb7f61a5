"""Whom do the tests of plans share? Karen, her browser, a citizen of her team, and a way to act as Karen."""

import datetime

import pytest

from hjemvej.ground.people import actions as people
from hjemvej.ground.plans import actions
from hjemvej.platform.access.viewer import looking_as

TODAY = datetime.date(2026, 11, 20)
PLAN = {
    "purpose": "Et sted at bo", "effort": "Støtte to gange om ugen", "duration": "Ni måneder", "together": "mark",
    "provider": "shelter", "provider_words": "Dem, jeg kender", "named_employee": "Mette", "followed": "no",
    "not_followed_because": "Mette har ikke plads",
}  # fmt: skip


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
def act(karen, now):
    """Give `act(action, …)`: do it as Karen, now or at another moment."""

    def do(action, *, at=now, **more):
        with looking_as(karen):
            return action(by=karen, at=at, **more)

    return do


@pytest.fixture
def goal(act, testa):
    return act(
        actions.add_goal, person_id=testa.pk, words="Have mit eget, med en dør jeg kan lukke", dimension="home",
        said_on=TODAY,
    )  # fmt: skip
