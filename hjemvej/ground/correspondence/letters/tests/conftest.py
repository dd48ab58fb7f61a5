"""Who and what do the tests of letters share? A worker, two citizens, and a letter that lies ready."""

import pytest

from hjemvej.ground.correspondence.letters import actions
from hjemvej.ground.correspondence.letters.rules.fields import fields_of
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as


@pytest.fixture
def karen(coordinator, viewer_for, clock_stands):
    return viewer_for(coordinator)


@pytest.fixture
def page(karen, coordinator, client_of):
    return client_of(coordinator)


@pytest.fixture
def testa(karen, now):
    with looking_as(karen):
        return people.create_person(by=karen, at=now, given_names="Testa", surname="Prøvesen")


@pytest.fixture
def berta(karen, now):
    """A bystander."""
    with looking_as(karen):
        return people.create_person(by=karen, at=now, given_names="Berta", surname="Uberørt")


@pytest.fixture
def drafted(karen, testa, now):
    """Give `drafted("hearing", om=…)`: a letter to Testa, with a word for every field that is not given."""

    def draft(kind="free", *, person=None, about_id=None, **values):
        every = {name: f"{name} her" for name in fields_of(kind) if name != "navn"}
        with looking_as(karen):
            return actions.draft_letter(
                person_id=(person or testa).pk, kind=kind, values={**every, **values}, about_id=about_id, by=karen,
                at=now,
            )  # fmt: skip

    return draft


@pytest.fixture
def sent(karen, drafted, now):
    """Give `sent("free")`: a letter that lies ready to be given."""

    def send(kind="free", *, channel="handed_over", **more):
        letter = drafted(kind, **more)
        with looking_as(karen):
            return actions.send_letter(letter=letter, channel=channel, by=karen, at=now)

    return send
