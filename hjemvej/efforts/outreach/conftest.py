"""Who and what do the tests of outreach share? A worker on a round, a place, a citizen who sleeps outside."""

import datetime

import pytest
from django.utils import timezone

from hjemvej.efforts.outreach import actions
from hjemvej.platform.access.viewer import looking_as
from tests import bystanders

DAY = datetime.timedelta(days=1)


@pytest.fixture
def at():
    """Pages go by the clock on the wall."""
    return timezone.now()


@pytest.fixture
def today(at):
    return timezone.localdate(at)


@pytest.fixture
def karen(support_worker, viewer_for):
    return viewer_for(support_worker)


@pytest.fixture
def page(support_worker, client_of):
    return client_of(support_worker)


@pytest.fixture
def ib(homeless):
    return homeless("Ib")


@pytest.fixture
def do(karen, at):
    """Do an action as Karen, at another moment where it is given."""

    def act(action, *, at=at, **said):
        with looking_as(karen):
            return action(by=karen, at=at, **said)

    return act


@pytest.fixture
def bystanders_stay_away(monkeypatch):
    """For races: two actions would wait for each other's bystanders."""
    monkeypatch.setattr(bystanders, "_is_called", True)


@pytest.fixture
def park(do):
    return do(actions.add_place, name="Parken ved åen", coarseness="area", where="Ad stien bag hallen")


@pytest.fixture
def meet(do, at):
    """Write a meeting that happened at a moment, or now; with a citizen, or with somebody by what they are called."""

    def met(whom, happened_at=None, place=None, **said):
        person_id, known_as = (None, whom) if isinstance(whom, str) else (whom.pk, "")
        when = happened_at or at
        what = actions.Said(when, **said)
        return do(actions.write_meeting, at=when, person_id=person_id, known_as=known_as, place=place, said=what)

    return met
