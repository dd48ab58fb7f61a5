"""Can one sign in with a password, a code or a passkey, and be signed out without losing what one wrote?"""

import datetime
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.core.cache import cache
from playwright.sync_api import Page, expect

from hjemvej.platform.identity.models import User
from hjemvej.platform.identity.passwords import sealed
from hjemvej.platform.identity.sessions import SessionStore

PASSWORD = "hjemvej"


@pytest.fixture(autouse=True)
def _no_attempts_counted(transactional_db: None) -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _password_as_it_is_served(coordinator: User) -> None:
    """Tests hash quickly; the server under the journey does not."""
    coordinator.password = sealed(ScryptPasswordHasher().encode(PASSWORD, "salt"), of=coordinator.pk)
    coordinator.save()


def sign_in(page: Page, user: User, at: str = "") -> None:
    page.goto(f"{at}/konto/log-ind/?next=/adgang/mig/")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).click()


def virtual_authenticator(page: Page) -> None:
    """A phone with a fingerprint reader, as Chromium plays it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options: dict[str, Any] = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_made_and_opens_the_house_by_itself(page: Page, site: str, coordinator: User, axe):
    named = site.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never to an IP address
    virtual_authenticator(page)
    sign_in(page, coordinator, at=named)
    expect(page.get_by_role("heading", level=1)).to_have_text(coordinator.name)
    page.goto(f"{named}/adgang/to-faktor/")
    axe(page)
    page.get_by_role("link", name="Opret adgangsnøgle").click()
    axe(page)
    page.get_by_role("button", name="Opret").click()
    expect(page.get_by_role("heading", name="Dine nødkoder")).to_be_visible()
    axe(page)
    kinds = sorted(Authenticator.objects.filter(user=coordinator).values_list("type", flat=True))
    assert kinds == ["recovery_codes", "webauthn"]
    page.goto(f"{named}/konto/log-ud/")
    page.get_by_role("button", name="Log ud").first.click()
    page.goto(f"{named}/konto/log-ind/?next=/adgang/mig/")
    page.get_by_role("button", name="Log ind med adgangsnøgle").click()
    page.wait_for_url(lambda address: "log-ind" not in address)
    page.goto(f"{named}/adgang/mig/")
    expect(page.get_by_role("heading", level=1)).to_have_text(coordinator.name)


def test_a_code_is_asked_for_after_the_password(page: Page, coordinator: User, axe):
    from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

    secret = generate_totp_secret()
    TOTP.activate(coordinator, secret)
    sign_in(page, coordinator)
    expect(page.get_by_role("heading", name="Skriv koden")).to_be_visible()
    axe(page)
    page.get_by_role("textbox").first.fill("000000")
    page.get_by_role("button", name="Log ind", exact=True).click()
    expect(page.get_by_text("Koden passer ikke").first).to_be_visible()
    page.get_by_role("textbox").first.fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Log ind", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(coordinator.name)


def test_what_was_written_when_the_session_ran_out_is_saved_after_signing_in(page: Page, coordinator: User, axe):
    sign_in(page, coordinator)
    page.get_by_label("Navn", exact=True).fill("Karen Koordinator Prøve, nu med langt navn")
    key = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "sessionid")
    session = SessionStore(session_key=key)
    session["last_seen"] = (datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=2)).isoformat()
    session.save()
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Det, du skrev, er gemt og venter på dig")).to_be_visible()
    axe(page)
    page.get_by_label("E-mail").fill(coordinator.email)
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).click()
    expect(page.get_by_text("nu med langt navn").first).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Gem det nu").click()
    expect(page.get_by_text("Gemt.")).to_be_visible()
    coordinator.refresh_from_db()
    assert coordinator.name == "Karen Koordinator Prøve, nu med langt navn"


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_sign_in_page_is_free_of_faults_at_every_width(new_page, axe, screenshot, width: int):
    page = new_page(width=width, height=800)
    page.goto("/konto/log-ind/")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width == 1280:
        screenshot(page, "sign-in")
