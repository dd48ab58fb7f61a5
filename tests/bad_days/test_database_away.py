"""While the database is away, does every page say so in words, and that nothing is half saved?"""

import pathlib
from collections.abc import Iterator

import pytest
import requests

from launch import web

from . import serving

NOWHERE = "postgresql://hjemvej_web@/hjemvej?host=/nonexistent"
TOKEN = "a" * 32
PAGES = ["/", "/hjaelp/", "/er-her-ikke/"]


@pytest.fixture(params=["pool", "no pool"])
def site(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> Iterator[str]:
    """The address of a site whose database nobody answers for."""
    environment = {**serving.environment(NOWHERE), "HJEMVEJ_POOL": "1" if request.param == "pool" else "0"}
    with web.running(environment, tmp_path / "web.log", processes=1) as (port, _server):
        yield f"http://127.0.0.1:{port}"


def test_every_page_says_so(site: str):
    browser = requests.Session()
    for name, value in (("csrftoken", TOKEN), ("sessionid", "b" * 32)):
        browser.cookies.set(name, value, domain="127.0.0.1")
    form = {"csrfmiddlewaretoken": TOKEN, "login": "karen@example.org", "password": "x"}
    answers = {page: browser.get(site + page, timeout=60, allow_redirects=False) for page in PAGES}
    answers |= {
        f"sent to {page}": browser.post(site + page, form, timeout=60, allow_redirects=False)
        for page in ("/konto/log-ind/", "/hjaelp/")
    }
    statuses = {page: answer.status_code for page, answer in answers.items()}
    assert set(statuses.values()) == {503}, statuses
    for answer in answers.values():
        assert "Vi kan ikke nå vores oplysninger lige nu" in answer.text
        assert "Intet er gemt halvt" in answer.text
        assert answer.headers["Retry-After"] == "10"
    assert requests.get(f"{site}/health", timeout=60).json() == {"database": False, "migrations": False, "jobs": False}
