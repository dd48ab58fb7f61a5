"""Which pages are there about the day? A worker's own, the team's board, and a colleague's day when they are ill."""

import datetime
import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hjemvej.efforts.support.rules import Method
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.when import clock

from . import queries
from .words import board_headline, day_headline

WRITE = Permission.WRITE_NOTE
ON_A_PAGE = 50


@page(Audience.STAFF, WRITE, lists_citizens=True)
@require_GET
def day(request: ViewerRequest) -> HttpResponse:
    """My day: whom I meet and what to remember, who should be met besides, and what is not written down."""
    now, viewer = timezone.now(), request.viewer
    today = queries.today_of(viewer.signed_in_id, now, viewer=viewer)
    context = {"today": today, "headline": day_headline(today, now), "now": now}
    return render(request, "support/day.html", context | _to_meet(request, today, now))


@page(Audience.STAFF, WRITE, once=False, lists_citizens=True)  # taken anew as the day goes on
@require_POST
def take_along(request: ViewerRequest) -> HttpResponse:
    """The day's citizens by name, when, and what to remember, for the browser to lock; each name on it is a look."""
    now, viewer = timezone.now(), request.viewer
    if request.headers.get("X-Requested-With") != "XMLHttpRequest":  # nobody is there to lock it
        messages.error(request, _("Listen kan kun tages med, når browseren må køre JavaScript."))
        return redirect("support:day")
    today = queries.today_of(viewer.signed_in_id, now, viewer=viewer)
    rows = [[str(visit.person.name), clock(visit.planned_at), visit.remember] for visit in today.visits]
    to_meet = queries.with_people(today.to_meet, viewer=viewer)
    rows += [[str(row.person.name), row.stands.label, row.stands.rhythm.words] for row in to_meet]
    heading = _("Min dag, som den var %(when)s") % {"when": clock(now)}
    return JsonResponse({"heading": heading, "rows": rows})


@page(Audience.STAFF, WRITE, lists_citizens=True)
@require_GET
def board(request: ViewerRequest) -> HttpResponse:
    """Every course of the team: who has not been met as agreed first; who waits for a method; each colleague."""
    now, viewer = timezone.now(), request.viewer
    found = queries.board(now, viewer=viewer)
    method = request.GET.get("metode", "")
    method = method if method in Method.values else ""
    shown = Paginator(queries.of_method(found.rows, method), ON_A_PAGE).get_page(request.GET.get("side"))
    methods = [(key, label, len(queries.of_method(found.rows, key))) for key, label in Method.choices]
    context = {
        "board": found, "headline": board_headline(found), "page": shown, "method": method, "now": now,
        "methods": [each for each in methods if each[2]], "may_report": viewer.may(Permission.EXPORT_REGISTER),
    }  # fmt: skip
    rows = queries.with_visits(list(shown), now, viewer=viewer)
    context["late"] = [row for row in rows if row.stands.rhythm.is_late]
    context["rows"] = [row for row in rows if not row.stands.rhythm.is_late]
    return render(request, "support/board.html", context)


@page(Audience.STAFF, WRITE, lists_citizens=True)
@require_GET
def cover(request: ViewerRequest, worker_id: uuid.UUID) -> HttpResponse:
    """A colleague is ill: who must be met today, and who is waiting for a visit."""
    now, viewer = timezone.now(), request.viewer
    name = _colleague(worker_id, now, viewer)
    today = queries.today_of(worker_id, now, viewer=viewer, is_shared=False)
    context = {"name": name, "worker_id": worker_id, "today": today, "now": now, "is_mine": worker_id == viewer.user_id}
    return render(request, "support/cover.html", context | _to_meet(request, today, now))


def _to_meet(request: ViewerRequest, today: queries.Today, now: datetime.datetime) -> dict[str, object]:
    """A page of those who should be met besides."""
    shown = Paginator(today.to_meet, ON_A_PAGE).get_page(request.GET.get("side"))
    return {"page": shown, "to_meet": queries.with_visits(list(shown), now, viewer=request.viewer)}


def _colleague(worker_id: uuid.UUID, now: datetime.datetime, viewer: Viewer) -> str:
    name = queries.colleague(worker_id, now, viewer=viewer)
    if not name:
        raise Http404
    return name
