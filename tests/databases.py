"""How do tests get a migrated database quickly? Each is a copy of a template that was migrated once.

A template is migrated as the tables' owner and kept until a migration or a declaration changes; the next is made of it,
as a municipality's is, unless what was applied to it has changed. Every test session (and each of its parallel workers,
and each browser journey's server) works in its own copy. Tests then look at it as the web role.
"""

import contextlib
import fcntl
import functools
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from hjemvej.platform.operations import embedded
from launch import postgres

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent
TEMPLATE_PREFIX = "hjemvej_migrated_"
APPLIED_ONCE = (
    "requirements/run.txt",
    "hjemvej/**/migrations/*.py",
    "hjemvej/platform/audit/*.py",
    "hjemvej/platform/access/claims.py",
    "hjemvej/platform/identity/third_party.py",
    "hjemvej/platform/operations/*.py",
    "hjemvej/platform/operations/management/commands/migrate.py",
)
MADE_ANEW = (  # by each `migrate`
    "hjemvej/**/models.py",  # row security, logs and triggers are declared beside the fields
    "hjemvej/**/models/*.py",
    "hjemvej/**/sql/*.sql",
    "hjemvej/platform/rooms/lists.py",  # what figures read is remembered by triggers
    "hjemvej/**/room.py",
)
ADDRESS = "HJEMVEJ_TEST_DATABASE"  # handed from the session that starts the server to its parallel workers
MEMORY = pathlib.Path("/dev/shm")  # noqa: S108 – the folder in it is this server's own
ROOM = 4 * 2**30  # for each worker's copies, and what its tests leave in them
IN_MEMORY = "hjemvej_in_memory"


@contextlib.contextmanager
def server() -> Iterator[None]:
    """PostgreSQL for one test session: DATABASE_URL's if set, else the checkout's own in a free data folder."""
    given = os.environ.get("DATABASE_URL")
    if given:
        os.environ[ADDRESS] = given
        try:
            yield
        finally:
            _drop_templates(but="")
        return
    with (
        _free_data_folder() as data,
        _folder_in_memory(data) as folder,
        postgres.running(data, durable=False),
    ):
        os.environ[ADDRESS] = embedded.address("hjemvej_owner", data)
        with psycopg.connect(embedded.address("postgres", data), autocommit=True) as superuser:
            superuser.execute("GRANT SET ON PARAMETER session_replication_role TO hjemvej_owner")  # for bystanders
        try:
            with _copies_in(folder, data):
                yield
        finally:
            del os.environ[ADDRESS]


@contextlib.contextmanager
def _folder_in_memory(data: pathlib.Path) -> Iterator[pathlib.Path]:
    """Where copies may lie; it is there before the server starts, which looks for it after a crash."""
    folder = MEMORY / embedded.socket_folder(data).name
    if MEMORY.exists():
        folder.mkdir(mode=0o700, exist_ok=True)
        if os.getuid() == 0:
            os.chown(folder, postgres.NOBODY, postgres.NOBODY)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _copies_in(folder: pathlib.Path, data: pathlib.Path) -> Iterator[None]:
    """Let copies lie there if it has room: a disk may take seconds to make the 1,500 files of each."""
    superusers = embedded.address("postgres", data)
    with psycopg.connect(superusers, autocommit=True) as superuser:
        _forget_copies(superuser, folder)  # a session that was killed left its own
        if folder.exists() and shutil.disk_usage(folder).free > ROOM:
            make = sql.SQL("CREATE TABLESPACE {} LOCATION {}")
            superuser.execute(make.format(sql.Identifier(IN_MEMORY), sql.Literal(str(folder))))
            superuser.execute(f"GRANT CREATE ON TABLESPACE {IN_MEMORY} TO hjemvej_owner".encode())
    try:
        yield
    finally:
        with psycopg.connect(superusers, autocommit=True) as superuser:
            _forget_copies(superuser, folder)


def _forget_copies(superuser: "psycopg.Connection[tuple[str, ...]]", folder: pathlib.Path) -> None:
    asked = "SELECT datname FROM pg_database JOIN pg_tablespace t ON t.oid = dattablespace WHERE spcname = %s"
    for (name,) in superuser.execute(asked, [IN_MEMORY]).fetchall():
        _drop(superuser, name)
    for left in folder.glob("*"):
        shutil.rmtree(left, ignore_errors=True)
    superuser.execute(f"DROP TABLESPACE IF EXISTS {IN_MEMORY}".encode())


def url(name: str) -> str:
    """The owner's address of a database on the test server."""
    return make_conninfo(os.environ[ADDRESS], dbname=name)


def make_template() -> None:
    """Migrate a database to copy from, unless one with the very same migrations is there already."""
    name = _template()
    with _connected() as connection:
        there = {row[0] for row in connection.execute("SELECT datname FROM pg_database").fetchall()}
        if name in there:
            return
    with _connected() as connection:
        building = f"{name}_building"
        _drop(connection, building)
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(make.format(sql.Identifier(building), sql.Identifier(_earlier_template(connection))))
        environment = {**os.environ, "DATABASE_URL": url(building), "DATABASE_OWNER_URL": url(building)}
        migrated = subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"],
            cwd=CHECKOUT, env={**environment, "HJEMVEJ_DEMO": "1"}, capture_output=True, text=True,
        )  # fmt: skip
        if migrated.returncode:
            _drop(connection, building)
            raise RuntimeError(f"The migrations fail:\n{migrated.stderr[-3000:]}")
        tell = sql.SQL("COMMENT ON DATABASE {} IS {}")
        connection.execute(tell.format(sql.Identifier(building), sql.Literal(" ".join(sorted(_applied())))))
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        connection.execute(rename.format(sql.Identifier(building), sql.Identifier(name)))
    _drop_templates(but=name)


def _earlier_template(connection: "psycopg.Connection[tuple[str, ...]]") -> str:
    """One to which nothing was applied that is not as it was; else PostgreSQL's own, which is empty."""
    told = "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database WHERE starts_with(datname, %s)"
    for name, applied in connection.execute(told, [TEMPLATE_PREFIX]).fetchall():
        if applied and set(applied.split()) <= _applied():
            return name
    return "template1"


def _drop_templates(*, but: str) -> None:
    """Drop templates of other migrations; all templates on a server that is not the checkout's own."""
    with _connected() as connection:
        for row in connection.execute("SELECT datname FROM pg_database").fetchall():
            if row[0].startswith(TEMPLATE_PREFIX) and row[0] != but:
                _drop(connection, row[0])


def copy_template(name: str, of: str = "") -> None:
    """A fresh migrated database of this name (or a copy of another), in place of one that may be there."""
    with _connected() as connection:
        _drop(connection, name)
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {} {}")
        asked = connection.execute("SELECT FROM pg_tablespace WHERE spcname = %s", [IN_MEMORY])
        where = sql.SQL(f"TABLESPACE {IN_MEMORY}" if asked.rowcount else "")
        connection.execute(make.format(sql.Identifier(name), sql.Identifier(of or _template()), where))
        # `migrate` has taken this away from the template; PostgreSQL copies no rights of a database itself
        connection.execute(sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))


def drop(name: str) -> None:
    with _connected() as connection:
        _drop(connection, name)


def _drop(connection: "psycopg.Connection[tuple[str, ...]]", name: str) -> None:
    """Also while somebody is connected; the server's own cleaning cannot be sent away, but is soon done."""
    command = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    for _ in range(50):
        with contextlib.suppress(psycopg.errors.InsufficientPrivilege):
            connection.execute(command)
            return
        time.sleep(0.2)
    connection.execute(command)


def _connected() -> "psycopg.Connection[tuple[str, ...]]":
    return psycopg.connect(os.environ[ADDRESS], autocommit=True)


@contextlib.contextmanager
def _free_data_folder() -> Iterator[pathlib.Path]:
    """The first data folder that no other test session of this checkout is using."""
    folder = CHECKOUT / ".local"
    folder.mkdir(exist_ok=True)
    for number in range(1, 20):
        with (folder / f"test-postgres-{number}.lock").open("w") as lock, contextlib.suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield folder / f"test-postgres-{number}"
            return
    raise RuntimeError("Twenty test sessions are running in this checkout already.")


@functools.cache  # a file saved during the tests does not change their template
def _template() -> str:
    """Name the template after everything that decides the migrated tables and their guards."""
    return TEMPLATE_PREFIX + hashlib.sha256(" ".join(sorted(_applied() | _marks(MADE_ANEW))).encode()).hexdigest()[:16]


@functools.cache
def _applied() -> set[str]:
    """What a database that was migrated before must have been migrated by."""
    key = os.environ.get("HJEMVEJ_SECRET_KEY", "")  # `migrate` keeps a key made of it
    return {hashlib.sha256(key.encode()).hexdigest()[:16], *_marks(APPLIED_ONCE)}


def _marks(globs: tuple[str, ...]) -> set[str]:
    files = {file for each in globs for file in CHECKOUT.glob(each)}
    told = (f"{file.relative_to(CHECKOUT)}\0".encode() + file.read_bytes() for file in files)
    return {hashlib.sha256(each).hexdigest()[:16] for each in told}
