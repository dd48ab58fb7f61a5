"""Is a sign-in by the login broker let in only for a user we have, and does the last second factor stay?"""

import time
from types import SimpleNamespace

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import AnonymousUser

from hjemvej.platform.access.adapters import JUST_NOW, AccountAdapter, BrokerAdapter, MFAAdapter
from hjemvej.platform.identity.models import User
from hjemvej.platform.outside.login_broker.claims import Claims

STRANGER, UNSURE = "Du er ikke oprettet som bruger her", "kunne ikke stå inde for dig"


class SignIn:
    """What allauth hands over when the browser is back from the broker."""

    def __init__(self, *, is_existing=False, process="login", **claims):
        said = {"subject": "ab-12", "email_is_verified": True, "assurance": frozenset({"substantial"}), **claims}
        self.provider = SimpleNamespace(claims=Claims(**said))
        self.is_existing, self.state, self.connected_to = is_existing, {"process": process}, None
        self.account = SocialAccount(provider="broker", uid=said["subject"])

    def connect(self, _request, user):
        self.connected_to = user


@pytest.fixture
def request_of(rf, client):
    """A request of a browser that has not signed in."""
    request = rf.get("/")
    request.session, request.viewer, request.user = client.session, None, AnonymousUser()
    return request


@pytest.fixture
def closed(support_worker):
    """Make a bystander whose account was closed."""
    User.objects.filter(pk=support_worker.pk).update(is_active=False)
    return support_worker


@pytest.mark.parametrize("email", ["karen.proeve@example.org", "KAREN.proeve@example.org"])
def test_a_verified_address_opens_the_account_that_has_it(request_of, coordinator, closed, leader, settings, email):
    settings.OIDC_ACCEPTED_ACR = ["substantial"]
    sign_in = SignIn(email=email)
    BrokerAdapter().pre_social_login(request_of, sign_in)
    assert sign_in.connected_to == coordinator


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"email": "karen.proeve@example.org", "email_is_verified": False}, STRANGER),
        ({"email": ""}, STRANGER),
        ({"email": "nobody@example.org"}, STRANGER),
        ({"email": "bo.proeve@example.org"}, STRANGER),  # whose account is closed
        ({"email": "karen.proeve@example.org", "assurance": frozenset({"low"})}, UNSURE),
        ({"email": "karen.proeve@example.org", "assurance": frozenset(), "is_existing": True}, UNSURE),
        ({"email": "karen.proeve@example.org", "subject": "010170-0001"}, "et CPR-nummer som kendetegn"),
        ({"email": "", "subject": "0101700001", "is_existing": True}, "et CPR-nummer som kendetegn"),
    ],
)
def test_others_are_not_let_in_and_read_why(request_of, coordinator, closed, settings, said, why):
    settings.OIDC_ACCEPTED_ACR = ["substantial"]
    User.objects.create_user("", "Bruger uden adresse")
    sign_in = SignIn(**said)
    with pytest.raises(ImmediateHttpResponse) as refused:
        BrokerAdapter().pre_social_login(request_of, sign_in)
    assert refused.value.response.status_code == 403
    assert why in refused.value.response.content.decode()
    assert sign_in.connected_to is None


@pytest.mark.parametrize("known", [{"is_existing": True}, {"process": "connect"}])
def test_a_subject_known_already_or_joined_by_a_signed_in_user_needs_no_address(request_of, coordinator, known):
    request_of.user = coordinator
    sign_in = SignIn(email="", **known)
    BrokerAdapter().pre_social_login(request_of, sign_in)
    assert sign_in.connected_to is None


@pytest.mark.parametrize("process", ["login", "connect"])
def test_a_second_subject_gets_no_account_that_has_one(request_of, coordinator, leader, process):
    SocialAccount.objects.create(user=coordinator, provider="broker", uid="of Karen")
    request_of.user = coordinator if process == "connect" else AnonymousUser()
    with pytest.raises(ImmediateHttpResponse) as refused:
        BrokerAdapter().pre_social_login(request_of, SignIn(email=coordinator.email, process=process))
    assert "forbundet med et andet login" in refused.value.response.content.decode()
    BrokerAdapter().pre_social_login(request_of, sign_in := SignIn(email=leader.email))
    assert sign_in.connected_to == leader


def test_nobody_signs_up_through_the_broker(request_of):
    assert not BrokerAdapter().is_open_for_signup(request_of, SignIn(email="nobody@example.org"))


@pytest.mark.parametrize(
    ("is_required", "removed", "others", "may"),
    [
        (False, "totp", [], True),
        (True, "totp", [], False),
        (True, "totp", ["webauthn"], True),
        (True, "totp", ["recovery_codes"], False),
        (True, "recovery_codes", [], True),
        (True, "recovery_codes", ["totp"], True),
    ],
)
def test_the_last_second_factor_stays_where_one_is_demanded(
    coordinator, leader, settings, is_required, removed, others, may
):
    settings.TWO_FACTOR_REQUIRED = is_required
    Authenticator.objects.create(user=leader, type="webauthn", data={})
    Authenticator.objects.create(user=leader, type="totp", data={})
    for kind in others:
        Authenticator.objects.create(user=coordinator, type=kind, data={})
    own = Authenticator.objects.create(user=coordinator, type=removed, data={})
    assert MFAAdapter().can_delete_authenticator(own) is may


@pytest.mark.parametrize(
    ("signed_in_ago", "app", "again"),
    [
        (0, "allauth.mfa", False),
        (JUST_NOW - 1, "allauth.mfa", False),
        (JUST_NOW, "allauth.mfa", True),
        (None, "allauth.mfa", True),
        (JUST_NOW, "allauth.socialaccount", False),  # allauth asks nothing before that
    ],
)
def test_a_user_confirms_it_is_them_unless_they_signed_in_just_now(
    request_of, coordinator, monkeypatch, signed_in_ago, app, again
):
    request_of.user, moment = coordinator, 1_800_000_000.0
    for method, ago in (("password", JUST_NOW + 1), ("mfa", signed_in_ago)) if signed_in_ago is not None else ():
        monkeypatch.setattr(time, "time", lambda ago=ago: moment - ago)
        record_authentication(request_of, coordinator, method)
    monkeypatch.setattr(time, "time", lambda: moment)
    with context.request_context(request_of):
        assert AccountAdapter().is_reauthentication_required(app=app) is again


@pytest.mark.parametrize(("address", "counted_as"), [("192.0.2.7", "192.0.2.7"), ("", "0.0.0.0")])  # noqa: S104
def test_browsers_behind_a_proxy_without_an_address_share_a_throttle(rf, address, counted_as):
    assert AccountAdapter().get_client_ip(rf.get("/", REMOTE_ADDR=address)) == counted_as
