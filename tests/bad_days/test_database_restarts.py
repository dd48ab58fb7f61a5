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

import requests

from hjemvej.platform.operations import embedded
from launch import postgres
from tests import databases

from . import serving

LOOKERS = 6


def test_pages_recover_when_the_database_restarts_under_load(tmp_path: pathlib.Path):
    data = tmp_path / "postgres"
    _programs, lies_in = postgres.within_reach(embedded.folder_of_programs(), data)
    with contextlib.ExitStack() as everything:
        database = contextlib.ExitStack()
        known_by = database.enter_context(postgres.running(data))
        address = embedded.address("hjemvej_owner", data)
        environment = serving.environment(address)
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "-v0"], cwd=databases.CHECKOUT, env=environment, check=True
        )
        site, _server = everything.enter_context(serving.site(address, tmp_path / "web.log"))
        browser = serving.signed_in(address, site)
        stop, seen = threading.Event(), collections.Counter[str]()
        lookers = [threading.Thread(target=_look, args=(site, browser, stop, seen)) for _ in range(LOOKERS)]
        for looker in lookers:
            looker.start()
        _wait_until(lambda: seen["200"] > 20)
        database.close()  # stopped, as an update of PostgreSQL stops it: open connections are cut
        assert requests.get(f"{site}/health", timeout=60).status_code == 503
        assert everything.enter_context(postgres.running(data)) == known_by
        _wait_until(lambda: requests.get(f"{site}/health", timeout=60).status_code == 200)
        before = seen.copy()
        _wait_until(lambda: seen["200"] > before["200"] + 50)
        stop.set()
        for looker in lookers:
            looker.join(timeout=60)
        late = seen - before
        assert late["500"] <= LOOKERS * 2, f"pages stayed broken after the restart: {late}"
        assert browser.get(f"{site}/adgang/mig/", timeout=30).status_code == 200, "the session was lost"
    assert not embedded.socket_folder(data).exists(), "a folder is left among the temporary files"
    if lies_in != data:
        shutil.rmtree(lies_in.parent)


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
