"""When the database is destroyed, does the backup bring back the same register, with its guards?"""

import os
import pathlib
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from hjemvej.platform.access import claims
from hjemvej.platform.access.viewer import system
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
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=CHECKOUT, env={**environment(address), **more}, capture_output=True, text=True,
    )  # fmt: skip


def environment(address: str) -> dict[str, str]:
    settings = {"DJANGO_SETTINGS_MODULE": "hjemvej.config.settings", "HJEMVEJ_DEMO": "1"}
    return {**os.environ, "DATABASE_URL": address, "DATABASE_OWNER_URL": address, **settings}


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
        claims.tell(connection, system("test").says)
        assert connection.execute("SELECT count(*) FROM people_person").fetchone() == (50,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM audit_change")


def test_a_copy_that_lacks_a_guard_is_not_to_be_used_and_names_it(town: str, tmp_path: pathlib.Path):
    with psycopg.connect(town) as owner:
        owner.execute("DROP POLICY need_to_know ON casework_note")
    file = tmp_path / "copy.dump"
    assert manage(town, "backup", str(file)).returncode == 0
    restored = manage(town, "restore", str(file), "--replace")
    assert "came back without policy casework_note.need_to_know. Take another. Nothing is changed" in restored.stderr
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


# --- whatever fails, what was there is there still ---------------------------------------------------------------


def marked(town: str) -> list[object]:
    """Write what the backup does not hold, so that an untouched database is told from one that was restored."""
    with psycopg.connect(town) as owner:
        owner.execute("UPDATE people_person SET animals = 'hund'")
    return figures(town)


def fails_while_rows_come_in(town: str, then: str) -> None:
    """Let the copy hold a last table whose only row makes the server do this when it comes in."""
    with psycopg.connect(town) as owner:
        owner.execute(
            "CREATE FUNCTION public.zz_check(n int) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RETURN true; END'"
        )
        owner.execute("CREATE TABLE zz_last (n int CHECK (public.zz_check(n)))")
        owner.execute("INSERT INTO zz_last VALUES (1)")
        owner.execute(
            "CREATE OR REPLACE FUNCTION public.zz_check(n int) RETURNS boolean LANGUAGE plpgsql AS"
            f" $$ BEGIN {then}; RETURN true; END $$"
        )


def copy_of(town: str, tmp_path: pathlib.Path) -> pathlib.Path:
    file = tmp_path / "copy.dump"
    made = manage(town, "backup", str(file))
    assert made.returncode == 0, made.stderr
    return file


def is_refused(town: str, file: pathlib.Path, because: str, **environment: str) -> None:
    """The restore fails with words, and the database is as it was and may be used."""
    before = marked(town)
    refused = manage(town, "restore", str(file), "--replace", **environment)
    assert refused.returncode != 0
    assert because in refused.stderr
    assert f"Nothing is changed: {NAME} is as it was." in refused.stderr
    assert "Traceback" not in refused.stderr
    assert figures(town) == before
    assert manage(town, "check", "--database", "default").returncode == 0


@pytest.mark.parametrize("kept", [2000, -2000])
def test_a_broken_file_changes_nothing(town: str, tmp_path: pathlib.Path, kept: int):
    file = copy_of(town, tmp_path)
    file.write_bytes(file.read_bytes()[:kept])
    is_refused(town, file, "")


def test_a_full_disk_changes_nothing(town: str, tmp_path: pathlib.Path):
    """PostgreSQL's own error for it, while the last rows come in."""
    fails_while_rows_come_in(town, "RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'")
    file = copy_of(town, tmp_path)
    is_refused(town, file, "Make room on the database's disk")


def test_a_copy_whose_keys_are_others_changes_nothing(town: str, tmp_path: pathlib.Path):
    with psycopg.connect(town) as owner:
        owner.execute(
            "UPDATE people_person SET cpr_encrypted = 'gone:AAAA', cpr_lookup = 'x' WHERE given_names = %s", ["Æskil 7"]
        )
    file = copy_of(town, tmp_path)
    is_refused(town, file, "No CPR key 'gone' in HJEMVEJ_CPR_KEYS. Set HJEMVEJ_CPR_KEYS")


def test_a_copy_of_another_program_changes_nothing(town: str, tmp_path: pathlib.Path):
    with psycopg.connect(town) as owner:
        owner.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_later', now())")
    file = copy_of(town, tmp_path)
    is_refused(town, file, "from a newer Hjemvej")


def test_a_restore_that_is_killed_changes_nothing(town: str, tmp_path: pathlib.Path):
    fails_while_rows_come_in(town, "PERFORM pg_sleep(600)")
    file = copy_of(town, tmp_path)
    before = marked(town)
    restoring = start(town, "restore", str(file), "--replace")
    with psycopg.connect(os.environ[databases.ADDRESS], autocommit=True) as watching:
        wait_until(watching, "SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = %s")
        os.kill(restoring.pid, signal.SIGKILL)
        restoring.wait(timeout=30)
        watching.execute("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
        wait_until(watching, "SELECT count(*) = 0 FROM pg_stat_activity WHERE state <> 'idle' AND datname = %s")
    assert figures(town) == before
    assert manage(town, "check", "--database", "default").returncode == 0


def test_a_site_that_still_runs_is_to_be_stopped_first(town: str, tmp_path: pathlib.Path):
    file = copy_of(town, tmp_path)
    before = marked(town)
    with psycopg.connect(town) as serving:
        serving.execute("SELECT count(*) FROM people_person")
        refused = manage(town, "restore", str(file), "--replace")
    assert "Stop the site and the jobs first" in refused.stderr
    assert figures(town) == before


def test_an_empty_database_stays_empty_when_the_file_is_broken(town: str, tmp_path: pathlib.Path):
    file = copy_of(town, tmp_path)
    file.write_bytes(file.read_bytes()[:-2000])
    empty_database()
    broken = manage(town, "restore", str(file))
    assert broken.returncode != 0
    assert "Traceback" not in broken.stderr
    with psycopg.connect(town) as owner:
        assert owner.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def start(address: str, *words: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "manage.py", *words], cwd=CHECKOUT, env=environment(address),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def wait_until(watching: "psycopg.Connection[tuple[object, ...]]", question: str) -> None:
    for _ in range(300):
        if watching.execute(question, [NAME]).fetchone() == (True,):
            return
        time.sleep(0.1)
    raise TimeoutError(question)
