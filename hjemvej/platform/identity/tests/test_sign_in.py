"""Does one get in as oneself, and only so? Through the pages."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.exceptions import BadRequest
from django.urls import reverse

from conftest import Visitor, membership_of
from hjemvej.platform.audit.models import Event
from hjemvej.platform.identity.models import User
from hjemvej.platform.identity.views import _theirs as answered

PASSWORD = "hjemvej"


@pytest.fixture(autouse=True)
def _no_attempts_counted(db: None) -> None:
    cache.clear()


def sign_in(client, user: User, password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


def test_one_signs_in_with_password_and_it_is_logged(client, coordinator):
    assert sign_in(client, coordinator).status_code == 302
    assert client.get(reverse("access:own_page")).status_code == 200
    assert Event.objects.get(name="access.signed_in").details == {"user": str(coordinator.pk), "methods": ["password"]}


def test_a_wrong_password_says_so_in_danish_and_keeps_the_address(client, coordinator):
    page = sign_in(client, coordinator, "forkert")
    assert page.status_code == 200
    assert coordinator.email in page.content.decode()
    assert "E-mail og adgangskode passer ikke sammen" in page.content.decode()


def test_the_sixth_wrong_password_is_not_even_tried(client, coordinator):
    for _ in range(5):
        sign_in(client, coordinator, "forkert")
    page = sign_in(client, coordinator)
    assert "For mange" in page.content.decode()
    assert "_auth_user_id" not in client.session


def lock_out(user: User) -> None:
    """Strangers, each from an address of their own, guess at this user's password."""
    for number in range(9):
        stranger = Visitor(REMOTE_ADDR=f"192.0.2.{number}")
        page = sign_in(stranger, user, "forkert")
    assert "For mange" in page.content.decode()


def test_strangers_lock_nobody_out_of_a_device_they_have_signed_in_from(client, coordinator, leader):
    sign_in(client, coordinator)
    cookie = client.cookies["known-device"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    client.post(reverse("account_logout"))
    lock_out(coordinator)
    assert sign_in(client, coordinator).status_code == 302
    client.post(reverse("account_logout"))
    lock_out(leader)
    assert "For mange" in sign_in(client, leader).content.decode(), "the device knows another user alone"


def test_a_known_device_may_guess_no_more_than_another(client, coordinator):
    sign_in(client, coordinator)
    client.post(reverse("account_logout"))
    for _ in range(5):
        sign_in(client, coordinator, "forkert")
    assert "For mange" in sign_in(client, coordinator).content.decode()


@pytest.mark.parametrize("forged", ["", "x", "WyJkZXZpY2UiLFtdXQ:1uXXXX:signature"])
def test_a_device_that_only_says_it_is_known_is_a_stranger(client, coordinator, forged):
    lock_out(coordinator)
    client.cookies["known-device"] = forged
    assert "For mange" in sign_in(client, coordinator).content.decode()


def test_a_shared_device_knows_all_its_users(client, coordinator, leader):
    for user in (coordinator, leader):
        sign_in(client, user)
        client.post(reverse("account_logout"))
    lock_out(coordinator)
    assert sign_in(client, coordinator).status_code == 302


def test_a_user_with_nothing_to_confirm_by_signs_in_anew(client, coordinator, leader):
    """Someone who came by the login broker has neither a password nor a second factor here."""
    User.objects.filter(pk=coordinator.pk).update(password="!")
    client.force_login(coordinator)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer.url.partition("?")[0] == reverse("account_login")
    client.force_login(leader)
    assert client.get(reverse("mfa_activate_totp")).url.partition("?")[0] == reverse("account_reauthenticate")


def test_only_the_library_that_reads_passkeys_has_its_errors_answered(rf):
    def falls_over(_request):
        raise KeyError("id")

    with pytest.raises(BadRequest):
        answered(falls_over)(rf.post("/", {"credential": "x"}))
    with pytest.raises(KeyError):
        answered(falls_over)(rf.post("/", {"code": "x"}))


@pytest.mark.parametrize("rubbish", ["", "[]", '{"id": "x"}', '{"response": {"userHandle": 5}}', "[" * 100_000])
def test_what_is_no_passkey_is_refused_and_breaks_nothing(client, rubbish):
    client.get(reverse("mfa_login_webauthn"))
    assert client.post(reverse("mfa_login_webauthn"), {"credential": rubbish}).status_code in {200, 302, 400}


def test_nobody_can_sign_up(client):
    for path in ("/konto/signup/", "/konto/opret/", "/konto/password/reset/"):
        assert client.get(path).status_code == 404


def test_strangers_are_sent_to_sign_in_and_back(client):
    page = client.get(reverse("access:own_page"))
    assert page.status_code == 302
    assert page.url == f"{reverse('account_login')}?next={reverse('access:own_page')}"


def test_no_browser_keeps_what_somebody_signed_in_was_shown(client_of, coordinator):
    """Nor its parts, nor a 404: the arrow back after signing out, on a computer that others use, shows nothing."""
    browser = client_of(coordinator)
    for page in (reverse("staff:today"), reverse("staff:tonight"), reverse("staff:register"), "/intet/"):
        assert browser.get(page)["Cache-Control"] == "no-store", page


def test_one_without_a_membership_is_told_so_and_not_sent_in_circles(client, coordinator):
    membership_of(coordinator).delete()
    client.force_login(coordinator)
    page = client.get(reverse("access:own_page"))
    assert page.status_code == 403
    assert "ikke medlem nogen steder" in page.content.decode()


class TestTwoFactors:
    @pytest.fixture(autouse=True)
    def _demanded(self, settings):
        settings.TWO_FACTOR_REQUIRED = True

    def test_a_coordinator_must_set_up_a_second_factor_before_going_on(self, client, coordinator):
        sign_in(client, coordinator)
        page = client.get(reverse("access:own_page"))
        assert (page.status_code, page.url) == (302, reverse("access:two_factor"))
        assert client.get(reverse("access:two_factor")).status_code == 200

    def test_a_factor_shown_by_another_in_the_same_session_is_not_the_users_own(self, client, coordinator, leader):
        sign_in(client, coordinator)
        for user, status in ((leader, 302), (coordinator, 200)):
            session = client.session
            session["two_factor_shown"] = str(user.pk)
            session.save()
            assert client.get(reverse("access:own_page")).status_code == status

    @pytest.mark.parametrize(("whose", "kind"), [("leader", "totp"), ("coordinator", "recovery_codes")])
    def test_another_users_factor_and_recovery_codes_alone_are_not_enough(
        self, request, client, coordinator, leader, whose, kind
    ):
        Authenticator.objects.create(user=request.getfixturevalue(whose), type=kind, data={})
        client.force_login(coordinator)
        assert client.get(reverse("access:own_page")).status_code == 302

    def test_a_landlord_need_not(self, client, landlord):
        sign_in(client, landlord)
        assert client.get(reverse("access:own_page")).status_code == 200

    def test_setting_up_codes_opens_the_house_and_asks_for_one_next_time(self, client, coordinator):
        sign_in(client, coordinator)
        secret = _set_up_codes(client)
        assert client.get(reverse("access:own_page")).status_code == 200
        client.post(reverse("account_logout"))
        page = sign_in(client, coordinator)
        assert page.url == reverse("mfa_authenticate")
        assert client.get(reverse("access:own_page")).status_code == 302
        client.post(reverse("mfa_authenticate"), {"code": _code(secret, ahead=1)})
        assert client.get(reverse("access:own_page")).status_code == 200

    def test_the_secret_behind_the_codes_is_not_in_the_database_in_clear(self, client, coordinator):
        sign_in(client, coordinator)
        secret = _set_up_codes(client)
        stored = Authenticator.objects.get(type="totp").data
        assert secret not in str(stored)
        assert stored["secret"].startswith("gAAAA")

    def test_the_last_second_factor_cannot_be_removed(self, client, coordinator):
        sign_in(client, coordinator)
        _set_up_codes(client)
        page = client.post(reverse("mfa_deactivate_totp"))
        assert page.status_code == 200
        assert Authenticator.objects.filter(type="totp").exists()


def _set_up_codes(client) -> str:
    page = client.get(reverse("mfa_activate_totp"))
    secret: str = page.context["form"].secret
    page = client.post(reverse("mfa_activate_totp"), {"code": _code(secret)})
    assert page.status_code == 302, page.content.decode()
    return secret


def _code(secret: str, ahead: int = 0) -> str:
    import time

    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead)))
