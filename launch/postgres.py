"""Where does the demo's PostgreSQL live, and how is it started? Standard library only.

The server is a child of whoever starts it and dies with them, even when they are killed hard. It listens on a
Unix socket in a folder of its own and on no network. It is for demo, development and tests: see settings.py.
"""

import contextlib
import ctypes
import hashlib
import os
import pathlib
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from typing import Any

from hjemvej.platform.operations import embedded

ELSEWHERE = pathlib.Path("/var/lib")  # for a checkout that PostgreSQL's user cannot reach
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


class Server:
    """A server on a data folder that is made. It may die, by a crash or for want of memory, and be started again."""

    def __init__(self, programs: pathlib.Path, data: pathlib.Path, socket: pathlib.Path, *, durable: bool) -> None:
        self.programs, self.data, self.socket = programs, data, socket
        self.command = [str(programs / "postgres"), "-D", str(data), *_settings(socket, durable=durable)]
        self.log_file = data.parent / f"{data.name}.log"

    @property
    def mark(self) -> str:
        """The word that tells it from its successor."""
        return (self.data / "hjemvej-ready").read_text()

    def start(self) -> None:
        """Start it and wait until it answers; after a crash PostgreSQL mends its own data."""
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, stdout=log, stderr=log, cwd="/", preexec_fn=die_with_parent, **_as_nobody()
            )
        try:
            _wait_until_ready(self.programs, self.socket, self.process, self.log_file)
        except BaseException:
            self.stop()
            raise

    def has_died(self) -> bool:
        return self.process.poll() is not None

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)  # "fast": open connections are cut, nothing is lost
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def running(data: pathlib.Path, *, durable: bool = True) -> Iterator[Server]:
    """Start the server on this data folder, which is made first if need be, and stop it at the end."""
    socket = embedded.socket_folder(data)
    data.parent.mkdir(parents=True, exist_ok=True)
    programs, data = within_reach(embedded.folder_of_programs(), data)
    ready = data / "hjemvej-ready"
    fresh = not ready.exists()
    if fresh and data.exists():
        shutil.rmtree(data)  # a half-finished earlier start holds nothing yet
    _wait_until_left(data)
    refuse_anothers(socket)
    for folder in (data, socket):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.getuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
    if fresh:
        locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
        _run([programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", *locale])
    server = Server(programs, data, socket, durable=durable)
    try:
        server.start()
        if fresh:
            _make_roles(programs, socket)
            ready.write_text(secrets.token_hex())
        yield server
    finally:
        server.stop()
        shutil.rmtree(socket, ignore_errors=True)


def make_anew(data: pathlib.Path) -> None:
    """Throw away what a half-finished first start left in the database of a running server."""
    programs, _ = within_reach(embedded.folder_of_programs(), data)
    psql = [programs / "psql", "-q", "-h", embedded.socket_folder(data), "-U", "postgres", "-d", "postgres"]
    for statement in ("DROP DATABASE hjemvej WITH (FORCE)", ROLES[-1]):
        _run([*psql, "-c", statement])


def _settings(socket: pathlib.Path, *, durable: bool) -> list[str]:
    settings = {"listen_addresses": "", "unix_socket_directories": str(socket), "max_connections": "200"}
    settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"} if not durable else {}
    settings |= {"shared_buffers": "256MB", "work_mem": "16MB", "timezone": "UTC", "log_min_messages": "fatal"}
    return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]


def _make_roles(programs: pathlib.Path, socket: pathlib.Path) -> None:
    psql = [programs / "psql", "-q", "-h", socket, "-U", "postgres"]
    for statement in EXTENSIONS:  # first, so that every database made from now on has them
        _run([*psql, "-d", "template1", "-c", statement])
    for statement in ROLES:
        _run([*psql, "-d", "postgres", "-c", statement])


def within_reach(programs: pathlib.Path, data: pathlib.Path) -> tuple[pathlib.Path, pathlib.Path]:
    """Started by root in a folder closed to others (as /root is), the server needs its programs and data elsewhere."""
    if os.getuid() != 0 or (_nobody_may("-x", programs / "postgres") and _nobody_may("-x", data.parent)):
        return programs, data
    return _open_copy(programs), _elsewhere(str(data.resolve())) / data.name


def _open_copy(programs: pathlib.Path) -> pathlib.Path:
    """Copy the programs once for all databases of a checkout, and again with each new version."""
    package = programs.parents[len(programs.relative_to(embedded.site_packages()).parts) - 2]
    folders = sorted(package.parent.glob(f"{package.name}*"))  # with the libraries next to it, and the version's name
    copy = _elsewhere(*map(str, folders)) / "programs"
    if not copy.exists():
        half = pathlib.Path(tempfile.mkdtemp(dir=copy.parent))
        for folder in folders:
            shutil.copytree(folder, half / folder.name, symlinks=True)
        for path in [half, *half.rglob("*")]:
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o055 if path.is_dir() or os.access(path, os.X_OK) else 0o044))
        with contextlib.suppress(OSError):  # another start was quicker
            half.rename(copy)
        shutil.rmtree(half, ignore_errors=True)
    return copy / programs.relative_to(package.parent)


def _elsewhere(*names: str) -> pathlib.Path:
    """Return a folder that all users may read, known by these names."""
    folder = ELSEWHERE / f"hjemvej-{hashlib.sha256(' '.join(names).encode()).hexdigest()[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    return folder


def refuse_anothers(socket: pathlib.Path) -> None:
    """Refuse another user's folder: any user may make it in /tmp, and a server killed as root leaves it."""
    if socket.exists() and socket.stat().st_uid not in (os.getuid(), NOBODY if os.getuid() == 0 else os.getuid()):
        raise PostgresDidNotStart(f"{socket} belongs to another user. Remove it, as root: rm -r {socket}")


def _nobody_may(test: str, path: pathlib.Path) -> bool:
    return subprocess.run(["/bin/sh", "-c", f'test {test} "$0"', str(path)], cwd="/", **_as_nobody()).returncode == 0


def _wait_until_left(data: pathlib.Path) -> None:
    """A server whose launcher was killed a moment ago is still tidying up; one that is in use stays."""
    for _ in range(100):
        if not (data / "postmaster.pid").exists():
            return
        process = int((data / "postmaster.pid").read_text().split()[0])
        if not pathlib.Path(f"/proc/{process}/cwd").exists():
            return  # left by a server that was killed hard: PostgreSQL mends that itself
        time.sleep(0.1)
    raise PostgresDidNotStart(
        "Another Hjemvej is using this checkout's database. Stop it first (Ctrl-C where it runs)."
    )


def _as_nobody() -> dict[str, Any]:
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}


def die_with_parent() -> None:
    """For a child, before its program begins: interrupted when its launcher dies, even when that is killed hard."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)
    os.setpgid(0, 0)  # Ctrl-C reaches the launcher alone, which stops the others in order


def _run(command: list[object]) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd="/", **_as_nobody())
    if done.returncode:
        raise PostgresDidNotStart((done.stderr or done.stdout).strip().splitlines()[-1])


def _wait_until_ready(
    programs: pathlib.Path, socket: pathlib.Path, server: "subprocess.Popen[bytes]", log_file: pathlib.Path
) -> None:
    for _ in range(300):
        asked = [str(programs / "pg_isready"), "-q", "-h", str(socket)]
        if subprocess.run(asked, cwd="/").returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    said = log_file.read_text(errors="replace").strip().splitlines()
    raise PostgresDidNotStart(f"PostgreSQL did not start: {said[-1] if said else 'it said nothing'} (see {log_file})")
