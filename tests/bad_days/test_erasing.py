"""Is a citizen erased whole when the machine is killed meanwhile, and gone still when an older backup comes back?"""

import datetime
import os
import pathlib
import subprocess
import sys

import psycopg
import pytest
from django.db import connection

from hjemvej.ground.people.models import Person
from hjemvej.ground.retention.models import ErasedMark, Spell
from tests import databases, rows

from .test_backup import manage, town

__all__ = ["town"]

# The job's own action; the power goes when the second citizen's rows are about to go.
JOB = """
import os, signal, sys
import django
django.setup()
from django.utils import timezone
from hjemvej.ground.retention.actions import erasing
from hjemvej.platform.access.viewer import system

if sys.argv[1] == "kill":
    remove, called = erasing._remove, []
    def removing(*rows):
        called.append(rows)
        remove(*rows)
        if len(called) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
    erasing._remove = removing
erasing.erase_due(by=system("test"), at=timezone.now())
"""
ERASE_ONE = """
import sys, uuid
import django
django.setup()
from django.utils import timezone
from hjemvej.ground.retention import actions
from hjemvej.platform.access.viewer import system
actions.erase_person(uuid.UUID(sys.argv[1]), by=system("test"), at=timezone.now(), because="prøve")
"""


def places(tmp_path: pathlib.Path) -> dict[str, str]:
    return {"HJEMVEJ_ARCHIVE_DIR": str(tmp_path / "archive"), "HJEMVEJ_ERASED_FILE": str(tmp_path / "erased")}


def run(program: str, word: str, address: str, tmp_path: pathlib.Path) -> "subprocess.CompletedProcess[str]":
    settings = {"DJANGO_SETTINGS_MODULE": "hjemvej.config.settings", "HJEMVEJ_DEMO": "1", "DATABASE_URL": address}
    return subprocess.run(
        [sys.executable, "-c", program, word],
        cwd=databases.CHECKOUT, env={**os.environ, **settings, **places(tmp_path)}, capture_output=True, text=True,
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_kill_9_leaves_each_citizen_whole_or_gone_and_the_next_run_goes_on(tmp_path: pathlib.Path):
    address = databases.url(str(connection.settings_dict["NAME"]))
    now = datetime.datetime.now(datetime.UTC)
    old = [rows.saved(Person, created_at=now - datetime.timedelta(days=3000 - number)) for number in range(3)]
    young = rows.saved(Person, created_at=now)
    assert run(JOB, "kill", address, tmp_path).returncode == -9
    assert set(Person.objects.all()) == {old[1], old[2], young}
    assert Spell.objects.count() == 1
    assert len((tmp_path / "erased").read_text().splitlines()) == 1
    ended = run(JOB, "live", address, tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert list(Person.objects.all()) == [young]
    assert Spell.objects.count() == 3
    assert len(list((tmp_path / "archive").iterdir())) == len((tmp_path / "erased").read_text().splitlines()) == 3
    assert not ErasedMark.objects.exists()


def test_whom_an_older_backup_brings_back_is_gone_before_it_is_served(town: str, tmp_path: pathlib.Path):
    file = tmp_path / "copy.dump"
    assert manage(town, "backup", str(file)).returncode == 0
    with psycopg.connect(town) as owner:
        (person,) = owner.execute("SELECT id FROM people_person ORDER BY id LIMIT 1").fetchone() or ("",)
    erased = run(ERASE_ONE, str(person), town, tmp_path)
    assert erased.returncode == 0, erased.stderr
    restored = manage(town, "restore", str(file), "--replace", **places(tmp_path))
    assert "Erased again: 1 records" in restored.stdout, restored.stderr
    with psycopg.connect(town) as owner:
        left = "SELECT count(*), count(*) FILTER (WHERE id = %s) FROM people_person"
        assert owner.execute(left, [person]).fetchone() == (49, 0)
        log = "SELECT count(*) FROM audit_change WHERE to_jsonb(audit_change)::text LIKE %s"
        assert owner.execute(log, [f"%{person}%"]).fetchone() == (0,)


def test_a_restore_without_the_marks_of_who_was_erased_changes_nothing(town: str, tmp_path: pathlib.Path):
    with psycopg.connect(town) as owner:
        owner.execute("INSERT INTO retention_spell (id, sex) VALUES (gen_random_uuid(), 'unknown')")
    file = tmp_path / "copy.dump"
    assert manage(town, "backup", str(file)).returncode == 0
    restored = manage(town, "restore", str(file), "--replace", **places(tmp_path))
    assert "HJEMVEJ_ERASED_FILE" in restored.stderr
    assert "Nothing is changed" in restored.stderr
