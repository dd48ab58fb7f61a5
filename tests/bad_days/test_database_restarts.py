"""When the database restarts while many are looking, do the pages come back by themselves?"""

import collections
import collections.abc
import contextlib
import pathlib
import shutil
import subprocess
import sys
import threading
import time

import psycopg
import pytest
import requests
from django.db import connection

from hjemvej.platform.operations import embedded
from launch import postgres, start
from tests import databases

from . import serving

LOOKERS = 6


def manage(address: str, *words: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=databases.CHECKOUT, env=serving.environment(address), stdout=subprocess.DEVNULL, check=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def backup(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Of a migrated database without anybody: it is restored in seconds, where all migrations take minutes."""
    file = str(tmp_path_factory.mktemp("backup") / "nobody.dump")
    manage(databases.url(str(connection.settings_dict["NAME"])), "backup", file)
    return file


def test_pages_recover_when_the_database_restarts_under_load(backup: str, tmp_path: pathlib.Path):
    data = tmp_path / "postgres"
    _programs, lies_in = postgres.within_reach(embedded.folder_of_programs(), data)
    with contextlib.ExitStack() as everything:
        database = contextlib.ExitStack()
        known_by = database.enter_context(postgres.running(data)).mark
        address = embedded.address("hjemvej_owner", data)
        manage(address, "restore", backup)
        site, _server = everything.enter_context(serving.site(address, tmp_path / "web.log"))
        browser = serving.signed_in(address, site)
        stop, seen = threading.Event(), collections.Counter[str]()
        lookers = [threading.Thread(target=_look, args=(site, browser, stop, seen)) for _ in range(LOOKERS)]
        for looker in lookers:
            looker.start()
        _wait_until(lambda: seen["200"] > 20)
        database.close()  # stopped, as an update of PostgreSQL stops it: open connections are cut
        assert requests.get(f"{site}/health", timeout=60).status_code == 503
        assert everything.enter_context(postgres.running(data)).mark == known_by
        _wait_until(lambda: requests.get(f"{site}/health", timeout=60).status_code == 200)
        before = seen.copy()
        _wait_until(lambda: seen["200"] > before["200"] + 50)
        stop.set()
        for looker in lookers:
            looker.join(timeout=60)
        late = seen - before
        assert late["503"] <= LOOKERS * 2, f"pages stayed broken after the restart: {late}"
        assert seen["500"] == 0, f"a database that is away is no fault of the program: {seen}"
        assert browser.get(f"{site}/adgang/mig/", timeout=30).status_code == 200, "the session was lost"
    assert not embedded.socket_folder(data).exists(), "a folder is left among the temporary files"
    if lies_in != data:
        shutil.rmtree(lies_in.parent)


def test_a_crash_of_postgresql_ends_neither_the_site_nor_the_jobs(backup: str, tmp_path: pathlib.Path):
    data = tmp_path / "postgres"
    _programs, lies_in = postgres.within_reach(embedded.folder_of_programs(), data)
    with contextlib.ExitStack() as everything:
        server = everything.enter_context(postgres.running(data))
        address = embedded.address("hjemvej_owner", data)
        manage(address, "restore", backup)
        site, _site = everything.enter_context(serving.site(address, tmp_path / "web.log"))
        browser = serving.signed_in(address, site)
        jobs = subprocess.Popen(
            [sys.executable, "manage.py", "procrastinate", "worker"],
            cwd=databases.CHECKOUT, env=serving.environment(address),
        )  # fmt: skip
        everything.callback(jobs.kill)
        _wait_until(lambda: _beats(address))
        server.process.kill()
        server.process.wait()
        crashed = time.time()
        assert requests.get(f"{site}/hjaelp/", timeout=60).status_code == 503
        start.start_again_if_it_died(server)
        _wait_until(lambda: browser.get(f"{site}/adgang/mig/", timeout=60).status_code == 200)
        _wait_until(lambda: _beats(address, since=crashed + 1))
        assert jobs.poll() is None
        jobs.terminate()
        assert jobs.wait(timeout=60) == 0, "it stops when it is told to"
        assert not server.has_died()
    if lies_in != data:
        shutil.rmtree(lies_in.parent)


def _beats(address: str, since: float = 0) -> bool:
    """Does a worker take jobs, and has it said so since then?"""
    with psycopg.connect(address) as owner:
        found = owner.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > to_timestamp(%s)", [since]
        ).fetchone()
    return found != (0,)


def _look(site: str, browser: requests.Session, stop: threading.Event, seen: "collections.Counter[str]") -> None:
    cookies = browser.cookies.copy()
    while not stop.is_set():
        try:
            answer = requests.get(f"{site}/adgang/mig/", cookies=cookies, timeout=60, allow_redirects=False)
            seen[str(answer.status_code)] += 1
        except requests.RequestException:
            seen["nothing"] += 1
        time.sleep(0.02)


def _wait_until(holds: "collections.abc.Callable[[], bool]", seconds: int = 90) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return
        time.sleep(0.2)
    raise TimeoutError("It never came to that.")
