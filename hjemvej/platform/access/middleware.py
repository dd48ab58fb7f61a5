"""Who is looking, and have they shown two factors? Each page runs in one transaction."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils import timezone

from hjemvej.platform.audit.actions import record_names_shown
from hjemvej.platform.audit.names_shown import noting_names
from hjemvej.platform.identity import two_factor
from hjemvej.platform.identity.models import User

from .again import do_again
from .ended import keep_what_was_typed
from .queries import viewer_of
from .reading import reading_only
from .roles import TWO_FACTORS_DEMANDED_FOR
from .viewer import Viewer, looking_as, user_alone

CHOSEN_ORGANISATION = "organisation"
Answer = Callable[[HttpRequest], HttpResponseBase]


class ViewerMiddleware:
    """Sets `request.viewer` and runs the view inside a transaction and the viewer's scope; no browser keeps the page.

    Whose names the page shows is written in the log in the same transaction.

    On a shared computer the arrow back shows nothing of what was open before somebody signed out.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.viewer = None  # type: ignore[attr-defined]
        if isinstance(request.user, User):
            chosen = request.session.get(CHOSEN_ORGANISATION)
            today = timezone.localdate()
            request.viewer = viewer_of(request.user, on=today, organisation_id=chosen)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if getattr(view, "is_monitoring", False):
            return None
        viewer = request.viewer  # type: ignore[attr-defined]
        if viewer and _two_factors_are_demanded_of(viewer) and two_factor.is_missing(request):
            return redirect(reverse("access:two_factor"))
        try:
            return do_again(lambda: _answer(request, view, args, kwargs), before=lambda: _forget_first_try(request))
        except Http404:
            kept = keep_what_was_typed(request, view, kwargs)
            if kept is None:
                raise
            return kept


def _answer(request: Any, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any) -> HttpResponseBase:
    is_outermost = not connection.in_atomic_block
    with transaction.atomic(), reading_only(request, view):
        if request.viewer is None:
            with _looking_alone(request):
                return _drawn(view(request, *args, **kwargs))
        with looking_as(request.viewer, until_commit=is_outermost), noting_names() as names:
            response = _drawn(view(request, *args, **kwargs))
            record_names_shown(_name_of(request), by=request.viewer, at=timezone.now(), person_ids=names.listed)
            return response


def _looking_alone(request: HttpRequest) -> AbstractContextManager[None]:
    """Look as the user who has shown a password and not yet the second factor; else as nobody."""
    user_id = two_factor.user_on_the_way_in(request)
    return looking_as(user_alone(user_id, "")) if user_id else nullcontext()


def _forget_first_try(request: HttpRequest) -> None:
    """Nothing is said twice, and files are read from the start."""
    getattr(get_messages(request), "_queued_messages", []).clear()
    for _name, files in request.FILES.lists():
        for file in files:
            file.seek(0)


def _drawn(response: HttpResponseBase) -> HttpResponseBase:
    """A page that is drawn late is drawn now, while PostgreSQL still knows who is looking."""
    if isinstance(response, SimpleTemplateResponse):
        return response.render()
    return response


def _name_of(request: HttpRequest) -> str:
    """The page's name in the log: `safe_night.board`."""
    return request.resolver_match.view_name.replace(":", ".")  # type: ignore[union-attr]


def _two_factors_are_demanded_of(viewer: Viewer) -> bool:
    return settings.TWO_FACTOR_REQUIRED and not TWO_FACTORS_DEMANDED_FOR.isdisjoint(viewer.permissions)
