"""Does a database of an earlier version follow when a room moves, and is a new room of the old name left alone?"""

import datetime

import pytest
from django.db import connection

from conftest import as_owner
from hjemvej.ground.shelters.models import House
from hjemvej.platform.operations.moved_tables import follow_moves

AT = datetime.datetime(2026, 11, 20, 8, 0, tzinfo=datetime.UTC)


@pytest.fixture
def house(shelter):
    return House.objects.create(name="Herberg Prøve", kind="shelter", organisation=shelter)


def run(*statements: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def test_a_moved_table_is_renamed_with_all_that_names_it(house):
    with as_owner():
        run(
            "SET CONSTRAINTS ALL IMMEDIATE",
            "DROP TABLE homes_dwellingpicture, homes_tenancy, homes_vacantcount, homes_idlespan, homes_vacancy,"
            " homes_dwelling CASCADE",
            "DELETE FROM django_migrations WHERE app = 'homes'",
            "ALTER TABLE shelters_house RENAME TO homes_house",
            "ALTER TABLE homes_house RENAME CONSTRAINT shelters_house_pkey TO homes_house_pkey",
            "UPDATE django_content_type SET app_label = 'homes' WHERE (app_label, model) = ('shelters', 'house')",
            "DELETE FROM django_migrations WHERE app = 'shelters' AND name <> '0001_initial'",  # all it had then
            "UPDATE django_migrations SET app = 'homes' WHERE app = 'shelters'",
            "INSERT INTO audit_event (at, name, why, details, transaction)"
            " VALUES (now(), 'homes.house_created', '', '{}', 1)",
        )
        assert follow_moves() == ["homes_house"]
        assert run("SELECT count(*) FROM django_migrations WHERE app = 'shelters'") == [(1,)]
        assert run("SELECT count(*) FROM django_migrations WHERE app = 'homes'") == [(0,)]
        assert run("SELECT app_label FROM django_content_type WHERE model = 'house'") == [("shelters",)]
        assert run("SELECT count(*) FROM pg_class WHERE starts_with(relname, 'homes_')") == [(0,)]
        assert run("SELECT count(*) FROM audit_event WHERE name = 'shelters.house_created'") == [(1,)]
    assert House.objects.get().name == "Herberg Prøve"


def test_a_new_room_of_the_old_name_keeps_its_tables_and_migrations(house):
    with as_owner():
        before = run("SELECT name FROM django_migrations WHERE app = 'homes' ORDER BY name")
        assert ("0001_initial",) in before
        assert follow_moves() == []
        assert run("SELECT name FROM django_migrations WHERE app = 'homes' ORDER BY name") == before
        assert run("SELECT to_regclass('homes_dwelling') IS NOT NULL") == [(True,)]
