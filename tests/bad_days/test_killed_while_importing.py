"""Is a long list imported whole or not at all when the worker is killed, and does its page say which?"""

import datetime
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.models import Person
from hjemvej.ground.spreadsheets.importing.tests.test_running import LIST
from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.ground.spreadsheets.tests.test_pages import choose, send
from hjemvej.platform.access.viewer import looking_as
from tests import databases


@pytest.fixture
def worker(transactional_db) -> Iterator[Callable[[], "subprocess.Popen[bytes]"]]:
    """Give `worker()`: start the real worker on the real queue, until the queue is empty."""
    database = databases.url(str(connection.settings_dict["NAME"]))
    settings = {"DATABASE_URL": database, "DATABASE_OWNER_URL": database, "HJEMVEJ_DEMO": "1"}
    environment = {**os.environ, **settings, "DJANGO_SETTINGS_MODULE": "hjemvej.config.settings"}
    command = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"]
    started: list[subprocess.Popen[bytes]] = []

    def start() -> "subprocess.Popen[bytes]":
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        started.append(subprocess.Popen(command, cwd=databases.CHECKOUT, env=environment, **quiet))  # type: ignore[call-overload]
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def wait_until(asked: str) -> None:
    for _try in range(600):
        with connection.cursor() as cursor:
            cursor.execute(asked)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.1)
    raise AssertionError(f"never: {asked}")


def test_a_list_is_whole_or_not_at_all_and_its_page_says_so(worker, coordinator, viewer_for, client_of):
    by, browser = viewer_for(coordinator), client_of(coordinator)
    with looking_as(by):
        create_person(by=by, at=timezone.now(), given_names="Bodil", surname="Bystander")
    upload = send(browser, LIST)
    choose(browser, upload, "name", "born", "situation")
    browser.post(reverse("spreadsheets:dry_run", args=[upload.pk]))
    where = reverse("spreadsheets:running", args=[upload.pk])

    with transaction.atomic(), connection.cursor() as cursor:  # where people are written, the import waits for us
        cursor.execute("LOCK TABLE people_contactway, people_personname, situations_situation IN EXCLUSIVE MODE")
        killed = worker()
        wait_until(f"SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid <> {backend()})")
        page = browser.get(where).content.decode()
        assert "0 af 130 rækker" in page
        assert Person.objects.count() == 1
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    wait_until("SELECT NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory')")
    Upload.objects.filter(pk=upload.pk).update(begun_at=timezone.now() - datetime.timedelta(minutes=2))
    page = browser.get(where).content.decode()
    assert "Indlæsningen er gået i stå" in page
    assert "Intet er indlæst" in page
    assert Person.objects.count() == 1

    browser.post(where)
    assert worker().wait(timeout=120) == 0
    assert Person.objects.count() == 131
    assert browser.get(where).headers["Location"] == reverse("spreadsheets:done", args=[upload.pk])


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])
