"""How does a citizen get what we have about them, as data? One page, one button, one file."""

import datetime
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hjemvej.ground.documents.queries import documents_about
from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.form_pages import carry_out, form_page
from hjemvej.portals.staff.actions import own_data as actions
from hjemvej.portals.staff.forms.own_data import CITIZEN, HandOverOwnData


@page(Audience.STAFF, Permission.SEE_CPR)
@require_http_methods(["GET", "POST"])
def own_data(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    at, today = timezone.now(), timezone.localdate()
    person = open_person(request.viewer, person_id, page="staff.own_data", at=at, needs=Permission.SEE_CPR)
    form = HandOverOwnData(request.POST or None, is_protected=person.is_protected)
    if carry_out(form, lambda: _make_file(form, person.pk, request.viewer, at)):
        messages.success(request, _("Filen er klar. Hent den her på siden."))
        return redirect("staff:own_data", person.pk)
    made = documents_about(person.pk, kind=actions.OWN_DATA, viewer=request.viewer, at=at)
    return form_page(
        request, "staff/own_data.html", form, person=person, rule=provision_on("subject_access", today), made=made,
        now=at, days=actions.KEPT_FOR.days,
    )  # fmt: skip


def _make_file(form: HandOverOwnData, person_id: uuid.UUID, by: Viewer, at: datetime.datetime) -> None:
    typed = form.cleaned_data
    actions.hand_over_own_data(
        person_id=person_id, to_the_citizen=typed["hands"] == CITIZEN, with_names=typed["with_names"], by=by, at=at
    )
