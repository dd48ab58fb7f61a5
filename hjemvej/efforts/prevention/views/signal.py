"""What does a signal say, which clocks run, and why?"""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission

from .. import access, queries


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_GET
def signal(request: ViewerRequest, signal_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    found = access.open_signal(viewer, signal_id, page="prevention.signal", at=now)
    (row,) = queries.rows([found], viewer=viewer, on=timezone.localdate(now))
    return render(request, "prevention/signal.html", {"found": found, "row": row})
