"""How is it going for this human being, and what is the next step?"""

import uuid

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from hjemvej.ground.people.access import open_person
from hjemvej.ground.situations.rules import night_of
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.portals.staff.queries import person as queries


@page(Audience.STAFF, Permission.SEE_PERSON)
def person(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponseBase:
    at = timezone.now()
    found = open_person(request.viewer, person_id, page="staff.person", at=at)
    if found.pk != person_id:
        return redirect("staff:person", found.pk)
    shown = queries.at_once(found, viewer=request.viewer, on=timezone.localdate(at), night=night_of(at))
    return render(request, "staff/person.html", {"person": found, **shown})


@page(Audience.STAFF, Permission.SEE_PERSON)
def what_happened(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponseBase:
    """The page's second part, fetched by the page itself: the same look."""
    at = timezone.now()
    found = open_person(request.viewer, person_id, page="staff.person", at=at)
    cards = queries.what_happened(found.pk, viewer=request.viewer, on=timezone.localdate(at))
    return render(request, "staff/_what_happened.html", {"person": found, "cards": cards})


@page(Audience.STAFF, Permission.SEE_PERSON)
def beside(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponseBase:
    """The page's third part: nights bear their evening's date, so before 04:00 it is still yesterday."""
    at = timezone.now()
    found = open_person(request.viewer, person_id, page="staff.person", at=at)
    cards = queries.beside(found, viewer=request.viewer, on=night_of(at))
    return render(request, "staff/_beside.html", {"person": found, "cards": cards})
