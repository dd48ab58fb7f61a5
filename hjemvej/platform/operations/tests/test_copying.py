"""Is nothing written over or thrown away by itself, and does a copy that came back prove that it is whole?

With real copies: tests/bad_days/test_backup.py.
"""

import pathlib

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from conftest import as_owner
from hjemvej.platform.operations import pg_programs
from hjemvej.platform.operations.management.commands import restore


def test_a_backup_is_never_written_over(tmp_path):
    file = tmp_path / "night"
    file.write_text("the night before")
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(file))
    assert file.read_text() == "the night before"


def test_only_a_file_is_restored(tmp_path):
    for file in (tmp_path, tmp_path / "gone"):
        with pytest.raises(CommandError, match="There is no file"):
            call_command("restore", str(file))


@pytest.mark.parametrize(
    ("listed", "server", "is_refused"),
    [
        ("Dumped from database version: 17.2", 16, True),
        ("Dumped from database version: 17.2", 17, False),
        ("Dumped from database version: 17.2", 18, False),
        ("; Archive", 16, False),
    ],
)
def test_a_copy_of_a_newer_server_is_refused(monkeypatch, listed, server, is_refused):
    monkeypatch.setattr(pg_programs, "run", lambda _command: f"; Archive\n; {listed}\n")
    monkeypatch.setattr(pg_programs, "server_version", lambda: server)
    refuse = restore.Command()._refuse_a_newer_servers_copy
    if is_refused:
        with pytest.raises(pg_programs.WrongVersion, match="made by PostgreSQL 17, and this server is 16"):
            refuse("pg_restore", pathlib.Path("night"))
    else:
        refuse("pg_restore", pathlib.Path("night"))


def test_a_full_database_is_not_thrown_away_by_itself(db):
    with pytest.raises(CommandError, match="is not empty"):
        restore.Command()._make_room(False)


def proved(*statements: str) -> str:
    with as_owner():
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        return "\n".join(restore.Command()._prove())


def test_a_whole_copy_says_what_came_back(db):
    said = proved()
    assert said.startswith("Restored: 0 people; ")
    assert "older Hjemvej" not in said


EACH = "DO $$ DECLARE t regclass; BEGIN FOR t IN {} LOOP EXECUTE format({}, t); END LOOP; END $$"
FAULTS = {
    "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY": "without its row-level security or change log",
    EACH.format("SELECT tgrelid FROM pg_trigger WHERE tgname = 'audit'", "'ALTER TABLE %s DISABLE TRIGGER audit'"): (
        "without its row-level security or change log"
    ),
    "DO $$ DECLARE p record; BEGIN FOR p IN SELECT * FROM pg_policies LOOP"
    " EXECUTE format('DROP POLICY %I ON %I', p.policyname, p.tablename); END LOOP; END $$": (
        "without its row-level security or change log"
    ),
    "DROP POLICY need_to_know ON people_person": "came back without policy people_person.need_to_know",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_later', now())": "from a newer Hjemvej",
}


@pytest.mark.parametrize(("statement", "fault"), FAULTS.items())
def test_a_copy_that_lacks_a_guard_or_is_newer_is_not_to_be_used(db, statement, fault):
    with pytest.raises(CommandError, match=fault):
        proved(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE operations_made SET declared = 'of before' WHERE name = 'function people_fold'",
        "DELETE FROM django_migrations WHERE (app, name) IN"
        " (SELECT app, name FROM django_migrations ORDER BY id DESC LIMIT 1)",
    ],
)
def test_a_copy_of_an_older_version_is_to_be_migrated(db, statement):
    assert "run `manage.py migrate` before serving it" in proved(statement)
