"""How is one step of a start or a test run shown, skipped when nothing has changed, and explained when it fails?"""

import contextlib
import errno
import hashlib
import os
import pathlib
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent
LOCAL = CHECKOUT / ".local"
LOG = LOCAL / "launch.log"
DISK_FULL = ("No space left on device", "ENOSPC", "os error 28")
NO_NETWORK = (
    "ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "Temporary failure in name resolution", "dns error",
    "Could not connect", "Failed to establish a new connection", "Connection refused",
)  # fmt: skip
NO_RIGHTS = ("Permission denied", "EACCES", "Read-only file system", "EROFS")


class Trouble(Exception):
    """Something that the person at the keyboard can mend; the message is the one line that says how."""


@contextlib.contextmanager
def explained() -> Iterator[None]:
    """One clear line instead of a traceback for what a machine can lack; exit code 1."""
    try:
        yield
    except Trouble as trouble:
        sys.exit(f"\n{trouble}")
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            sys.exit(f"\n{_disk_full()}")
        if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            sys.exit(f"\n{_no_rights(str(problem.filename or CHECKOUT))}")
        raise


def _disk_full() -> str:
    return f"The disk is full. Make room (about 2 GB) where {CHECKOUT} is, and run this again."


def _no_rights(where: str) -> str:
    return f"No right to write {where}. Run this as the user who owns {CHECKOUT}, or change the folder's owner."


@contextlib.contextmanager
def step(title: str) -> Iterator[None]:
    """Tell what is being done, and how long it took."""
    print(f"  {title} ... ", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print("stopped")
        raise
    print(f"{time.monotonic() - began:.1f} s", flush=True)


def run(command: list[str], *, environment: dict[str, str] | None = None) -> None:
    """Run a program to its end; what it says goes to the log, and a failure becomes one line."""
    with LOG.open("ab") as log:
        log.write(f"\n$ {' '.join(command)}\n".encode())
        log.flush()
        began = log.tell()
        done = subprocess.run(command, cwd=CHECKOUT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    if done.returncode:
        with LOG.open("rb") as log:
            log.seek(began)
            raise Trouble(_why(command, log.read().decode(errors="replace")))


def _why(command: list[str], said: str) -> str:
    if any(sign in said for sign in DISK_FULL):
        return _disk_full()
    if any(sign in said for sign in NO_RIGHTS):
        line = next(line for line in said.splitlines() if any(sign in line for sign in NO_RIGHTS))
        return f"{_no_rights('everything needed')} ({line.strip()})"
    if any(sign in said for sign in NO_NETWORK):
        return "The network did not answer, and packages must be fetched the first time. Check it, and run this again."
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    last = lines[-1] if lines else "it said nothing"
    program = " ".join([pathlib.Path(command[0]).name, *command[1:4]])
    return f"{program} failed: {last}\nAll it said is in {LOG.relative_to(CHECKOUT)}. Mend that, and run this again."


def mark_of(inputs: Iterable[pathlib.Path | str]) -> str:
    """One short word that changes when any of these files (or words) changes."""
    mark = hashlib.sha256()
    for entry in inputs:
        mark.update(f"{entry}\0".encode())
        if isinstance(entry, pathlib.Path):
            mark.update(entry.read_bytes())
    return mark.hexdigest()[:16]


def is_done(stamp: pathlib.Path, mark: str) -> bool:
    return stamp.exists() and stamp.read_text() == mark


def set_done(stamp: pathlib.Path, mark: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark)


def environment(**more: str) -> dict[str, str]:
    """Ours, with the checkout's own programs first, and never a Python fetched from elsewhere.

    Python keeps what it has compiled, whatever the machine is set to: else each process compiles all of it anew.
    """
    path = f"{CHECKOUT / '.venv' / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**given, "PATH": path, "UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": str(CHECKOUT / ".venv"), **more}
