"""Which people do the tests of figures count? All invented."""

import datetime

import pytest
from django.conf import settings as django_settings

from hjemvej.ground.people.models import Person, ResponsibleMunicipality
from hjemvej.ground.situations.actions import record_situation
from hjemvej.insight.mapping import queries
from hjemvej.platform.access.viewer import system

TEST = system("test")
TODAY = datetime.date(2026, 11, 20)


def days_ago(days):
    return TODAY - datetime.timedelta(days=days)


def noon(day):
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


@pytest.fixture
def make_person(db):
    """Give `somebody(kind, days)`: a new invented person, in this situation since so many days ago."""

    def make(kind="gade", days=10, certainty="seen", municipality=django_settings.MUNICIPALITY_CODE, **facts):
        person = Person.objects.create(given_names="Testa", surname="Prøve", created_at=noon(days_ago(days)), **facts)
        if municipality:
            ResponsibleMunicipality.objects.create(
                person=person,
                municipality_code=municipality,
                municipality_name="Prøvekøbing",
                from_on=days_ago(2000),
                recorded_at=noon(days_ago(days)),
            )
        move(person, kind, days, certainty)
        return person

    return make


def move(person, kind, days, certainty="seen", known_days=None):
    record_situation(
        person_id=person.pk, kind=kind, from_on=days_ago(days), by=TEST, source="Opdigtet", certainty=certainty,
        at=noon(days_ago(days if known_days is None else known_days)),
    )  # fmt: skip


def population(on=TODAY, known_on=None):
    return {person.person_id: person for person in queries.homeless_people(on, viewer=TEST, known_on=known_on)}
