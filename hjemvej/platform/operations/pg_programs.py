"""Which pg_dump and pg_restore fit the server, and how are they called? Of the server's own version, or not at all."""

import contextlib
import os
import pathlib
import re
import shutil
import subprocess

from django.db import connection
from psycopg import pq
from psycopg.conninfo import make_conninfo

from hjemvej.platform.operations import embedded

PROGRAMS = "HJEMVEJ_PG_BIN"


class WrongVersion(RuntimeError):
    """The programs on this machine cannot copy this server; the message says what to install."""


class CopyFailed(RuntimeError):
    """pg_dump or pg_restore stopped; the message is its own last line."""


def program(name: str) -> str:
    """The program of the server's own major version: from HJEMVEJ_PG_BIN, the embedded server's, or the PATH's."""
    server = server_version()
    for candidate in _candidates(name):
        if version_of(candidate) == server:
            return str(candidate)
    found = ", ".join(f"{candidate} is {version_of(candidate)}" for candidate in _candidates(name)) or "none was found"
    raise WrongVersion(
        f"The server is PostgreSQL {server}, and {name} must be of the same version ({found})."
        f" Install the client of PostgreSQL {server}, or set {PROGRAMS} to its folder."
    )


def server_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def version_of(candidate: pathlib.Path) -> int:
    said = subprocess.run([str(candidate), "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)\.", said)
    return int(found[1]) if found else 0


def run(command: list[str]) -> str:
    """Run a program; the argument `our_database()` connects it as the tables' owner."""
    done = subprocess.run(command, env={**os.environ, **_password()}, capture_output=True, text=True)
    if done.returncode:
        raise CopyFailed(last_line(done.stderr, done.returncode, command[0]))
    return done.stdout


def last_line(said: str, code: int, program: str) -> str:
    """Return why the program stopped: its own last line."""
    lines = [line for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else f"{program} stopped with code {code}."


def our_database() -> str:
    """Write the option that names our database with its whole address except the password."""
    understood = {option.keyword.decode() for option in pq.Conninfo.get_defaults()} - {"password"}
    parameters = connection.get_connection_params().items()
    return f"--dbname={make_conninfo(**{name: value for name, value in parameters if name in understood})}"


def _candidates(name: str) -> list[pathlib.Path]:
    given = os.environ.get(PROGRAMS)
    if given:
        return [pathlib.Path(given) / name]
    folders = [shutil.which(name)]
    candidates = [pathlib.Path(folder) for folder in folders if folder]
    with contextlib.suppress(embedded.NotInstalled):  # production has no embedded server
        candidates.append(embedded.folder_of_programs() / name)
    candidates += sorted(pathlib.Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return [candidate for candidate in candidates if candidate.exists()]


def _password() -> dict[str, str]:
    """Pass the password in the environment: other users of the machine may read the command line."""
    password = connection.settings_dict["PASSWORD"]
    return {"PGPASSWORD": str(password)} if password else {}
