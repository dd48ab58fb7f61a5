"""Who must show a second factor, and have they? Password and code, a passkey, or the login broker's word."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from .roles import Permission
from .viewer import Viewer

DEMANDED_FOR = frozenset({
    Permission.SEE_PERSON, Permission.RUN_HOUSE, Permission.MANAGE_MEMBERS, Permission.CHECK_LOOKS,
})  # fmt: skip
SHOWN = "two_factor_shown"
OPEN_WITHOUT = ("/konto/", "/adgang/to-faktor/", "/ui/", "/health", "/metrics")


def is_demanded(viewer: Viewer) -> bool:
    """Whoever may open a citizen's record, run a house or add members."""
    return bool(DEMANDED_FOR & viewer.permissions)


def is_missing(request: HttpRequest, viewer: Viewer) -> bool:
    """Whether this viewer must set up a second factor before going on."""
    if request.path.startswith(OPEN_WITHOUT) or not is_demanded(viewer):
        return False
    if request.session.get(SHOWN) == str(viewer.user_id):
        return False
    methods = {record["method"] for record in get_authentication_records(request, request.user)}
    if methods & {"mfa", "socialaccount"} or _has_one(viewer):
        request.session[SHOWN] = str(viewer.user_id)
        return False
    return True


def _has_one(viewer: Viewer) -> bool:
    """Set up just now, since signing in: one who had it before was asked for it at sign-in."""
    types = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user_id=viewer.user_id, type__in=types).exists())
