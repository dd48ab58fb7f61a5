"""How does a citizen get what we have about them, as data? One page, one button, one file."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hjemvej.ground.law.queries import rule_on
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.portals.staff.actions import own_data as actions
from hjemvej.portals.staff.forms.own_data import CITIZEN, HandOverOwnData

from .register import XLSX


@page(Audience.STAFF, Permission.SEE_CPR)
@require_http_methods(["GET", "POST"])
def own_data(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    at, today = timezone.now(), timezone.localdate()
    person = open_person(request.viewer, person_id, page="staff.own_data", at=at, needs=Permission.SEE_CPR)
    form = HandOverOwnData(request.POST or None, is_protected=person.is_protected)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = actions.hand_over_own_data(
            person_id=person.pk, to_the_citizen=said["hands"] == CITIZEN, with_names=said["with_names"],
            by=request.viewer, at=at,
        )  # fmt: skip
        named = {"Content-Disposition": f'attachment; filename="indsigt-{today.isoformat()}.xlsx"'}
        return HttpResponse(made, content_type=XLSX, headers=named)
    context = {"person": person, "form": form, "rule": rule_on("subject_access", today)}
    return render(request, "staff/own_data.html", context, status=422 if form.errors else 200)
