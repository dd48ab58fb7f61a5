"""In which language is this page written?"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation


class LanguageMiddleware:
    """Staff see the language they chose for themselves; everybody else their cookie's, then their browser's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        own = getattr(request.user, "language", "") if request.user.is_authenticated else ""
        language = own if own in settings.STAFF_LANGUAGES else translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        if not response.has_header("Content-Language"):
            response["Content-Language"] = language
        return response
