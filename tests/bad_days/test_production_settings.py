"""Does production refuse to start without its secrets, and is it clean by Django's own check when it has them?"""

import os
import subprocess
import sys

import pytest

from tests import databases

GIVEN = {
    "HJEMVEJ_SECRET_KEY": "kq3-Xr7uTz9_Lw2mBv8Yc4Nd6Pf1Gh5Js0Ka-Wq_Er7Ty3Ui9Op",
    "HJEMVEJ_CPR_KEYS": "a:cHJvdmUtcHJvdmUtcHJvdmUtcHJvdmUtcHJvdmUtMTI=",
    "HJEMVEJ_CPR_LOOKUP_KEY": "prove-prove-prove-prove-prove-prove-prove",
    "HJEMVEJ_HOSTS": "hjemvej.example.dk",
    "HJEMVEJ_MUNICIPALITY": "999",
    "HJEMVEJ_MUNICIPALITY_NAME": "Prøve Kommune",
}


def check(**changes: str | None) -> "subprocess.CompletedProcess[str]":
    """`manage.py check --deploy` as the operations team runs it, with nothing of this test session's own."""
    address = databases.url("hjemvej_production")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HJEMVEJ_", "DJANGO_"))}
    environment |= {"DATABASE_URL": address, "DATABASE_OWNER_URL": address, **GIVEN}
    for name, value in changes.items():
        environment.pop(name, None)
        if value is not None:
            environment[name] = value
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=databases.CHECKOUT, env=environment, capture_output=True, text=True,
    )  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _server(django_db_setup: None) -> None:
    """The address must be one of a server; nothing is read from it."""


def test_with_its_secrets_production_is_clean():
    done = check()
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", [*GIVEN, "DATABASE_URL"])
def test_without_a_secret_it_does_not_start_and_says_which(name: str):
    done = check(**{name: None})
    assert done.returncode != 0
    assert name in done.stderr


@pytest.mark.parametrize(
    ("name", "unfit"),
    [
        ("HJEMVEJ_SECRET_KEY", "short"),
        ("HJEMVEJ_SECRET_KEY", "a" * 60),
        ("HJEMVEJ_CPR_LOOKUP_KEY", "short"),
        ("HJEMVEJ_CPR_KEYS", "2026:dG9vIHNob3J0"),
        ("HJEMVEJ_CPR_KEYS", f"{GIVEN['HJEMVEJ_CPR_KEYS']},{GIVEN['HJEMVEJ_CPR_KEYS']}"),
    ],
)
def test_an_unfit_secret_is_refused(name: str, unfit: str):
    done = check(**{name: unfit})
    assert done.returncode != 0
    assert name in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "unfit"),
    [
        ("HJEMVEJ_PROXIES", "x"),
        ("HJEMVEJ_PROXIES", "²"),
        ("HJEMVEJ_PROXIES", "-1"),
        ("HJEMVEJ_IDLE_MINUTES", "30 min"),
        ("HJEMVEJ_IDLE_MINUTES", "0"),
        ("HJEMVEJ_LOG_LEVEL", "chatty"),
    ],
)
def test_a_setting_that_is_no_such_number_or_word_is_told_in_one_line(name: str, unfit: str):
    done = check(**{name: unfit})
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name} is “{unfit}”")
    assert done.stderr.count("\n") == 1


def test_a_login_broker_without_tls_is_refused():
    done = check(
        HJEMVEJ_OIDC_ISSUER="http://login.example.dk", HJEMVEJ_OIDC_CLIENT_ID="a", HJEMVEJ_OIDC_CLIENT_SECRET="b"
    )
    assert "must begin with https" in done.stderr


def test_two_factors_are_demanded_and_cannot_be_set_aside():
    environment = {
        **os.environ,
        **GIVEN,
        "DATABASE_URL": "postgresql://x@/y",
        "HJEMVEJ_TWO_FACTOR": "0",
        "HJEMVEJ_DEMO": "",
    }
    ask = "from django.conf import settings; print(settings.TWO_FACTOR_REQUIRED, settings.SESSION_COOKIE_SECURE)"
    environment["DJANGO_SETTINGS_MODULE"] = "hjemvej.config.settings"
    done = subprocess.run(
        [sys.executable, "-c", ask], cwd=databases.CHECKOUT, env=environment, capture_output=True, text=True
    )
    assert done.stdout.strip() == "True True", done.stderr
