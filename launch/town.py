"""Where does the invented town of a scale live, and who serves it? In a database of its own, kept between runs."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

from . import postgres, preparing
from .steps import CHECKOUT


@dataclass(frozen=True)
class Served:
    """A town being served: its scale, the server's port and process, and the environment its commands need."""

    scale: int
    port: int
    process: "subprocess.Popen[bytes]"
    environment: dict[str, str]


@contextlib.contextmanager
def served(scale: int) -> Iterator[Served]:
    """The town of this scale, made the first time, behind the same web server as ./start."""
    data = CHECKOUT / ".local" / f"town-{scale}"
    with postgres.running(data):
        environment = {
            **os.environ, "HJEMVEJ_DEMO": "1", "HJEMVEJ_POOL": "1", "DJANGO_SETTINGS_MODULE": "hjemvej.config.settings",
            "DATABASE_URL": postgres.address("hjemvej_web", data),
            "DATABASE_OWNER_URL": postgres.address("hjemvej_owner", data),
        }  # fmt: skip
        for command in (["migrate", "--verbosity=0"], ["make_municipality", f"--scale={scale}"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=CHECKOUT, env=environment, check=True)
        preparing.collect_static()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "hjemvej.config.wsgi",
            "-k",
            "gthread",
            "-w",
            "2",
            "--threads",
            "4",
        ]
        process = subprocess.Popen(
            [*command, "--no-control-socket", "--bind", f"127.0.0.1:{port}"],
            cwd=CHECKOUT, env=environment, preexec_fn=postgres.die_with_parent,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait_for(port)
            yield Served(scale, port, process, environment)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(port: int) -> None:
    for _ in range(300):
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/hjaelp/", timeout=5).close()
            return
        time.sleep(0.1)
    raise RuntimeError("The server did not answer within 30 seconds.")
