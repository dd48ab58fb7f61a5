"""Who and what do the tests of support share? Citizens whom the team follows, a bystander, courses, contacts."""

import datetime

import pytest
from django.utils import timezone

from hjemvej.efforts.support.contacting import actions as contacting
from hjemvej.efforts.support.rules import Method
from hjemvej.efforts.support.running import actions
from hjemvej.platform.access.viewer import looking_as

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
def begin(do, karen):
    def begun(person, method=Method.CTI, **said):
        when = {"at": said.pop("at")} if "at" in said else {}
        chosen = actions.Chosen(method, "Bro ind i egen bolig", said.pop("worker_id", karen.user_id), **said)
        return do(actions.begin_support, person_id=person.pk, chosen=chosen, **when)

    return begun


@pytest.fixture
def log(do, at):
    """Write a contact that happened at a moment, or now."""

    def logged(person, happened_at=None, kind="met", **said):
        what = contacting.Said(happened_at or at, kind, said.pop("place", "home"), **said)
        return do(contacting.log_contact, person_id=person.pk, said=what)

    return logged
