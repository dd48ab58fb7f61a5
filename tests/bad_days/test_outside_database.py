"""When DATABASE_URL names a database that will not do, does ./start say in one line why, and touch nothing in it?"""

import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from hjemvej.invented.mark import EVERYBODY_IS_INVENTED
from launch import outside
from tests import databases

NAME = "hjemvej_outside"
SOMEBODY = (
    "INSERT INTO identity_user (id, email, name, password, phone, language, is_active)"
    " VALUES (gen_random_uuid(), 'karen@example.org', 'Karen Prøve', '', '', 'da', true)"
)


@pytest.fixture
def address(django_db_setup: None) -> Iterator[str]:
    """A migrated database in which nobody is yet; its owner's address."""
    databases.copy_template(NAME)
    yield databases.url(NAME)
    databases.drop(NAME)


def why_not(address: str) -> str:
    with pytest.raises(outside.Unusable) as refused:
        outside.mark(address)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def execute(address: str, statement: str) -> None:
    with psycopg.connect(address) as owner:
        owner.execute(statement.encode())


def test_an_empty_one_will_do_and_is_known_from_its_successor(address: str):
    first = outside.mark(address, for_tests=True)
    assert first == outside.mark(address)
    databases.copy_template(NAME)
    assert outside.mark(address) != first


def test_one_with_real_people_is_refused_and_gets_no_invented_ones(address: str):
    execute(address, SOMEBODY)
    assert "holds people who are not the invented ones" in why_not(address)
    asked = subprocess.run(
        [sys.executable, "manage.py", "make_municipality", "--days=1"], cwd=databases.CHECKOUT,
        env={**os.environ, "DATABASE_URL": address, "DATABASE_OWNER_URL": address, "HJEMVEJ_DEMO": "1"},
        capture_output=True, text=True,
    )  # fmt: skip
    assert asked.returncode != 0
    assert "Brug en tom database" in asked.stderr
    with psycopg.connect(address) as owner:
        assert owner.execute("SELECT count(*) FROM people_person").fetchone() == (0,)


def test_the_invented_town_is_served_again(address: str):
    execute(address, SOMEBODY)
    execute(address, f"COMMENT ON TABLE people_person IS '{EVERYBODY_IS_INVENTED}'")
    assert outside.mark(address)


def test_one_that_cannot_be_reached_is_named_without_its_password():
    reason = why_not("postgresql://karen:hemmeligt@127.0.0.1:1/hjemvej")
    assert "“hjemvej” at 127.0.0.1 cannot be used" in reason
    assert "Check DATABASE_URL" in reason
    assert "hemmeligt" not in reason


@pytest.mark.parametrize(
    "address", ["postgresql://karen:hemme@/ligt%@host/hjemvej", "karen:hemmeligt@host", "postgresql://h/x?sslmod=hemme"]
)
def test_the_error_of_an_unreadable_address_hides_what_may_be_its_password(address: str):
    reason = why_not(address)
    assert "write postgresql://user:password@host/database" in reason
    assert "hemme" not in reason


def test_an_old_server_is_refused():
    outside.refuse_if_older(15, "It")
    with pytest.raises(outside.Unusable, match="It is PostgreSQL 14, and Hjemvej needs 15 or newer"):
        outside.refuse_if_older(14, "It")


def test_extensions_that_cannot_be_made_are_told_with_the_words_that_make_them(django_db_setup: None):
    with psycopg.connect(os.environ[databases.ADDRESS], autocommit=True) as server:
        server.execute(f"CREATE DATABASE {NAME} TEMPLATE template0".encode())
    address = databases.url(NAME)
    assert outside.mark(address), "its owner may make them"
    reason = why_not(make_conninfo(address, options="-c role=hjemvej_web"))
    databases.drop(NAME)
    assert "CREATE EXTENSION btree_gist; CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent;" in reason
