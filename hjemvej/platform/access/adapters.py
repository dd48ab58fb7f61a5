"""How does allauth behave in our house? No open sign-up, secrets encrypted, and a broker's user must be one of ours."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjemvej.platform.identity import idle, known_device
from hjemvej.platform.identity.queries import user_with_email
from hjemvej.platform.outside.login_broker import claims as broker
from hjemvej.platform.outside.login_broker.provider import BrokerRefused
from hjemvej.platform.sealing.ciphers import cipher

from . import actions
from .viewer import looking_as, system

JUST_NOW = 5 * 60


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People get in because a leader or an administrator added them, never by signing up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("E-mail og adgangskode passer ikke sammen. Prøv igen."),
        "too_many_login_attempts": gettext_lazy("For mange forsøg. Vent fem minutter, og prøv så igen."),
        "rate_limited": gettext_lazy("For mange forsøg. Vent fem minutter, og prøv så igen."),
        "incorrect_password": gettext_lazy("Adgangskoden er ikke rigtig."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Compare the password; one that was hashed the older way is hashed anew."""
        with looking_as(system("sign_in")):
            return super().authenticate(request, **credentials)

    def login(self, request: HttpRequest, user: Any) -> None:
        methods = sorted({record["method"] for record in get_authentication_records(request, user)})
        super().login(request, user)
        request.session.pop(idle.SIGNED_OUT, None)
        actions.note_sign_in(user=user, methods=methods, at=timezone.now())

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponseBase:
        """Remember the device of a user who signed in with both factors."""
        response: HttpResponseBase = super().post_login(request, user, **more)
        known_device.remember(request, response, user.email)
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong passwords on a known device apart from those of strangers, who could else lock a user out."""
        key = str(super()._get_login_attempts_cache_key(request, **credentials))
        return f"{key}:{known_device.device_of(request, credentials.get('email', ''))}"

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Not again within five minutes of signing in: the first thing one does here is to add a second factor."""
        records = get_authentication_records(context.request, context.request.user)
        just_now = bool(records) and time.time() - records[-1]["at"] < JUST_NOW
        return not just_now and bool(super().is_reauthentication_required(app=app, **more))

    def get_client_ip(self, request: HttpRequest) -> str:
        """Behind a proxy on a Unix socket there is no address at all; they then share one throttle."""
        return super().get_client_ip(request) if request.META.get("REMOTE_ADDR") else "0.0.0.0"  # noqa: S104


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The secret behind a six-digit code is worth as much as the password: never in clear in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Koden passer ikke. Vent på den næste, og prøv igen."),
        "cannot_delete_authenticator": gettext_lazy("Det er din eneste anden faktor. Opret en ny først."),
    }

    def encrypt(self, text: str) -> str:
        return cipher("two-factor").encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return cipher("two-factor").decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return f"Hjemvej {settings.MUNICIPALITY_NAME}"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last second factor stays, where one is demanded; a new one can be added first."""
        if not settings.TWO_FACTOR_REQUIRED or authenticator.type == Authenticator.Type.RECOVERY_CODES:
            return True
        types = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=types)
        return bool(others.exclude(pk=authenticator.pk).exists())


class BrokerAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A sign-in from the broker opens the account of a user we have, found by subject or by verified e-mail."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        claims: broker.Claims = sociallogin.provider.claims
        if broker.subject_is_a_cpr_number(claims.subject):
            raise _refused(request, _("Login-tjenesten sender et CPR-nummer som kendetegn. Det gemmer vi ikke."))
        if not broker.is_sure_enough(claims, settings.OIDC_ACCEPTED_ACR):
            raise _refused(request, _("Login-tjenesten kunne ikke stå inde for dig med det niveau, vi kræver."))
        if sociallogin.is_existing:
            return
        if sociallogin.state.get("process") == "connect":
            _refuse_another_subject(request, request.user, sociallogin)
            return
        user = user_with_email(claims.email) if claims.email and claims.email_is_verified else None
        if user is None:
            raise _refused(request, _("Du er ikke oprettet som bruger her. Bed din leder om at tilføje din e-mail."))
        _refuse_another_subject(request, user, sociallogin)
        sociallogin.connect(request, user)

    def on_authentication_error(
        self, request: HttpRequest, *_details: Any, exception: Exception | None = None, **_more: Any
    ) -> None:
        if isinstance(exception, BrokerRefused):
            raise _refused(request, str(exception))
        raise _refused(request, _("Login-tjenesten svarede ikke, som den skulle. Prøv igen om lidt."))


def _refuse_another_subject(request: HttpRequest, user: Any, sociallogin: Any) -> None:
    """Refuse a second subject: an address may be given to another person, the account is its first subject's."""
    if SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider).exists():
        raise _refused(
            request,
            _("Din bruger er forbundet med et andet login. Log ind med det, eller bed din leder om hjælp."),
        )


def _refused(request: HttpRequest, why: str) -> ImmediateHttpResponse:
    response: HttpResponseBase = render(request, "access/not_let_in.html", {"why": why}, status=403)
    return ImmediateHttpResponse(response)
