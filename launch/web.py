"""Who serves the site? gunicorn, the same for ./start, for a journey, for a bad day and for a benchmark."""

import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

from . import postgres
from .steps import CHECKOUT


def gunicorn(port: int, *, processes: int = 2) -> list[str]:
    options = ["-k", "gthread", "-w", str(processes), "--threads", "4", "--no-control-socket"]
    return ["gunicorn", "hjemvej.config.wsgi", *options, "--bind", f"127.0.0.1:{port}"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(
    environment: dict[str, str], log: pathlib.Path, *, port: int = 0, processes: int = 2
) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """The port of the site in this environment, and its process, which leads a process group of its own."""
    port = port or free_port()
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", *gunicorn(port, processes=processes)],
            cwd=CHECKOUT, env=environment, stdout=out, stderr=out, preexec_fn=postgres.die_with_parent,
        )  # fmt: skip
    try:
        _wait_for(port, server, log)
        yield port, server
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _wait_for(port: int, server: "subprocess.Popen[bytes]", log: pathlib.Path) -> None:
    for _ in range(600):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=30).close()
        except urllib.error.HTTPError:
            return  # it answers, if only that something is wrong
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The web server did not start: see {log}")
