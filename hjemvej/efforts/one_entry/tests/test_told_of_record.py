"""Which clock does an inquiry start, until the citizen is told that we have a record of them (GDPR art. 13-14)?"""

import datetime

import pytest
from django.utils import timezone

from hjemvej.efforts.one_entry.actions import link_person, record_inquiry
from hjemvej.ground.casework.informing import actions, queries
from hjemvej.ground.people.actions import create_person
from hjemvej.platform.access.viewer import looking_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]
DAY = datetime.timedelta(days=1)


@pytest.fixture
def bo(karen, now):
    with looking_as(karen):
        return create_person(by=karen, at=now - 20 * DAY, given_names="Bo", surname="Borger")


def state(person, viewer, at):
    with looking_as(viewer):
        return queries.state_of(person.pk, viewer=viewer, on=timezone.localdate(at))


def day(viewer, at):
    with looking_as(viewer):
        return [(step.title, step.due_at.date()) for step in queries.steps(viewer, at)]


def test_a_neighbours_call_starts_a_clock_of_a_month_and_the_citizens_own_is_due_at_once(karen, now):
    today = timezone.localdate(now)
    with looking_as(karen):
        told_of = record_inquiry(
            by=karen, at=now, channel="phone", asker_kind="neighbour", new_person="Nils Nabosen", is_named=True
        ).person
        own = record_inquiry(
            by=karen, at=now, channel="desk", asker_kind="self", new_person="Selma Selv", is_named=True
        ).person
    assert state(told_of, karen, now).due.last_day == today.replace(month=12)
    assert state(own, karen, now).due_on == today
    assert day(karen, now) == [("Selma Selv", today)]
    assert {name for name, _due in day(karen, now + 20 * DAY)} == {"Nils Nabosen", "Selma Selv"}


def test_an_inquiry_tied_later_to_a_citizen_who_called_is_the_first_contact(bo, karen, now):
    with looking_as(karen):
        inquiry = record_inquiry(by=karen, at=now, channel="phone", asker_kind="self", about="en mand")
        link_person(inquiry=inquiry, person_id=bo.pk, by=karen, at=now)
    assert state(bo, karen, now).due_on == timezone.localdate(now)


def test_a_citizen_who_has_been_told_is_not_asked_again_by_a_call(bo, karen, now):
    with looking_as(karen):
        actions.inform(person_id=bo.pk, reached_by="oral", on=timezone.localdate(now), by=karen, at=now)
        for asker in ("self", "neighbour"):
            record_inquiry(by=karen, at=now, channel="phone", asker_kind=asker, person_id=bo.pk)
    assert state(bo, karen, now).kind == "told"
    assert day(karen, now) == []
