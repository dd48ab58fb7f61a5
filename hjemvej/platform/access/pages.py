"""Which audience and permission does a page need? Every view says so; an architecture test reads it."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from .roles import Permission
from .viewer import Viewer


class Audience(StrEnum):
    PUBLIC = "public"  # anyone, not signed in
    SIGNED_IN = "signed_in"  # anyone with a sign-in: own settings, sign-out
    STAFF = "staff"
    PARTNER = "partner"
    CITIZEN = "citizen"


class ViewerRequest(HttpRequest):
    """A request of somebody signed in."""

    viewer: Viewer


View = Callable[..., HttpResponseBase]


def page(audience: Audience, needs: Permission | None = None) -> Callable[[View], View]:
    """Guard a view: strangers are sent to sign in; those without the permission get the same 404 as for nothing."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if audience is not Audience.PUBLIC and getattr(request, "viewer", None) is None:
                return redirect_to_login(request.get_full_path())
            if needs is not None and not request.viewer.may(needs):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.audience = audience  # type: ignore[attr-defined]
        guarded.needs = needs  # type: ignore[attr-defined]
        return guarded

    return guard
