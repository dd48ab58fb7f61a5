"""Which names does a list of thousands show, now and as known then?"""

import datetime

import pytest
from django.db.models.expressions import RawSQL

from hjemvej.ground.people import actions, queries
from hjemvej.ground.people.models import Person, PersonName
from hjemvej.platform.access.viewer import looking_as

DAY = datetime.timedelta(days=1)


@pytest.fixture
def by(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def renamed(by, now):
    """Give `renamed(…)`: a person known by a description until ten days ago."""

    def make(given_names, **facts):
        with looking_as(by):
            person = actions.create_person(
                by=by, at=now - 30 * DAY, description=f"Ukendt, kaldes {given_names}", born_year=1980, **facts
            )
            return actions.learn_name(
                person=person, given_names=given_names, surname="Prøvesen", by=by, at=now - 10 * DAY
            )

    return make


def called(by, now, known_at=None):
    with looking_as(by):
        ids = RawSQL("SELECT id FROM people_person", [])
        return queries.names_and_ages(ids, viewer=by, on=now.date(), known_at=known_at)


def test_people_with_another_name_then_are_listed_with_both_names(by, now, renamed):
    person, bystander = renamed("Testa"), renamed("Fiktiv")
    PersonName.objects.filter(person=bystander).update(known_until=now - 25 * DAY)
    name, age = called(by, now)[person.pk]
    assert (name, age) == ("Testa Prøvesen", f"{now.year - 1981}-{now.year - 1980} år")
    then = called(by, now, known_at=now - 20 * DAY)
    assert then[person.pk][0] == "Ukendt, kaldes Testa (nu Testa Prøvesen)"
    assert then[bystander.pk][0] == "Fiktiv Prøvesen"


def test_a_description_that_still_holds_is_no_earlier_name(by, now, renamed):
    person = renamed("Testa")
    PersonName.objects.filter(person=person).update(known_until=None)
    assert called(by, now, known_at=now - 20 * DAY)[person.pk][0] == "Testa Prøvesen"


def test_an_alias_of_that_time_is_no_earlier_name(by, now, renamed):
    person = renamed("Testa")
    PersonName.objects.filter(person=person).update(kind=PersonName.Kind.ALIAS)
    assert called(by, now, known_at=now - 20 * DAY)[person.pk][0] == "Testa Prøvesen"


def test_a_protected_person_is_masked_in_both_times(by, now, renamed):
    person, bystander = renamed("Hemmelia", protection=Person.Protection.ADDRESS), renamed("Testa")
    for known_at in (None, now - 20 * DAY):
        names = called(by, now, known_at=known_at)
        assert names[person.pk][0] == "Beskyttet borger"
        assert "Testa" in names[bystander.pk][0]
