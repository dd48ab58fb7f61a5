"""Who is it that somebody means? The search box at the top of every page."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from hjemvej.ground.needs.queries import former_citizens
from hjemvej.ground.people.recognising.queries import find_people
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.sealing.cpr_numbers import cover_cpr

SHOWN = 20


@page(Audience.STAFF, Permission.FIND_PERSON, lists_citizens=True, once=False)  # asked as one types
def search(request: ViewerRequest) -> HttpResponseBase:
    """What is typed is posted, since it may be a CPR number, and that never stands in an address."""
    typed = request.POST.get("q", "").replace("\x00", "").strip()[:100]
    asked: dict[str, Any] = {"viewer": request.viewer, "on": timezone.localdate()}
    found = find_people(typed, limit=SHOWN, **asked) if typed else []
    former = former_citizens(typed, **asked) if typed else []
    number = len(found) + len(former)
    context = {"searched_for": cover_cpr(typed), "found": found, "former": former, "number": number}
    return render(request, "staff/search.html", context)
