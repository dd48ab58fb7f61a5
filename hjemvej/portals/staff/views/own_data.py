"""How does a citizen get what we have about them, as data? One page, one button, one file."""

import datetime
import uuid
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hjemvej.ground.documents.queries import documents_about
from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.form_pages import carry_out, form_page, press
from hjemvej.portals.staff.actions import own_data as actions
from hjemvej.portals.staff.actions import reading
from hjemvej.portals.staff.forms.own_data import CITIZEN, HandOverOwnData, ReadText
from hjemvej.portals.staff.queries.own_data import tables_of_people
from hjemvej.portals.staff.queries.reading import texts

AT_A_TIME = 20


@page(Audience.STAFF, Permission.SEE_CPR)
@require_http_methods(["GET", "POST"])
def own_data(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    at, today = timezone.now(), timezone.localdate()
    person = open_person(request.viewer, person_id, page="staff.own_data", at=at, needs=Permission.SEE_CPR)
    form = HandOverOwnData(request.POST or None, is_protected=person.is_protected)
    if carry_out(form, lambda: _make_file(form, person.pk, request.viewer, at)):
        messages.success(request, _("Filen er klar. Hent den her på siden."))
        return redirect("staff:own_data", person.pk)
    found = texts(tables_of_people(), person.pk, viewer=request.viewer)
    left = [text for text in found if not text.is_read]
    made = documents_about(person.pk, kind=actions.OWN_DATA, viewer=request.viewer, at=at)
    return form_page(
        request, "staff/own_data.html", form, person=person, rule=provision_on("subject_access", today), made=made,
        now=at, days=actions.KEPT_FOR.days, left=left, shown=left[:AT_A_TIME],
        left_out=[text for text in found if text.is_read and text.mark and text.mark.is_left_out],
        read=len(found) - len(left),
    )  # fmt: skip


@page(Audience.STAFF, Permission.SEE_CPR)
@require_POST
def read_through(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """One press for each text: read, or left out with a reason."""
    at = timezone.now()
    person = open_person(request.viewer, person_id, page="staff.own_data", at=at, needs=Permission.SEE_CPR)
    form = ReadText(request.POST)
    if form.is_valid():
        leave_out = "leave_out" in request.POST
        read = partial(reading.read_through, person_id=person.pk, leave_out=leave_out, by=request.viewer, at=at)
        press(request, lambda: read(**form.cleaned_data))
    return redirect(f"{reverse('staff:own_data', args=[person.pk])}#kort-laes")


def _make_file(form: HandOverOwnData, person_id: uuid.UUID, by: Viewer, at: datetime.datetime) -> None:
    typed = form.cleaned_data
    actions.hand_over_own_data(
        person_id=person_id, to_the_citizen=typed["hands"] == CITIZEN, with_names=typed["with_names"], by=by, at=at
    )
