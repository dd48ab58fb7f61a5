"""Is the user still there? A user who was away too long is signed out before the page shows anything."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from . import idle

Answer = Callable[[HttpRequest], HttpResponseBase]


class IdleMiddleware:
    """Signs out whoever has been away too long, before anything is shown."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        idle.end_if_idle(request, at=timezone.now())
        return self.get_response(request)
