"""When somebody guesses passwords, do the server's processes count together?"""

import pathlib

import pytest
import requests

from tests import databases

from . import serving

NAME = "hjemvej_guessing"


@pytest.fixture
def address(django_db_setup: None):
    databases.copy_template(NAME)
    yield databases.url(NAME)
    databases.drop(NAME)


def test_two_processes_count_the_wrong_passwords_together(address: str, tmp_path: pathlib.Path):
    with serving.site(address, tmp_path / "web.log") as (site, _server):
        page = f"{site}/konto/log-ind/"
        answers = [_guess(page) for _ in range(12)]
    tried = [answer for answer in answers if "passer ikke sammen" in answer]
    refused = [answer for answer in answers if "For mange forsøg" in answer]
    assert (len(tried), len(refused)) == (5, 7), "five tries in all, whichever process answers"


def _guess(page: str) -> str:
    """A new connection each time, so that either process may get it."""
    browser = requests.Session()
    fields = {"login": "karen@example.org", "password": "gæt", "csrfmiddlewaretoken": serving.form_token(browser, page)}
    return browser.post(page, fields, timeout=60, headers={"Connection": "close"}).text
