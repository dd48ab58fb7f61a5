"""Does the database hold exactly what is declared, and is a difference named by check and mended by migrate?"""

import pathlib

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.models import CASCADE, ForeignKey, Model, UUIDField
from django.test.utils import isolate_apps

from conftest import as_owner
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.models import Change
from hjemvej.platform.audit.row_security import Rows, everybody, needs_to_know, own_organisation
from hjemvej.platform.audit.triggers import not_logged
from hjemvej.platform.operations import declared, making

pytestmark = pytest.mark.django_db
# A change by hand, and the sentence that names it.
BY_HAND = {
    "DROP POLICY need_to_know ON people_person": "The policy people_person.need_to_know is missing.",
    "ALTER POLICY need_to_know ON people_person USING (true)": (
        "The policy people_person.need_to_know is not as migrate made it."
    ),
    "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY": "The row security people_person is missing.",
    "ALTER TABLE people_person DISABLE TRIGGER audit": "The trigger people_person.audit is not as migrate made it.",
    "DROP TRIGGER lock_signed ON casework_note": "The trigger casework_note.lock_signed is missing.",
    "CREATE OR REPLACE VIEW access_need_now AS SELECT person_id, organisation_id, user_id FROM access_needtoknow": (
        "The view access_need_now is not as migrate made it."
    ),
    "ALTER FUNCTION people_survivor_of SET search_path = public": (
        "The function people_survivor_of is not as migrate made it."
    ),
    "ALTER FUNCTION audit_write_change SECURITY INVOKER": "The function audit_write_change is not as migrate made it.",
    "CREATE POLICY planted ON people_person USING (true)": "The policy people_person.planted is not declared.",
    "ALTER TABLE law_rule ENABLE ROW LEVEL SECURITY": "The row security law_rule is not declared.",
    "CREATE TRIGGER planted BEFORE UPDATE ON people_person FOR EACH ROW EXECUTE FUNCTION people_keep_words()": (
        "The trigger people_person.planted is not declared."
    ),
    "CREATE FUNCTION people_planted() RETURNS int LANGUAGE sql AS 'SELECT 1'": (
        "The function people_planted is not declared."
    ),
    "CREATE VIEW people_planted AS SELECT id FROM people_person": "The view people_planted is not declared.",
    "UPDATE operations_made SET declared = 'of before' WHERE name = 'function people_fold'": (
        "The function people_fold is of another version of Hjemvej."
    ),
}


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.parametrize(("by_hand", "fault"), BY_HAND.items())
def test_what_was_changed_by_hand_is_named_and_mended(by_hand: str, fault: str):
    with as_owner():
        assert making.differences() == []
        run(by_hand)
        assert making.differences() == [fault]
        assert [label for label in making.make() if label in fault]
        assert making.differences() == []


def test_nothing_is_done_to_a_database_that_is_as_declared():
    with as_owner():
        assert making.make() == []


def test_a_database_that_an_earlier_version_made_by_migrations_is_made_as_declared():
    with as_owner():
        run(
            "DROP TABLE operations_made",
            "CREATE FUNCTION access_already_knows() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        )
        assert "The function access_already_knows is not declared." in making.differences()
        run("CREATE TABLE operations_made (name text PRIMARY KEY, declared text, form text)")
        made = making.make()
        assert {thing.label for thing in declared.declared()} | {"function access_already_knows"} == set(made)
        assert making.differences() == []


def test_a_made_thing_that_is_gone_is_missing_whatever_is_declared_today():
    with as_owner():
        run("DROP POLICY need_to_know ON people_person")
        assert making.missing() == ["policy people_person.need_to_know"]


def test_a_function_with_another_result_type_is_replaced():
    with as_owner():
        run(
            "DROP FUNCTION people_survivor_of",
            "CREATE FUNCTION people_survivor_of(int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        )
        making.make()
        assert making.differences() == []


def test_search_words_follow_the_way_words_are_folded_today():
    with as_owner():
        run(
            "CREATE OR REPLACE FUNCTION people_fold(words text) RETURNS text LANGUAGE sql AS $$ SELECT 'otherwise' $$",
            "INSERT INTO people_person SELECT (jsonb_populate_record(NULL::people_person, jsonb_build_object("
            " 'id', gen_random_uuid(), 'given_names', 'Agnete', 'surname', 'Prøve', 'description', '',"
            " 'sex', 'unknown', 'born_year_is_guess', false, 'cpr_encrypted', '', 'cpr_waiting', '',"
            " 'protection', 'none',"
            " 'has_no_permanent_stay', false, 'citizenship', '', 'language', '', 'needs_interpreter', false,"
            " 'accessibility_needs', '', 'animals', '', 'channel_of_service', 'unknown', 'search_text', '',"
            " 'created_at', now()))).*",
        )
        making.make()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_candidates(ARRAY['agnete'], '{}', NULL, NULL, 9)")
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize(
    "gone", ["DROP TRIGGER audit ON people_person", "DROP FUNCTION audit_write_change CASCADE"]
)  # fmt: skip
def test_the_log_of_a_table_that_has_none_is_begun_and_the_others_are_left_alone(gone):
    with as_owner():
        run(gone)
        making.begin_logs()
        assert making.differences() == []
        making.begin_logs()


def test_rows_that_a_migration_puts_into_a_new_table_are_logged():
    assert Change.objects.filter(table_name="law_rule", operation="insert", user_id=None).count() > 10


def test_check_says_what_differs_and_how_to_mend_it():
    call_command("check", databases=["default"])
    with as_owner():
        run("DROP POLICY need_to_know ON people_person")
    with pytest.raises(SystemCheckError, match=r"(?s)people_person.need_to_know is missing.*manage.py migrate"):
        call_command("check", databases=["default"])


@isolate_apps("hjemvej.ground.people")
@pytest.mark.parametrize(
    ("rows", "table"), [(own_organisation(), "people_planted"), (needs_to_know("person_id"), "law_rule")]
)
def test_a_model_without_its_migration_says_how_to_make_one(rows: Rows, table: str, monkeypatch: pytest.MonkeyPatch):
    """Its table is not there, or has no such column."""

    class Planted(Model):
        person_id = UUIDField()
        organisation = ForeignKey(Organisation, CASCADE, related_name="+")

        class Meta:
            app_label = "people"
            db_table = table

    Planted.rows, Planted.changes = rows, not_logged("planted")  # type: ignore[attr-defined]
    Planted.__module__ = "hjemvej.ground.people.models"
    get_models = apps.get_models
    monkeypatch.setattr(apps, "get_models", lambda **options: [*get_models(**options), Planted])
    with as_owner(), pytest.raises(CommandError, match=r"a migration is missing .*makemigrations ROOM"):
        call_command("migrate", verbosity=0, skip_checks=True)


@isolate_apps("hjemvej.ground.people")
def test_a_table_without_rows_or_changes_is_named(monkeypatch: pytest.MonkeyPatch):
    class Planted(Model):
        class Meta:
            app_label = "people"

    Planted.__module__ = "hjemvej.ground.people.models"
    get_models = apps.get_models  # all of them stand there: Django keeps what it finds about each
    monkeypatch.setattr(apps, "get_models", lambda **options: [*get_models(**options), Planted])
    with pytest.raises(SystemCheckError, match=r"people.Planted does not say who sees and writes its rows"):
        call_command("check")
    Planted.rows = everybody("planted")  # type: ignore[attr-defined]
    with pytest.raises(SystemCheckError, match=r"people.Planted does not say whether its changes are logged"):
        call_command("check")


def test_the_sql_of_other_packages_is_left_alone(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "sql" / "planted.sql"
    file.parent.mkdir()
    file.write_text("DROP TABLE theirs")
    monkeypatch.setattr(apps.get_app_config("sessions"), "path", str(tmp_path))
    assert "function planted" not in {thing.label for thing in declared.declared()}


@pytest.mark.parametrize("sql", ["CREATE FUNCTION people_other() RETURNS int", "DROP TABLE people_person"])
def test_a_file_that_makes_a_thing_of_another_name_is_named(
    sql: str, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
):
    file = tmp_path / "sql" / "people_planted.sql"
    file.parent.mkdir()
    file.write_text(sql)
    monkeypatch.setattr(apps.get_app_config("people"), "path", str(tmp_path))
    with pytest.raises(declared.Undeclared, match="called people_planted"):
        declared.declared()
