"""manage.py procrastinate worker: the jobs, by Procrastinate's own command, which here waits for the database too."""

import contextlib
import os
import signal
import sys
import threading
import time
from typing import Any

from procrastinate.contrib.django import app
from procrastinate.contrib.django.management.commands import procrastinate

from hjemvej.platform.operations.queue import workers_connector

PAUSE = 2  # seconds
LONGEST_GOODBYE = 20  # seconds for jobs that are running; a job that is cut off is done again


class Command(procrastinate.Command):
    """A worker ends when its database does. This one begins again as a new program, until it is told to stop."""

    def handle(self, *args: Any, **kwargs: Any) -> None:
        with app.replace_connector(workers_connector()):
            self._handle(*args, app=app, **kwargs)

    def _handle(self, *args: Any, **kwargs: Any) -> None:
        if kwargs["command"] != "worker" or not kwargs.get("wait", True):
            super().handle(*args, **kwargs)
            return
        is_told_to_stop = threading.Event()

        def stop(*_: Any) -> None:
            is_told_to_stop.set()  # the worker may end its jobs and return as if it had stopped by itself
            goodbye = threading.Timer(LONGEST_GOODBYE, os._exit, [0])
            goodbye.daemon = True
            goodbye.start()
            os.kill(os.getpid(), signal.SIGINT)

        signal.signal(signal.SIGTERM, stop)
        try:
            with contextlib.suppress(SystemExit):  # it has said why
                super().handle(*args, install_signal_handlers=False, **kwargs)
            if is_told_to_stop.is_set():
                return
            self.stderr.write("The worker stopped by itself, and begins again.")
            time.sleep(PAUSE)
        except KeyboardInterrupt:
            return
        os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 -- the same program again
