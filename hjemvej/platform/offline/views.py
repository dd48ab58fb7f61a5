"""Which pages belong to a bad line? The shell, what came back to its author, what could not be opened."""

import json
import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from hjemvej.platform.access.pages import Audience, ViewerRequest, page

from . import actions, kept_files, queries

WORKER_FOR = 3600  # seconds a browser may use the worker before it asks for a newer one


@page(Audience.SIGNED_IN, once=False)
@require_POST
def send(request: Any) -> HttpResponse:
    """Answer for what the middleware did not send on: it is not this user's, cannot be opened, or is too old."""
    entry = getattr(request, "entry", None)
    if entry is None:
        return JsonResponse({"how": "unreadable"})
    actions.keep_returned(entry=entry, why=request.why_returned, by=request.viewer, at=timezone.now())
    return JsonResponse({"how": "returned"})


@page(Audience.SIGNED_IN)
@require_GET
def returned(request: ViewerRequest) -> HttpResponse:
    """What the viewer wrote without a line and that could not be saved when it came."""
    return render(request, "offline/returned.html", {"forms": queries.returned_forms(viewer=request.viewer)})


@page(Audience.SIGNED_IN, once=False)
@require_POST
def send_again(request: ViewerRequest, form_id: uuid.UUID) -> HttpResponseBase:
    """Let the browser send the form to its own page, which shows what must be mended; it stays here until then."""
    form = queries.returned_form(form_id, viewer=request.viewer)
    if form is None:
        raise Http404
    again = HttpResponse(status=307)
    again["Location"] = form.path
    return again


@page(Audience.SIGNED_IN, once=False)
@require_POST
def throw_away(request: ViewerRequest, form_id: uuid.UUID) -> HttpResponseBase:
    if queries.returned_form(form_id, viewer=request.viewer) is None:
        raise Http404
    actions.throw_returned_away(form_id=form_id, by=request.viewer)
    return redirect("offline:returned")


@page(Audience.PUBLIC, once=False)
@require_GET
def shell(request: HttpRequest) -> HttpResponse:
    """The page that the browser keeps and shows where there is no line: the same for everybody, about nobody."""
    phones = {"team_phone": settings.TEAM_PHONE, "acute_phone": settings.ACUTE_PHONE}
    return render(request, "offline/shell.html", phones)


@page(Audience.PUBLIC, once=False)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script by which a browser keeps the shell, for every address of the house."""
    files = {
        "version": kept_files.version(),
        "files": json.dumps(kept_files.addresses()),
        "shell": reverse("offline:shell"),
    }
    response = render(request, "offline/worker.js", files, content_type="text/javascript")
    response["Service-Worker-Allowed"] = "/"
    response["Cache-Control"] = f"max-age={WORKER_FOR}"
    return response
