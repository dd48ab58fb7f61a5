"""How far do signals come, from the day they are received to a home a year after, with everybody counted?"""

import datetime

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from hjemvej.ground.law.rules import monday_of
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission

from . import actions, ddas, queries
from .words import share, table

YEARS, WEEK = datetime.timedelta(days=3 * 365), datetime.timedelta(days=7)


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES, lists_citizens=True)
@require_GET
def funnel(request: ViewerRequest) -> HttpResponse:
    """The team's own signals: small numbers are told, for nobody outside it opens the page or reads a trace."""
    on = timezone.localdate()
    since = _since(on)
    found = queries.funnel(viewer=request.viewer, since=since, on=on)
    context = {"found": found, "tables": table(found), "since": since,
               "preceded": share(found.preceded_interval, found.preceded, found.notices),
               "may_write_out": request.viewer.may(Permission.EXPORT_REGISTER)}  # fmt: skip
    return render(request, "prevention/funnel.html", context)


def _since(on: datetime.date) -> datetime.date:
    """A Monday, for signals are counted by the week they came in."""
    return monday_of(on - YEARS) + WEEK


@page(Audience.STAFF, Permission.EXPORT_REGISTER)
@require_POST
def write_out(request: ViewerRequest) -> HttpResponse:
    """The same signals as a file that other municipalities' systems read; nobody is in it."""
    now, viewer = timezone.now(), request.viewer
    on = timezone.localdate(now)
    since = _since(on)
    counted = actions.write_out(since=since, by=viewer, at=now)
    made = ddas.delivery(
        counted, since=since, until=on, at=now, code=settings.MUNICIPALITY_CODE, name=settings.MUNICIPALITY_NAME
    )
    named = {
        "Content-Disposition": f'attachment; filename="signaler-{on.isoformat()}.json"',
        "Cache-Control": "no-store",
    }
    return JsonResponse(made, headers=named, json_dumps_params={"ensure_ascii": False, "indent": 1})
