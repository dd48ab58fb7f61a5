"""Is each answer of a real OpenID provider believed or refused as it should be, in words, and never with a 500?

The provider is that of the journeys (npm oidc-provider), asked over HTTP; the browser is played by two clients. What
is refused leaves no connection and nobody signed in.
"""

import urllib.parse
from collections.abc import Iterator

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from hjemvej.platform.identity.models import User
from launch import web
from tests import login_provider

OURS = "http://testserver"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with login_provider.running(web.free_port(), ours=OURS, log="login-broker-answers.log") as issuer:
        yield issuer


@pytest.fixture
def joined(settings, issuer):
    """Join Hjemvej to the provider; gives the settings of the connection."""
    app = {
        "provider_id": "broker", "name": "Prøve-MitID", "client_id": "hjemvej", "secret": "kun-til-proever",
        "settings": {"server_url": issuer, "uid_field": "sub", "trusts_email": False},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "SCOPE": ["openid", "email", "profile"], "APPS": [app]}
    }
    settings.OIDC_ACCEPTED_ACR = ["substantial", "high"]
    return app["settings"]


def sign_in(browser: Client, who: str, *, begin: str = "/konto/tjeneste/broker/") -> tuple[int, str]:
    """Go to the provider, choose who to be there, and come back; the status and the page, or where it leads."""
    answer = browser.get(begin)
    theirs, address = requests.Session(), answer.headers.get("Location", "")
    while address.startswith("http://localhost"):
        there = theirs.get(address, allow_redirects=False, timeout=20)
        if there.status_code == 200:
            there = theirs.post(address, {"who": who}, allow_redirects=False, timeout=20)
        assert there.is_redirect, there.text
        address = urllib.parse.urljoin(address, there.headers["Location"])
    if address.startswith(OURS):
        answer = browser.get(address.removeprefix(OURS))
    return answer.status_code, answer.headers.get("Location") or answer.content.decode()


def is_signed_in(browser: Client) -> bool:
    return browser.get("/adgang/mig/").status_code == 200


def test_a_user_signs_in_by_a_verified_address_and_then_by_the_subject(joined, coordinator, leader):
    for _time in range(2):
        browser = Client()
        assert sign_in(browser, "karen")[0] == 302
        assert is_signed_in(browser)
    account = SocialAccount.objects.get()
    assert (account.user, account.uid, account.extra_data) == (coordinator, "subject-karen", {"loa": "substantial"})


ODD = "svarede ikke, som den skulle"
REFUSED = {
    "stranger": "Du er ikke oprettet som bruger her",
    "unverified": "Du er ikke oprettet som bruger her",
    "low": "kunne ikke stå inde for dig",
    "low_acr": "kunne ikke stå inde for dig",
    "no_level": "kunne ikke stå inde for dig",
    "no_id_token": "sagde ikke, hvem du er",
    "two_people": "to forskellige personer",
    "010170 0001": "et CPR-nummer som kendetegn",
    "urn:cpr:0101700001": "et CPR-nummer som kendetegn",
    "token_is_a_list": ODD,
    "token_is_a_page": ODD,
    "token_lasts_a_while": ODD,
    "userinfo_is_a_list": ODD,
    "userinfo_is_a_page": ODD,
    "email_is_a_list": "Du er ikke oprettet som bruger her",
}


@pytest.mark.parametrize(("who", "why"), REFUSED.items())
def test_what_is_not_believed_is_refused_in_words_and_stores_nothing(joined, coordinator, leader, who, why):
    browser = Client()
    status, page = sign_in(browser, who)
    assert (status, why in page) == (403, True), page[-800:]
    assert not SocialAccount.objects.exists()
    assert not is_signed_in(browser)
    assert set(User.objects.all()) == {coordinator, leader}


def test_an_issuer_that_is_not_the_settings_is_refused_before_anybody_is_sent_there(joined, coordinator):
    joined["server_url"] = joined["server_url"].replace("localhost", "127.0.0.1")
    status, page = sign_in(Client(), "karen")
    assert (status, "en anden end den, der er sat op" in page) == (403, True)


@pytest.mark.parametrize("path", ["/intet", "/.well-known/openid-configuration/.."])
def test_a_provider_that_is_not_there_is_told_of(joined, coordinator, path):
    joined["server_url"] += path
    assert sign_in(Client(), "karen")[0] == 403


def test_a_second_subject_with_the_same_address_does_not_get_the_account(joined, coordinator):
    SocialAccount.objects.create(user=coordinator, provider="broker", uid="subject-karen")
    status, page = sign_in(Client(), "second_karen")
    assert (status, "forbundet med et andet login" in page) == (403, True)
    assert [account.uid for account in SocialAccount.objects.all()] == ["subject-karen"]


@pytest.mark.parametrize("query", ["?process=connect", "?process=connect&tryk=", "?process=connect&tryk=gaet"])
def test_nothing_is_connected_without_a_press_on_the_users_own_page(joined, client_of, coordinator, query):
    browser = client_of(coordinator)
    browser.get("/konto/tjeneste/")
    assert sign_in(browser, "stranger", begin=f"/konto/tjeneste/broker/{query}") == (302, "/konto/tjeneste/")
    assert not SocialAccount.objects.exists()


def test_a_press_on_the_users_own_page_connects_once(joined, client_of, coordinator):
    browser = client_of(coordinator)
    page = browser.get("/konto/tjeneste/").content.decode()
    link = page.partition('href="/konto/tjeneste/broker/?')[2].partition('"')[0].replace("&amp;", "&")
    begin = f"/konto/tjeneste/broker/?{link}"
    assert sign_in(browser, "no_level", begin=begin)[0] == 403
    page = browser.get("/konto/tjeneste/").content.decode()
    link = page.partition('href="/konto/tjeneste/broker/?')[2].partition('"')[0].replace("&amp;", "&")
    assert sign_in(browser, "stranger", begin=begin) == (302, "/konto/tjeneste/")
    page = browser.get("/konto/tjeneste/").content.decode()
    link = page.partition('href="/konto/tjeneste/broker/?')[2].partition('"')[0].replace("&amp;", "&")
    assert sign_in(browser, "stranger", begin=f"/konto/tjeneste/broker/?{link}")[0] == 302
    assert [(account.user, account.uid) for account in SocialAccount.objects.all()] == [
        (coordinator, "subject-stranger")
    ]
