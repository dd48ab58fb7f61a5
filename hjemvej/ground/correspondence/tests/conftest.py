"""What do this room's tests share? A citizen, a message about them, and bystanders' messages."""

import datetime

import pytest
from django.utils import timezone

from hjemvej.ground.correspondence import actions, queries
from hjemvej.ground.correspondence.models import Message
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.outside.handing_over import SENT


@pytest.fixture
def by(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def at():
    return timezone.now().replace(microsecond=0) - datetime.timedelta(minutes=1)


@pytest.fixture
def citizen(at):
    """Give `citizen(by, "Testa")`: a citizen that the viewer's team knows."""

    def create(by, name, **more):
        with looking_as(by):
            return people.create_person(by=by, at=at, given_names=name, surname="Prøvesen", **more)

    return create


@pytest.fixture
def testa(citizen, by):
    return citizen(by, "Testa")


@pytest.fixture
def write(by, at):
    """Give `write(person=testa, by=by, ...)`: a message in the outbox."""

    def written(person=None, by=by, **more):
        given = {"channel": "email", "to_address": "nabo@example.org", "to_name": "Nabo Opdigtet", "subject": "Svar",
                 "text": "Vi ser på den.", **more}  # fmt: skip
        with looking_as(by):
            return actions.write_message(person_id=person and person.pk, by=by, at=at, **given)

    return written


@pytest.fixture
def message(write, testa):
    return write(testa)


@pytest.fixture
def bystanders(write, citizen, by, colleague_in_other_team, viewer_for):
    """Write messages about another citizen of ours, about no citizen, and by another team about its own citizen."""
    them = viewer_for(colleague_in_other_team)
    written = [
        write(citizen(by, "Nabo"), to_address="nabo2@example.org"),
        write(to_address="ingen@example.org"),
        write(citizen(them, "Fremmed"), by=them, to_address="fremmed@example.org"),
    ]
    return {message.pk for message in written}


@pytest.fixture
def whole_table():
    """Give `whole_table()`: every row as it is now, to compare before and after."""
    return lambda: {row["id"]: row for row in Message.objects.values()}


class Mail:
    """A mail system with a set answer, which remembers each message it gets."""

    def __init__(self):
        self.answer, self.handed, self.on = SENT, [], True

    def is_on(self):
        return self.on

    def send(self, **message):
        self.handed.append(message)
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer


@pytest.fixture
def mail(monkeypatch):
    """Turn e-mail on."""
    system = Mail()
    monkeypatch.setitem(queries.SYSTEMS, Message.Channel.EMAIL, system)
    return system
