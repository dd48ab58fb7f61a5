"""Who may stand in the register twice? The team's own list, and a human's answer."""

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hjemvej.ground.people import access
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission

from . import actions
from .queries import pairs

if TYPE_CHECKING:
    from hjemvej.ground.people.models import Person


@page(Audience.STAFF, Permission.MERGE_PEOPLE, lists_citizens=True)
@require_http_methods(["GET", "POST"])
def perhaps_same(request: ViewerRequest) -> HttpResponse:
    """Two and two, with the reasons; compared on the page that merges, or told apart here."""
    at, by = timezone.now(), request.viewer
    if request.method == "POST":
        first, newer = (_opened(request, name) for name in ("first", "newer"))
        actions.tell_apart(first=first, newer=newer, by=by, at=at)
        messages.success(request, _("Skrevet: de er to forskellige."))
        return redirect("people:perhaps_same")
    return render(request, "people/perhaps_same.html", {"pairs": pairs.perhaps_same(viewer=by, at=at)})


def _opened(request: ViewerRequest, name: str) -> "Person":
    try:
        person_id = uuid.UUID(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None
    needs = Permission.MERGE_PEOPLE
    return access.open_person(request.viewer, person_id, page="people.perhaps_same", at=timezone.now(), needs=needs)
