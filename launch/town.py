"""Where does the invented town of a scale live, and who serves it? In a database of its own, kept between runs."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from hjemvej.platform.operations import embedded

from . import postgres, preparing, web
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
            **os.environ, "HJEMVEJ_DEMO": "1", "HJEMVEJ_POOL": "1", "HJEMVEJ_STATIC": "collected",
            "DJANGO_SETTINGS_MODULE": "hjemvej.config.settings",
            "DATABASE_URL": embedded.address("hjemvej_web", data),
            "DATABASE_OWNER_URL": embedded.address("hjemvej_owner", data),
        }  # fmt: skip
        for command in (["migrate", "--verbosity=0"], ["make_municipality", f"--scale={scale}"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=CHECKOUT, env=environment, check=True)
        preparing.collect_static()
        with web.running(environment, CHECKOUT / ".local" / f"town-{scale}-web.log") as (port, process):
            yield Served(scale, port, process, environment)
