"""How does a bad day's test meet the real site? On a database of its own, signed in, over HTTP."""

import contextlib
import os
import pathlib
import re
import subprocess
import sys
from collections.abc import Iterator

import requests

from launch import web
from tests import databases

NEW_SESSION = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from hjemvej.platform.identity.sessions import SessionStore
from hjemvej.platform.access.models import Membership, Organisation
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.identity.models import User
import datetime
with looking_as(system("test")):
    user = User.objects.create_user("karen@example.org", "Karen Prøve")
    team = Organisation.objects.create(name="Prøveteamet", kind="team")
    Membership.objects.create(user=user, organisation=team, role="coordinator", from_on=datetime.date(2020, 1, 1))
store = SessionStore()
store[SESSION_KEY] = str(user.pk)
store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
store[HASH_SESSION_KEY] = user.get_session_auth_hash()
store.save()
print("SESSION", store.session_key)
"""


def environment(address: str) -> dict[str, str]:
    """As it is served: the demo's keys, connections kept in a pool."""
    settings = {"DJANGO_SETTINGS_MODULE": "hjemvej.config.settings", "HJEMVEJ_DEMO": "1", "HJEMVEJ_POOL": "1"}
    return {**os.environ, "DATABASE_URL": address, "DATABASE_OWNER_URL": address, **settings}


def signed_in(address: str, site: str) -> requests.Session:
    """A coordinator's browser, without the browser."""
    made = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", NEW_SESSION],
        cwd=databases.CHECKOUT, env=environment(address), capture_output=True, text=True,
    )  # fmt: skip
    found = re.search(r"SESSION (\w+)", made.stdout)
    assert found, made.stderr
    browser = requests.Session()
    browser.cookies.set("sessionid", found[1], domain="127.0.0.1")
    assert browser.get(f"{site}/adgang/mig/", timeout=30).status_code == 200
    return browser


def form_token(browser: requests.Session, page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get(page, timeout=30).text)
    assert found
    return found[1]


@contextlib.contextmanager
def site(address: str, log: pathlib.Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """The address of the site on this database, and its process, whose group can be killed."""
    with web.running(environment(address), log) as (port, server):
        yield f"http://127.0.0.1:{port}", server
