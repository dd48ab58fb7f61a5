"""How is it going for this human being, and what is the next step?"""

import datetime
import uuid

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from hjemvej.ground.people.access import open_person
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import Moment, Part
from hjemvej.portals.staff.queries.person import answers_of, shown_cards


@page(Audience.STAFF, Permission.SEE_PERSON)
def person(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponseBase:
    at = timezone.now()
    citizen = open_person(request.viewer, person_id, page="staff.person", at=at)
    if citizen.pk != person_id:
        return redirect("staff:person", citizen.pk)
    cards = shown_cards(Part.NEXT, Part.NOW, person=citizen, viewer=request.viewer, moment=_moment(at))
    return render(request, "staff/person.html", {"person": citizen, "cards": cards, "answers": answers_of(cards)})


@page(Audience.STAFF, Permission.SEE_PERSON)
def history(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponseBase:
    """Show the second part of the person page, which the browser fetches; it logs the same look."""
    at = timezone.now()
    citizen = open_person(request.viewer, person_id, page="staff.person", at=at)
    cards = shown_cards(Part.HISTORY, person=citizen, viewer=request.viewer, moment=_moment(at))
    return render(request, "staff/_history.html", {"person": citizen, "cards": cards})


@page(Audience.STAFF, Permission.SEE_PERSON)
def aside(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponseBase:
    """Show the third part of the person page, which the browser fetches; it logs the same look."""
    at = timezone.now()
    citizen = open_person(request.viewer, person_id, page="staff.person", at=at)
    cards = shown_cards(Part.ASIDE, person=citizen, viewer=request.viewer, moment=_moment(at))
    return render(request, "staff/_aside.html", {"person": citizen, "cards": cards})


def _moment(at: datetime.datetime) -> Moment:
    """Return the moment; nights bear their evening's date, so before 04:00 it is still yesterday's night."""
    return Moment(at=at, on=timezone.localdate(at), night=night_of(at))
