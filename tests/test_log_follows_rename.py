"""Does the log of a column follow when a migration renames the column?"""

import datetime

import pytest
from django.db import connection

from conftest import as_owner
from hjemvej.ground.people.actions import create_person, set_protection
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Change
from hjemvej.platform.audit.renaming import log_follows_rename

LAST_DAY = datetime.date(2027, 9, 1)
OLD, NEW = "protection_last_on", "protection_until"


@pytest.fixture
def changed(coordinator, viewer_for, now):
    """Protect a person, which logs a change with both sides."""
    by = viewer_for(coordinator)
    with looking_as(by):
        person = create_person(by=by, at=now, given_names="Testa")
        set_protection(person=person, protection="address", last_on=LAST_DAY, by=by, at=now)
    return Change.objects.get(person_id=person.pk, operation="update", after__has_key=OLD)


def logged():
    return {row.pk: (row.before or {}, row.after or {}) for row in Change.objects.all()}


def renamed(side):
    return {NEW if key == OLD else key: value for key, value in side.items()}


def run(sql):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_both_sides_of_a_change_follow_the_column_and_back_again(changed):
    was = logged()
    assert was[changed.pk][1][OLD] == str(LAST_DAY)
    renaming = log_follows_rename("people_person", OLD, NEW)
    run(renaming.sql)
    assert logged() == {pk: (renamed(before), renamed(after)) for pk, (before, after) in was.items()}
    run(renaming.reverse_sql)
    assert logged() == was


@pytest.mark.usefixtures("changed")
def test_the_log_of_another_table_stays_as_it_is():
    was = logged()
    run(log_follows_rename("people_personname", OLD, NEW).sql)
    assert logged() == was
