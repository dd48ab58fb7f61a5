"""How does a case about keeping the home go?"""

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
def case(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    found = access.open_case(viewer, prevention_case_id, page="prevention.case", at=now)
    signals = queries.signals_of_case(found, viewer=viewer)
    rows = queries.rows(signals, viewer=viewer, on=timezone.localdate(now))
    return render(request, "prevention/case.html", {"found": found, "person": found.person, "rows": rows})
