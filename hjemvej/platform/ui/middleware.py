"""In which language is this page written, has the server taken what the page sent, and is there a page at all?"""

from collections.abc import Callable
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render, resolve_url
from django.utils import translation


class LanguageMiddleware:
    """Staff see the language they chose, before sign-in their cookie's or browser's; the public page names its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        own = getattr(request.user, "language", "")
        language = own or translation.get_language_from_request(request)
        if language not in settings.STAFF_LANGUAGES:
            language = settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        if not response.has_header("Content-Language"):
            response["Content-Language"] = language
        return response


class TakenMiddleware:
    """Tells static/hjemvej/drafts.js and queue.js that a form was taken: a view that has, answers with a redirect."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method != "POST":
            return response
        leads_to = response.get("Location", "") or response.get("HX-Redirect", "") or response.get("HX-Location", "")
        is_taken = leads_to and not leads_to.startswith(resolve_url(settings.LOGIN_URL))
        if "X-Sent-By-Page" in request.headers and leads_to:
            said = response.cookies  # what the page is told waits there for the page one is led to
            response = HttpResponse(status=204, headers={"X-Leads-To": leads_to})
            response.cookies = said
        if is_taken and (draft := request.POST.get("_draft", "")):  # a draft kept leads nowhere: it is not let go
            response.set_cookie("draft_done", quote(draft), max_age=600, samesite="Lax", secure=request.is_secure())
        return response


class ButtonAddressMiddleware:
    """Shows a page where only a button's press is taken: a browser comes there by a reload, or by another language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method != "GET" or not isinstance(response, HttpResponseNotAllowed):
            return response
        shown = render(request, "ui/errors/405.html", status=405)
        shown["Allow"] = response["Allow"]
        return shown
