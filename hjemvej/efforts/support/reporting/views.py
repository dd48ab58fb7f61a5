"""Which page says what is missing before the team's courses can be reported? And which file has what is ready?"""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.form_pages import press

from . import actions, order, queries, rules
from .queries import Report

ON_A_PAGE = 50


@page(Audience.STAFF, Permission.EXPORT_REGISTER, lists_citizens=True)
@require_GET
def reporting(request: ViewerRequest) -> HttpResponse:
    """What is missing, months ahead; the names behind it are shown when they are asked for."""
    on, viewer = timezone.localdate(timezone.now()), request.viewer
    found = queries.report(on, viewer=viewer)
    groups = [{"key": key, "title": rules.MISSING[key], "number": len(rows)} for key, rows in found.lacking.items()]
    fields = found.order.fields
    context: dict[str, Any] = {
        "report": found, "headline": headline(found), "groups": groups,
        "next_report": rules.next_report(on, found.day_of_month), "next_change": order.next_change(on),
        "kept": [one for one in fields if not one.not_kept], "not_kept": [one for one in fields if one.not_kept],
        "behind": _behind(request.GET.get("hvad", ""), request.GET.get("side"), found, viewer),
        "may_fetch": settings.REPORT_EXPORT and viewer.may(Permission.FETCH_REPORT), "is_on": settings.REPORT_EXPORT,
    }  # fmt: skip
    return render(request, "support/reporting.html", context)


@page(Audience.STAFF, Permission.FETCH_REPORT)
@require_POST
def fetch_report(request: ViewerRequest) -> HttpResponse:
    """What is ready, as a file with CPR numbers; only where the municipality has turned it on."""
    now = timezone.now()
    on = timezone.localdate(now)
    made = press(request, lambda: actions.fetch_report(by=request.viewer, at=now, on=on))
    if made is None:
        return redirect("support:reporting")
    named = {"Content-Disposition": f'attachment; filename="stoette-{on.isoformat()}.csv"'}
    return HttpResponse(made.value, content_type="text/csv; charset=utf-8", headers=named)


def headline(found: Report) -> str:
    """Say how many services cannot be reported yet."""
    waiting = len(found.waiting)
    every = waiting + len(found.ready)
    if not every:
        return _("Ingen forløb skal indberettes endnu")
    if not waiting:
        return ngettext("%s forløb kan indberettes", "Alle %s forløb kan indberettes", every) % every
    words = ngettext(
        "%(waiting)s af %(every)s forløb mangler noget, før det kan indberettes",
        "%(waiting)s af %(every)s forløb mangler noget, før de kan indberettes",
        waiting,
    )
    return words % {"waiting": waiting, "every": every}


def _behind(key: str, side: str | None, found: Report, viewer: Viewer) -> dict[str, Any] | None:
    """Return the citizens behind what is missing, or behind what comes, the first due first; fifty on a page."""
    if not key:
        return None
    if key == rules.ENDS:
        title, behind = _("Slutter efter planen"), found.coming
        said = [rules.told_when_it_ends(one.service, found.day_of_month) for one in behind]
    elif key in rules.MISSING:
        title, behind = str(rules.MISSING[key]), found.lacking.get(key, ())
        said = [rules.when(one, found.on, found.day_of_month) for one in behind]
    else:
        raise Http404
    told = sorted(zip(behind, said, strict=True), key=lambda each: rules.place(each[0], by_end=key == rules.ENDS))
    shown = Paginator(told, ON_A_PAGE).get_page(side)
    people = queries.people_of({one.service.person_id for one, _words in shown}, viewer=viewer)
    rows = [
        {"person": people[one.service.person_id], "when": words}
        for one, words in shown if one.service.person_id in people
    ]  # fmt: skip
    return {"title": title, "rows": rows, "page": shown}
