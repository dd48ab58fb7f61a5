"""Does production refuse to start without its secrets, and is it clean by Django's own check when it has them?"""

import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
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
WELL_SET = {"HJEMVEJ_ENTRY_TEAM": "Hjemløseteamet", "HJEMVEJ_PRIVACY_CONTACT": "databeskyttelse@example.org"}
NAME = "hjemvej_production"
TEAM = "INSERT INTO access_organisation (id, name, kind, is_active) VALUES (gen_random_uuid(), %s, 'team', %s)"


def check(**changes: str | None) -> "subprocess.CompletedProcess[str]":
    """`manage.py check --deploy` as the operations team runs it, with nothing of this test session's own."""
    address = databases.url(NAME)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HJEMVEJ_", "DJANGO_"))}
    environment |= {"DATABASE_URL": address, "DATABASE_OWNER_URL": address, **GIVEN, **WELL_SET}
    for name, value in changes.items():
        environment.pop(name, None)
        if value is not None:
            environment[name] = value
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=databases.CHECKOUT, env=environment, capture_output=True, text=True,
    )  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _teams(django_db_setup: None) -> Iterator[None]:
    """Make the receiving team, a team before it in the alphabet, and a closed team."""
    databases.copy_template(NAME)
    with psycopg.connect(databases.url(NAME)) as owner:
        for name, is_active in {"Hjemløseteamet": True, "Bostøtten": True, "Det gamle team": False}.items():
            owner.execute(TEAM, [name, is_active])
    yield
    databases.drop(NAME)


def test_with_its_secrets_production_is_clean():
    done = check()
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", ["Hjemlosteamet", "hjemløseteamet", "Det gamle team"])
def test_the_warning_of_an_unknown_entry_team_names_the_team_that_receives_instead(name: str):
    done = check(HJEMVEJ_ENTRY_TEAM=name)
    assert done.returncode != 0
    assert f"HJEMVEJ_ENTRY_TEAM is “{name}”, which no active team is called" in done.stderr
    assert "inquiries go to “Bostøtten” instead" in done.stderr
    assert "Bostøtten, Hjemløseteamet." in done.stderr


def test_an_empty_privacy_contact_gives_a_warning():
    done = check(HJEMVEJ_PRIVACY_CONTACT=" ")
    assert done.returncode != 0
    assert "HJEMVEJ_PRIVACY_CONTACT is empty" in done.stderr
    assert "1 issue" in done.stderr


def test_a_database_without_tables_gives_a_warning_and_the_rest_is_checked():
    empty = databases.url("template1")
    done = check(DATABASE_URL=empty, HJEMVEJ_PRIVACY_CONTACT="")
    assert "HJEMVEJ_ENTRY_TEAM was not checked" in done.stderr
    assert "HJEMVEJ_PRIVACY_CONTACT is empty" in done.stderr


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
        ("HJEMVEJ_MAIL_PORT", "mail"),
        ("HJEMVEJ_IDLE_MINUTES", "30 min"),
        ("HJEMVEJ_IDLE_MINUTES", "0"),
        ("HJEMVEJ_MAIL_PORT", "smtp"),
        ("HJEMVEJ_LOG_LEVEL", "chatty"),
    ],
)
def test_a_setting_with_a_wrong_number_or_word_is_named_in_a_single_line(name: str, unfit: str):
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
