"""Is what a user signs in by still written on the way in, though nobody else may change it?"""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import identify_hasher
from django.urls import reverse

from conftest import Visitor
from hjemvej.platform.identity.models import User
from hjemvej.platform.identity.passwords import opened

pytestmark = pytest.mark.django_db
PASSWORD = "en-lang-adgangskode"


@pytest.fixture
def newcomer(db) -> User:
    """Added, and without a place here today."""
    return User.objects.create_user("ny@example.org", "Ny Prøve", PASSWORD)


def sign_in(browser: Visitor, user: User) -> None:
    assert browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD}).status_code == 302


def test_a_recovery_code_opens_once(client, newcomer):
    TOTP.activate(newcomer, generate_totp_secret())
    code = RecoveryCodes.activate(newcomer).get_unused_codes()[0]
    before = Authenticator.objects.get(type="recovery_codes").data
    sign_in(client, newcomer)
    assert "_auth_user_id" not in client.session
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    assert client.session["_auth_user_id"] == str(newcomer.pk)
    assert Authenticator.objects.get(type="recovery_codes").data != before


def test_a_password_hashed_the_older_way_is_hashed_anew_by_signing_in(client, newcomer, settings):
    older = identify_hasher(opened(newcomer.password, of=newcomer.pk)).algorithm
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher", *settings.PASSWORD_HASHERS]
    sign_in(client, newcomer)
    newcomer.refresh_from_db()
    assert (
        identify_hasher(opened(newcomer.password, of=newcomer.pk)).algorithm != older,
        newcomer.check_password(PASSWORD),
    ) == (True, True)
