"""What does the environment choose? The settings are read as a start reads them, from the values given here alone."""

import os
import runpy
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from hjemvej.config import settings as file_of_settings

DEMO = {"HJEMVEJ_DEMO": "1"}
WEB, OWNER = "postgresql://hjemvej_web@db/hjemvej", "postgresql://hjemvej_owner@db/hjemvej"
STRONG = "abcde" * 10
REAL = {
    "HJEMVEJ_SECRET_KEY": STRONG,
    "HJEMVEJ_CPR_KEYS": "a:cHJvdmUtcHJvdmUtcHJvdmUtcHJvdmUtcHJvdmUtMTI=",
    "HJEMVEJ_CPR_LOOKUP_KEY": "l" * 32,
    "HJEMVEJ_HOSTS": "hjemvej.example.dk, andet.example.dk,",
    "HJEMVEJ_MUNICIPALITY": "998",
    "HJEMVEJ_MUNICIPALITY_NAME": "Prøve Kommune",
    "DATABASE_URL": WEB,
}
BROKER = {
    "HJEMVEJ_OIDC_ISSUER": "https://broker.example",
    "HJEMVEJ_OIDC_CLIENT_ID": "a",
    "HJEMVEJ_OIDC_CLIENT_SECRET": "b",
}
MAIL = {"HJEMVEJ_MAIL_HOST": "mail.example.dk", "HJEMVEJ_MAIL_FROM": "team@example.dk"}


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch):
    """Give `chosen(environment)`: the settings that it makes."""

    def read(environment: dict[str, str]) -> dict[str, Any]:
        for name in [name for name in os.environ if name.startswith(("HJEMVEJ_", "DATABASE_"))]:
            monkeypatch.delenv(name)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(file_of_settings.__file__))

    return read


@pytest.mark.parametrize(
    ("given", "name", "value"),
    [
        (DEMO, "MUNICIPALITY_CODE", "999"),
        (DEMO | {"HJEMVEJ_MUNICIPALITY": "265"}, "MUNICIPALITY_CODE", "265"),
        (REAL, "MUNICIPALITY_CODE", "998"),
        (REAL, "SECRET_KEY", STRONG),
        (REAL, "HOSTS", ["hjemvej.example.dk", "andet.example.dk"]),
        (DEMO | {"HJEMVEJ_CPR_LOOKUP_KEY": "kort"}, "CPR_LOOKUP_KEY", "kort"),
        (DEMO, "TEAM_PHONE", "00 00 00 00"),
        (REAL, "TEAM_PHONE", ""),
        (DEMO, "ACUTE_PHONE", "00 00 00 11"),
        (REAL, "ACUTE_PHONE", ""),
        (DEMO, "PRIVACY_CONTACT", "databeskyttelse@example.org"),
        (REAL, "PRIVACY_CONTACT", ""),
        (DEMO, "PROXIES_IN_FRONT", 0),
        (REAL, "PROXIES_IN_FRONT", 1),
        (REAL | {"HJEMVEJ_PROXIES": "0"}, "PROXIES_IN_FRONT", 0),
        (REAL | {"HJEMVEJ_PROXIES": ""}, "PROXIES_IN_FRONT", 1),
        (DEMO | {"HJEMVEJ_PROXIES": ""}, "PROXIES_IN_FRONT", 0),
        (DEMO | {"HJEMVEJ_PROXIES": "2"}, "PROXIES_IN_FRONT", 2),
        (DEMO | {"HJEMVEJ_MAIL_PORT": "1"}, "EMAIL_PORT", 1),
        (REAL, "OWNER_URL", WEB),
        (REAL | {"DATABASE_OWNER_URL": OWNER}, "OWNER_URL", OWNER),
        (DEMO, "COLLECTED", False),
        (REAL, "COLLECTED", True),
        (REAL | {"HJEMVEJ_STATIC": "plain"}, "COLLECTED", False),
        (DEMO, "TWO_FACTOR_REQUIRED", False),
        (DEMO | {"HJEMVEJ_TWO_FACTOR": "1"}, "TWO_FACTOR_REQUIRED", True),
        (REAL, "TWO_FACTOR_REQUIRED", True),
        (DEMO, "LOG_LEVEL", "INFO"),
        (DEMO | {"HJEMVEJ_LOG_LEVEL": "ERROR"}, "LOG_LEVEL", "ERROR"),
        (DEMO, "DEFAULT_FROM_EMAIL", "hjemvej@example.org"),
        (REAL | {"HJEMVEJ_MAIL_FROM": "team@example.dk"}, "DEFAULT_FROM_EMAIL", "hjemvej@example.org"),
        (REAL | MAIL, "DEFAULT_FROM_EMAIL", "team@example.dk"),
        (DEMO | BROKER | {"HJEMVEJ_OIDC_ISSUER": "http://localhost:1"}, "OIDC_ISSUER", "http://localhost:1"),
    ],
)  # fmt: skip
def test_what_is_given_is_chosen_and_the_demo_has_its_own(chosen, given, name, value):
    assert chosen(given)[name] == value


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({name: value for name, value in REAL.items() if name != "HJEMVEJ_HOSTS"}, "Set HJEMVEJ_HOSTS"),
        (REAL | {"HJEMVEJ_SECRET_KEY": STRONG[:-1]}, "SECRET_KEY is too weak"),
        (REAL | {"HJEMVEJ_SECRET_KEY": "abcd" * 13}, "SECRET_KEY is too weak"),
        (REAL | {"HJEMVEJ_CPR_LOOKUP_KEY": "l" * 31}, "CPR_LOOKUP_KEY is too weak"),
        (REAL | {"DATABASE_URL": ""}, "Set DATABASE_URL"),
        (DEMO | {"HJEMVEJ_PROXIES": "²"}, "a whole number, 0 or more"),
        (DEMO | {"HJEMVEJ_IDLE_MINUTES": "0"}, "a whole number, 1 or more"),
        (DEMO | {"HJEMVEJ_LOG_LEVEL": "LOUD"}, "HJEMVEJ_LOG_LEVEL is “LOUD”"),
        (REAL | {"HJEMVEJ_MAIL_HOST": "mail.example.dk"}, "Set HJEMVEJ_MAIL_FROM"),
        (REAL | BROKER | {"HJEMVEJ_OIDC_ISSUER": "http://broker.example"}, "must begin with https://"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_name(chosen, given, words):
    with pytest.raises(ImproperlyConfigured, match=words):
        chosen(given)


def test_the_demo_has_a_database_of_its_own_with_two_roles(chosen):
    made = chosen(DEMO)
    assert "user=hjemvej_web" in made["WEB_URL"] or "hjemvej_web@" in made["WEB_URL"]
    assert "user=hjemvej_owner" in made["OWNER_URL"] or "hjemvej_owner@" in made["OWNER_URL"]


@pytest.mark.parametrize(("as_owner", "user", "is_pooled"), [("", "hjemvej_web", True), ("1", "hjemvej_owner", False)])
def test_a_command_for_the_tables_looks_as_their_owner_without_a_pool(chosen, as_owner, user, is_pooled):
    given = REAL | {"DATABASE_OWNER_URL": OWNER, "HJEMVEJ_POOL": "1", "HJEMVEJ_AS_OWNER": as_owner}
    [made] = chosen(given)["DATABASES"].values()
    assert (made["USER"], "pool" in made["OPTIONS"]) == (user, is_pooled)
    assert ("role=hjemvej_web" in made["OPTIONS"].get("options", "")) == (user == "hjemvej_web")


def test_without_being_asked_there_is_no_pool(chosen):
    assert "pool" not in chosen(REAL)["DATABASES"]["default"]["OPTIONS"]


def test_the_broker_is_asked_for_the_levels_that_are_accepted(chosen):
    for acr, asked in (("", {}), ("a b", {"acr_values": "a b"})):
        made = chosen(REAL | BROKER | {"HJEMVEJ_OIDC_ACR": acr})
        assert made["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["AUTH_PARAMS"] == asked
    assert "SOCIALACCOUNT_PROVIDERS" not in chosen(REAL)


def test_files_with_hashed_names_are_served_where_they_are_collected(chosen):
    backends = [chosen(given)["STORAGES"]["staticfiles"]["BACKEND"] for given in (DEMO, REAL)]
    assert backends == [file_of_settings.PLAIN, file_of_settings.HASHED]
