"""May I see what is hidden? Shown on request, logged, and covered again after half a minute."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hjemvej.ground.people import access, queries
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission


@page(Audience.STAFF, Permission.SEE_CPR)
@require_POST
def reveal_cpr(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """The CPR number, in place of its button."""
    number = "" if "cover" in request.POST else access.reveal_cpr(request.viewer, person_id, at=timezone.now())
    return _shown(request, person_id, "people/_cpr.html", {"number": number})


@page(Audience.STAFF, Permission.SEE_PROTECTED)
@require_POST
def reveal_protected(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """A protected person's name and secret ways to reach them."""
    if "cover" in request.POST:
        return _shown(request, person_id, "people/_protected.html", {})
    at = timezone.now()
    person = access.reveal_protected(request.viewer, person_id, at=at)
    ways = queries.contact_ways(person, viewer=request.viewer, on=timezone.localdate(at))
    return _shown(request, person_id, "people/_protected.html", {"shown": person, "ways": ways})


def _shown(request: ViewerRequest, person_id: uuid.UUID, template: str, context: dict[str, object]) -> HttpResponse:
    """The fragment alone for htmx, else a page of its own."""
    context |= {"person_id": person_id, "seconds": access.SHOWN_FOR_SECONDS, "fragment": template}
    is_fragment = request.headers.get("HX-Request") == "true"
    return render(request, template if is_fragment else "people/revealed.html", context)
