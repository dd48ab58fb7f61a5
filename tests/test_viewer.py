"""Do queries answer for the viewer they are given, and fail for another?"""

import contextvars

import pytest
from django.db import DatabaseError, connection, transaction

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import AnotherViewerLooks, looking_as, system


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def bo(support_worker, viewer_for):
    """Make a viewer of the same team: PostgreSQL would show both the same citizens."""
    return viewer_for(support_worker)


@pytest.fixture
def otto(colleague_in_other_team, viewer_for):
    return viewer_for(colleague_in_other_team)


@pytest.fixture
def citizen(our_team, now):
    person = Person.objects.create(given_names="Egon", surname="Prøvensen", created_at=now)
    NeedToKnow.objects.create(person_id=person.pk, organisation=our_team, basis="case", from_at=now)
    return person


@pytest.fixture
def bystander(other_team, now):
    person = Person.objects.create(given_names="Fremmed", surname="Prøvensen", created_at=now)
    NeedToKnow.objects.create(person_id=person.pk, organisation=other_team, basis="case", from_at=now)
    return person


def ids_asked_by_cursor(viewer):
    with viewer.cursor() as cursor:
        cursor.execute("SELECT id FROM people_person")
        return [row[0] for row in cursor.fetchall()]


def test_a_viewer_who_looks_is_shown_their_rows(karen, otto, citizen, bystander):
    for viewer, seen in ((karen, citizen), (otto, bystander)):
        with looking_as(viewer):
            assert [person.pk for person in viewer.rows_of(Person)] == [seen.pk]
            assert ids_asked_by_cursor(viewer) == [seen.pk]


def test_a_query_for_another_viewer_than_the_looking_viewer_fails(karen, bo, otto, citizen, bystander):
    for looking, asking in ((karen, otto), (karen, bo), (karen, system("a job")), (system("a job"), karen)):
        with looking_as(looking):
            with pytest.raises(AnotherViewerLooks, match=f"for {asking.name!r}, but {looking.name!r} is looking"):
                asking.rows_of(Person)
            with pytest.raises(AnotherViewerLooks):
                asking.cursor()


def test_the_earlier_viewer_looks_again_afterwards(karen, otto, citizen, bystander):
    with looking_as(karen):
        with looking_as(otto):
            assert otto.rows_of(Person).get() == bystander
        assert karen.rows_of(Person).get() == citizen
        with pytest.raises(DatabaseError), transaction.atomic(), looking_as(otto), connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")
        assert karen.rows_of(Person).get() == citizen
        with pytest.raises(AnotherViewerLooks):
            otto.rows_of(Person)


def test_the_system_is_the_system_whatever_its_reason(citizen, bystander):
    with looking_as(system("a job")):
        assert system("another job").rows_of(Person).count() == 2


def test_a_system_that_acts_for_others_gets_the_systems_rows(karen, citizen, bystander):
    with looking_as(system("a demo", acts_for_others=True)):
        assert karen.rows_of(Person).count() == 2


def test_without_a_looking_viewer_every_query_fails(karen):
    with pytest.raises(AnotherViewerLooks, match="but 'nobody' is looking"):
        contextvars.Context().run(karen.rows_of, Person)
