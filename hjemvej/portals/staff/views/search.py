"""Who is it that somebody means? The search box at the top of every page."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from hjemvej.ground.people.queries import find_people
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission

SHOWN = 20


@page(Audience.STAFF, Permission.FIND_PERSON)
def search(request: ViewerRequest) -> HttpResponseBase:
    asked = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = find_people(asked, viewer=request.viewer, limit=SHOWN, on=timezone.localdate()) if asked else []
    return render(request, "staff/search.html", {"asked": asked, "found": found})
