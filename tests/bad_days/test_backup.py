"""When the database is destroyed, does the backup bring back the same register, with its guards?"""

import os
import pathlib
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from tests import databases

CHECKOUT = databases.CHECKOUT
NAME = "hjemvej_bad_day"
RIGHTS = (
    "SELECT concat_ws(' ', relname, grantee::regrole, privilege_type) FROM pg_class, aclexplode(relacl)"
    " WHERE relnamespace = 'public'::regnamespace AND grantee = 'hjemvej_web'::regrole"
)
FIGURES = [
    "SELECT count(*) FROM people_person",
    "SELECT count(*) FROM access_needtoknow",
    "SELECT count(*) FROM audit_change",
    "SELECT md5(string_agg(person::text, '|' ORDER BY id)) FROM people_person person",
    "SELECT count(*) FROM pg_policy",
    "SELECT count(*) FROM pg_trigger WHERE tgname = 'audit'",
]


@pytest.fixture
def town(django_db_setup: None) -> Iterator[str]:
    """A database of its own with fifty invented citizens; its owner's address."""
    databases.copy_template(NAME)
    address = databases.url(NAME)
    with psycopg.connect(address) as owner:
        team = uuid.uuid4()
        owner.execute(
            "INSERT INTO access_organisation (id, name, kind, is_active) VALUES (%s, 'Prøve', 'team', true)", [team]
        )
        for number in range(50):
            person = uuid.uuid4()
            owner.execute(
                "INSERT INTO people_person (id, given_names, surname, description, sex, born_year_is_guess,"
                " cpr_encrypted, protection, has_no_permanent_stay, citizenship, language, needs_interpreter,"
                " accessibility_needs, animals, channel_of_service, search_text, created_at) VALUES (%s, %s, 'Prøve',"
                " '', 'unknown', false, '', 'none', false, '', '', false, '', '', 'unknown', '', now())",
                [person, f"Æskil {number}"],
            )
            owner.execute(
                "INSERT INTO access_needtoknow (person_id, organisation_id, basis, reason, from_at)"
                " VALUES (%s, %s, 'case', '', now())",
                [person, team],
            )
    yield address
    drop()


def manage(address: str, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "DATABASE_URL": address, "DATABASE_OWNER_URL": address, "HJEMVEJ_DEMO": "1", **more}
    environment["DJANGO_SETTINGS_MODULE"] = "hjemvej.config.settings"
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=CHECKOUT, env=environment, capture_output=True, text=True
    )


def figures(address: str) -> list[object]:
    with psycopg.connect(address) as owner:
        return [owner.execute(question).fetchone() for question in FIGURES]


def rights(address: str) -> set[object]:
    """What the web role may do with each table."""
    with psycopg.connect(address) as owner:
        return set(owner.execute(RIGHTS).fetchall())


def drop() -> None:
    """Only the server may send its own vacuum away; wait for it."""
    for _ in range(50):
        try:
            return databases.drop(NAME)
        except psycopg.errors.InsufficientPrivilege:
            time.sleep(0.2)
    raise TimeoutError(f"{NAME} stays in use")


def empty_database() -> None:
    drop()
    with psycopg.connect(os.environ[databases.ADDRESS], autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))


def test_what_was_destroyed_comes_back_the_same_and_guarded(town: str, tmp_path: pathlib.Path):
    before, might = figures(town), rights(town)
    file = tmp_path / "copy.dump"
    made = manage(town, "backup", str(file))
    assert made.returncode == 0, made.stderr
    assert file.stat().st_mode & 0o077 == 0, "others may read the backup"
    empty_database()
    restored = manage(town, "restore", str(file))
    assert restored.returncode == 0, restored.stderr
    assert "Restored: 50 people" in restored.stdout
    assert figures(town) == before
    assert rights(town) ^ might == set()
    assert "run `manage.py migrate`" not in restored.stdout
    checked = manage(town, "check", "--database", "default")
    assert checked.returncode == 0, checked.stderr
    with psycopg.connect(town) as connection:
        connection.execute("SET ROLE hjemvej_web")
        assert connection.execute("SELECT count(*) FROM people_person").fetchone() == (0,), "row-level security is off"
        connection.execute("SELECT set_config('hjemvej.scope', 'system', false)")
        assert connection.execute("SELECT count(*) FROM people_person").fetchone() == (50,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM audit_change")


def test_a_copy_that_lacks_a_guard_is_not_to_be_used_and_names_it(town: str, tmp_path: pathlib.Path):
    with psycopg.connect(town) as owner:
        owner.execute("DROP POLICY need_to_know ON casework_note")
    file = tmp_path / "copy.dump"
    assert manage(town, "backup", str(file)).returncode == 0
    restored = manage(town, "restore", str(file), "--replace")
    assert "came back without policy casework_note.need_to_know. Do not use it." in restored.stderr
    assert manage(town, "migrate").returncode == 0
    assert manage(town, "check", "--database", "default").returncode == 0


def test_a_backup_is_never_written_over_nor_a_full_database_thrown_away_by_itself(town: str, tmp_path: pathlib.Path):
    file = tmp_path / "copy.dump"
    assert manage(town, "backup", str(file)).returncode == 0
    again = manage(town, "backup", str(file))
    assert "is there already" in again.stderr
    into_a_full_one = manage(town, "restore", str(file))
    assert "is not empty" in into_a_full_one.stderr
    replaced = manage(town, "restore", str(file), "--replace")
    assert "Restored: 50 people" in replaced.stdout, replaced.stderr


def test_programs_of_another_version_are_refused_with_what_to_install(town: str, tmp_path: pathlib.Path):
    other = tmp_path / "pg_dump"
    other.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 12.1'\n")
    other.chmod(0o755)
    refused = manage(town, "backup", str(tmp_path / "copy.dump"), HJEMVEJ_PG_BIN=str(tmp_path))
    assert refused.returncode != 0
    assert "pg_dump must be of the same version" in refused.stderr
    assert "Install the client of PostgreSQL" in refused.stderr
    assert not (tmp_path / "copy.dump").exists()


def test_a_broken_file_restores_nothing_and_says_so(town: str, tmp_path: pathlib.Path):
    file = tmp_path / "copy.dump"
    manage(town, "backup", str(file))
    file.write_bytes(file.read_bytes()[:2000])
    replaced = manage(town, "restore", str(file), "--replace")
    assert replaced.returncode != 0
    assert figures(town)[0] == (50,), "what was there is thrown away for a copy that cannot be read"
    empty_database()
    broken = manage(town, "restore", str(file))
    assert broken.returncode != 0
    assert "Traceback" not in broken.stderr
