"""Has this browser signed in as this user before? Then strangers' wrong passwords do not lock the user out of it.

The cookie opens nothing: it says only that wrong passwords from here are counted apart from those of strangers.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

SALT = "hjemvej.platform.identity.known_device"
LASTS = 60 * 60 * 24 * 365
USERS = 20  # a duty room's computer is shared


def remember(request: HttpRequest, response: HttpResponseBase, email: str) -> None:
    """Note on the browser that this user has signed in there; the users before them stay noted."""
    device, users = _read(request)
    users = [_mark(email), *(user for user in users if user != _mark(email))][:USERS]
    response.set_cookie(
        _name(),
        signing.dumps([device or secrets.token_hex(16), users], salt=SALT),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def device_of(request: HttpRequest, email: str) -> str:
    """The number of this browser, if the user with this address has signed in there before."""
    device, users = _read(request)
    return device if _mark(email) in users else ""


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        device, users = signing.loads(request.COOKIES.get(_name(), ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return "", []
    return device, users


def _mark(email: str) -> str:
    return salted_hmac(SALT, email.lower(), algorithm="sha256").hexdigest()[:32]


def _name() -> str:
    return "__Host-known-device" if settings.SESSION_COOKIE_SECURE else "known-device"
