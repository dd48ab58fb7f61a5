"""Which page is there about erasing? What goes when, for the leader."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission

from . import access


@page(Audience.STAFF, Permission.SEE_ERASURE)
@require_GET
def preview(request: ViewerRequest) -> HttpResponse:
    """How many citizens and rows go now and in time, by which rule; never who."""
    return render(request, "retention/preview.html", {"preview": access.preview_of_everybody(on=timezone.localdate())})
