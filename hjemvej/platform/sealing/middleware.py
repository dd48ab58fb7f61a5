"""What did they type, as it is read?"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from .unseen import without_unseen


class SeenTextMiddleware:
    """Takes out of what is typed what nobody can see, so that a form takes a name of nothing else as an empty one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "POST":
            typed = {name: [_seen(name, value) for value in values] for name, values in request.POST.lists()}
            if typed != dict(request.POST.lists()):
                seen = request.POST.copy()
                for name, values in typed.items():
                    seen.setlist(name, values)
                request.POST = seen  # type: ignore[assignment]
        return self.get_response(request)


def _seen(name: str, value: str) -> str:
    return value if "password" in name else without_unseen(value)  # a password is no text to be read
