"""How far do signals come, from the day they are received to a home a year after, with everybody counted?"""

import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission

from . import queries
from .words import share, table

YEARS = datetime.timedelta(days=3 * 365)


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES, lists_citizens=True)
@require_GET
def funnel(request: ViewerRequest) -> HttpResponse:
    """The team's own signals: small numbers are told, for nobody outside it opens the page or reads a trace."""
    on = timezone.localdate()
    found = queries.funnel(viewer=request.viewer, since=on - YEARS, on=on)
    context = {"found": found, "tables": table(found), "since": on - YEARS,
               "preceded": share(found.preceded_interval, found.preceded, found.notices)}  # fmt: skip
    return render(request, "prevention/funnel.html", context)
