"""Each page runs in one transaction, in which PostgreSQL knows who is looking."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from .models import User
from .queries import viewer_of
from .viewer import looking_as

CHOSEN_ORGANISATION = "organisation"


class ViewerMiddleware:
    """Sets `request.viewer` and runs the view inside a transaction and the viewer's scope."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.viewer = None  # type: ignore[attr-defined]
        if isinstance(request.user, User):
            chosen = request.session.get(CHOSEN_ORGANISATION)
            today = timezone.localdate()
            request.viewer = viewer_of(request.user, on=today, organisation_id=chosen)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        viewer = request.viewer  # type: ignore[attr-defined]
        with transaction.atomic():
            if viewer is None:
                return view(request, *args, **kwargs)
            with looking_as(viewer):
                return view(request, *args, **kwargs)
