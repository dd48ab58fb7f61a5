"""Which pages are there about write-ups? A new one, and the renewal of one."""

import datetime
import uuid
from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

from . import access, actions, forms, queries

if TYPE_CHECKING:
    from hjemvej.efforts.housing_first.models import HousingRegistration

WRITE = Permission.WRITE_NOTE


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def register(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Write a citizen up with a landlord, beside those that hold already."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="housing_first.register", at=now, needs=WRITE)
    form = forms.Register(request.POST or None, initial={"registered_on": _("i dag")})
    write = partial(actions.register, person_id=person.pk, by=viewer, at=now)
    if carry_out(form, lambda: write(**form.cleaned_data)):
        messages.success(request, _("Skrevet. Fornyelsen står som en opgave."))
        return redirect("housing_first:register", person.pk)
    rows = queries.registrations_of(person.pk, viewer=viewer)
    return form_page(request, "housing_first/register.html", form, person=person, rows=rows)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def renew_registration(request: ViewerRequest, registration_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    found = access.open_registration(request.viewer, registration_id, page="housing_first.renew_registration", at=now)
    return _renew(request, found, now)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def renew_registration_of_task(request: ViewerRequest, task_id: uuid.UUID) -> HttpResponse:
    """The page on which the renewal's task is done."""
    now = timezone.now()
    found = access.open_registration_of_task(request.viewer, task_id, page="housing_first.renew_registration", at=now)
    return _renew(request, found, now)


def _renew(request: ViewerRequest, found: "HousingRegistration", now: datetime.datetime) -> HttpResponse:
    form = forms.RenewRegistration(request.POST or None)
    renew = partial(actions.renew_registration, registration=found, by=request.viewer, at=now)
    if carry_out(form, lambda: renew(**form.cleaned_data)):
        messages.success(request, _("Fornyet. Næste gang står som en opgave."))
        return redirect("housing_first:register", found.person_id)
    return form_page(request, "housing_first/renew_registration.html", form, found=found, person=found.person)


@page(Audience.STAFF, WRITE)
@require_POST
def end_registration(request: ViewerRequest, registration_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    found = access.open_registration(request.viewer, registration_id, page="housing_first.end_registration", at=now)
    press(request, lambda: actions.end_registration(registration=found, by=request.viewer, at=now), say=_("Afsluttet."))
    return redirect("housing_first:register", found.person_id)
