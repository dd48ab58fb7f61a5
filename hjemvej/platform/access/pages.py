"""Which audience and permission does a page need? Every view says so; an architecture test reads it."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from hjemvej.platform.identity import idle
from hjemvej.platform.repeated_forms.answering import answered_once

from .roles import Permission
from .viewer import Viewer

SIGN_IN_AT = "X-Sign-In"  # where a script sends its user when an answer is 401


class Audience(StrEnum):
    PUBLIC = "public"  # anyone, not signed in
    SIGNED_IN = "signed_in"  # anyone with a sign-in: own settings, sign-out
    STAFF = "staff"
    PARTNER = "partner"
    CITIZEN = "citizen"


class ViewerRequest(HttpRequest):
    """A request of somebody signed in."""

    viewer: Viewer
    counted_for_menu: dict[str, int | str]  # what the page has counted already, by the name of the menu item's address


View = Callable[..., HttpResponseBase]


def page(
    audience: Audience,
    needs: Permission | None = None,
    *,
    once: bool = True,
    begins: bool = False,
    lists_citizens: bool = False,
    writes_on_get: str = "",
    keeps_late: bool = True,
) -> Callable[[View], View]:
    """Guard a view: send strangers to sign in; give a viewer without the permission the 404 of an unknown address.

    A form sent twice is taken once, unless `once=False`; where it `begins` something, also from the arrow back.
    A page that `lists_citizens`, or counts them, says that other teams' citizens are not among them (`ui/staff.html`).
    A GET request cannot write, unless the page gives the reason in `writes_on_get`.
    A form sent after its session ended waits, sealed, for the sign-in; not where it `keeps_late=False`.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.lists_citizens = lists_citizens
            if audience is not Audience.PUBLIC and getattr(request, "viewer", None) is None:
                return _must_sign_in(request, keeps_late=keeps_late)
            if needs is not None and not request.viewer.may(needs):
                raise Http404
            if once and audience is not Audience.PUBLIC:
                return answered_once(request, lambda: view(request, *args, **kwargs), at=timezone.now(), begins=begins)
            return view(request, *args, **kwargs)

        guarded.audience = audience  # type: ignore[attr-defined]
        guarded.writes_on_get = writes_on_get  # type: ignore[attr-defined]
        guarded.needs = needs  # type: ignore[attr-defined]
        guarded.once = once and audience is not Audience.PUBLIC  # type: ignore[attr-defined]
        return guarded

    return guard


def _must_sign_in(request: HttpRequest, *, keeps_late: bool) -> HttpResponseBase:
    """To the sign-in page, and back to the same place; what was being sent waits there, if the page keeps it."""
    if request.user.is_authenticated:
        return render(request, "access/not_a_member.html", status=403)
    if "HX-Request" in request.headers or request.headers.get("X-Requested-With") == "XMLHttpRequest":
        here = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "/"
        response = HttpResponse(status=401)
        response[SIGN_IN_AT] = f"{resolve_url('account_login')}?{urlencode({'next': here})}"
        return response
    if request.method == "POST":
        is_kept = keeps_late and idle.keep(request)
        return redirect_to_login(reverse("access:go_on") if is_kept else "/")
    return redirect_to_login(request.get_full_path())
