"""Which pages are the frame's own? The gallery, the language switch, and what is shown when something went wrong.

config/urls.py names their audience: this room knows nothing of viewers.
"""

import sys
from http import HTTPStatus
from typing import Any

import psycopg
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from .actions import keep_language
from .gallery import everything

# Python's and PostgreSQL's words for the character NUL, which no text holds, and for a number beyond all our rows.
UNKEEPABLE = ("NUL (0x00)", "null byte", "null character", "out of range")
FRAMES = {"partner": "ui/gallery_partner.html", "alene": "ui/gallery_alone.html"}


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component; ?ramme=partner and ?ramme=alene show the other two frames."""
    frame = FRAMES.get(request.GET.get("ramme", ""), "ui/gallery.html")
    return render(request, frame, everything())


def set_language(request: HttpRequest) -> HttpResponseBase:
    """Remember the language in a cookie, and on the user when there is one; go back to where they were."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    language = request.POST.get("language", "")
    if language in settings.STAFF_LANGUAGES:
        year = 60 * 60 * 24 * 365
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=year,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure(),
        )
        user: Any = request.user
        if user.is_authenticated:
            keep_language(user=user, language=language)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's word
    return render(request, "ui/errors/400.html", status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's word
    """One answer for what is not there and for what one may not see."""
    return render(request, "ui/errors/404.html", status=404)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's word
    return render(request, "ui/errors/form_too_old.html", status=403)


def server_error(_request: HttpRequest) -> HttpResponse:
    """Drawn without asking anything: whatever broke may be what the frame would ask."""
    name, status = page_for(sys.exc_info()[1])
    with translation.override("da"):
        response = render(None, f"ui/errors/{name}.html", status=status)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = "10"
    return response


def page_for(problem: BaseException | None) -> tuple[str, HTTPStatus]:
    """Tell a database that is away, and text that it cannot keep, from what is broken in the program itself."""
    while problem is not None:
        if isinstance(problem, OperationalError | InterfaceError | psycopg.OperationalError | psycopg.InterfaceError):
            return "503", HTTPStatus.SERVICE_UNAVAILABLE
        if isinstance(problem, psycopg.DataError | ValueError) and any(what in str(problem) for what in UNKEEPABLE):
            return "not_understood", HTTPStatus.BAD_REQUEST
        problem = problem.__cause__ or problem.__context__
    return "500", HTTPStatus.INTERNAL_SERVER_ERROR
