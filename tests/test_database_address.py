"""Does every parameter of an address reach PostgreSQL, and is the reason shown when the database refuses?"""

import os
import subprocess
import sys

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg.conninfo import conninfo_to_dict

from hjemvej.config.settings import database
from hjemvej.platform.operations import pg_programs
from tests import databases

FULL = (
    "postgresql://hjemvej_web:p%40ss%2Fword@db1:5433,db2:5434/hjemvej?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem"
    "&connect_timeout=3&target_session_attrs=read-write&application_name=hjemvej&options=-c%20statement_timeout%3D9s"
)
NOWHERE = "postgresql://karen:hemmeligt@127.0.0.1:1/hjemvej"


def test_every_parameter_goes_through():
    settings = database(FULL)
    named = {name: settings[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert named == {
        "NAME": "hjemvej", "USER": "hjemvej_web", "PASSWORD": "p@ss/word", "HOST": "db1,db2", "PORT": "5433,5434",
    }  # fmt: skip
    assert settings["OPTIONS"] == {
        "sslmode": "verify-full", "sslrootcert": "/etc/ca.pem", "connect_timeout": "3",
        "target_session_attrs": "read-write", "application_name": "hjemvej",
        "options": "-c jit=off -c random_page_cost=1.1 -c statement_timeout=9s -c role=hjemvej_web",
    }  # fmt: skip


def test_the_web_role_is_the_last_word_and_the_owner_takes_none():
    assert database("postgresql://x@y/z?options=-c%20role%3Dboss")["OPTIONS"]["options"].endswith("role=hjemvej_web")
    assert database("postgresql://x@y/z", role="")["OPTIONS"] == {}


def test_words_and_values_are_an_address_too():
    settings = database("host=/run/postgresql dbname='hjem vej' sslmode=require")
    assert (settings["HOST"], settings["NAME"], settings["OPTIONS"]["sslmode"]) == (
        "/run/postgresql", "hjem vej", "require",
    )  # fmt: skip


def test_the_error_of_an_unreadable_address_hides_its_password():
    with pytest.raises(ImproperlyConfigured, match="write postgresql://user:password@host") as refused:
        database("postgresql://karen:hemme@/ligt%@host/hjemvej")
    assert "hemme" not in str(refused.value)


def test_the_copying_programs_are_given_the_same_address_but_for_the_password(monkeypatch):
    there = DatabaseWrapper({**connection.settings_dict, **database(FULL, role="")})
    monkeypatch.setattr(pg_programs, "connection", there)
    option = pg_programs.our_database()
    given = conninfo_to_dict(option.removeprefix("--dbname="))
    expected = {name: value for name, value in conninfo_to_dict(FULL).items() if name != "password"}
    assert {name: given.get(name) for name in expected} == expected
    assert "p@ss" not in option


def manage(*words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "HJEMVEJ_DEMO": "1", "DJANGO_SETTINGS_MODULE": "hjemvej.config.settings", **more}
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=databases.CHECKOUT, env=environment, capture_output=True, text=True
    )


@pytest.mark.parametrize("pool", ["0", pytest.param("1", marks=pytest.mark.browser, id="1, which takes ten seconds")])
def test_the_last_line_says_why_the_database_refuses(pool):
    words = ["first_administrator", "--organisation=Prøve", "--name=Ada Prøve", "--email=ada@example.org"]
    done = manage(*words, DATABASE_URL=NOWHERE, HJEMVEJ_POOL=pool)
    last = done.stderr.splitlines()[-1]
    assert done.returncode == 1
    assert "The database cannot be used: connection failed" in last
    assert "port 1 failed: Connection refused" in last
    assert last.endswith("Check DATABASE_URL.")
    assert "hemmeligt" not in done.stderr
    assert "Traceback" not in done.stderr


def test_an_owners_command_names_the_owners_address():
    done = manage("migrate", DATABASE_URL=NOWHERE, DATABASE_OWNER_URL=NOWHERE)
    assert done.stderr.splitlines()[-1].endswith("Check DATABASE_OWNER_URL.")


def test_a_command_that_fails_for_another_reason_says_nothing_of_the_database(django_db_setup):
    address = databases.url(str(connection.settings_dict["NAME"]))
    done = manage("remove_second_factor", "nobody@example.org", DATABASE_URL=address)
    assert done.returncode == 1
    assert "Nobody here" in done.stderr.splitlines()[-1]


def test_a_check_that_fails_for_another_reason_says_nothing_of_an_unreachable_database():
    done = manage("check", "--deploy", "--tag=security", "--fail-level=WARNING", DATABASE_URL=NOWHERE)
    assert done.returncode == 1
    assert "security.W" in done.stderr
    assert "DATABASE_URL" not in done.stderr


def test_a_server_of_the_user_is_left_as_it_was(django_db_setup, monkeypatch):
    """`./test` with DATABASE_URL makes databases on that server and drops them all; other databases stay."""
    address = os.environ[databases.ADDRESS]
    others = "hjemvej_somebody_elses"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {others}".encode())
        monkeypatch.setattr(databases, "TEMPLATE_PREFIX", "hjemvej_prove_migrated_")
        monkeypatch.setenv("DATABASE_URL", address)
        with databases.server():
            for number in (1, 2):
                server.execute(f"CREATE DATABASE hjemvej_prove_migrated_{number}".encode())
        left = {row[0] for row in server.execute("SELECT datname FROM pg_database").fetchall()}
        server.execute(f"DROP DATABASE {others}".encode())
    assert others in left
    assert [name for name in left if name.startswith("hjemvej_prove_")] == []
