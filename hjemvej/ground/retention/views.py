"""Which page is there about erasing? What goes when, for the leader."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission

from . import actions


@page(
    Audience.STAFF,
    Permission.SEE_ERASURE,
    writes_on_get="counts that the job has not made are kept for the next who asks",
)
@require_GET
def preview(request: ViewerRequest) -> HttpResponse:
    """How many citizens and rows go now and in time, by which rule; never who."""
    now = timezone.now()
    shown = actions.latest_preview(on=timezone.localdate(now), at=now)
    return render(request, "retention/preview.html", {"preview": shown, "counted": shown.counted})
