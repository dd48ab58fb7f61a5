"""Has this user shown a second factor? Password and code, a passkey, or the login broker's claim."""

import uuid

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import unstash_login
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

SHOWN = "two_factor_shown"
OPEN_WITHOUT = ("/konto/", "/adgang/to-faktor/", "/ui/", "/health", "/metrics")


def is_missing(request: HttpRequest) -> bool:
    """Must this user set up a second factor before going on?"""
    if request.path.startswith(OPEN_WITHOUT):
        return False
    if request.session.get(SHOWN) == str(request.user.pk):
        return False
    methods = {record["method"] for record in get_authentication_records(request, request.user)}
    if methods & {"mfa", "socialaccount"} or _has_one(request.user.pk):
        request.session[SHOWN] = str(request.user.pk)
        return False
    return True


def user_on_the_way_in(request: HttpRequest) -> uuid.UUID | None:
    """Return the user who has shown a password and not yet the second factor."""
    login = unstash_login(request, peek=True)
    return login.user.pk if login and login.user else None


def _has_one(user_id: uuid.UUID | None) -> bool:
    """Set up just now, since signing in: one who had it before was asked for it at sign-in."""
    types = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user_id=user_id, type__in=types).exists())
