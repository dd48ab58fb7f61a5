"""Is this somebody we know? The search as one types, and the page for somebody new, which searches first."""

import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hjemvej.ground.people import actions
from hjemvej.ground.people.forms import CreatePerson
from hjemvej.ground.people.recognising.queries import FoundPerson, find_people
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out

if TYPE_CHECKING:
    from hjemvej.ground.people.models import Person

SEARCHED_FIELDS = ("q", "given_names", "surname", "description", "born")


@page(Audience.STAFF, Permission.FIND_PERSON, once=False)  # asked as one types
@require_POST
def find(request: ViewerRequest) -> HttpResponse:
    """Who is like what is being typed? A fragment; a POST, since a CPR number may be typed."""
    asked = _asked(request)
    found = find_people(asked, viewer=request.viewer, on=timezone.localdate())
    field = request.POST.get("field", "")
    context = {"asked": asked, "found": found, "field": field if field.isidentifier() else ""}
    return render(request, "people/_found.html", context)


@page(Audience.STAFF, Permission.EDIT_PERSON)
@require_http_methods(["GET", "POST"])
def create(request: ViewerRequest) -> HttpResponse:
    """Somebody new; who is like them comes up as one types, and once more before saving."""
    at = timezone.now()
    today = timezone.localdate(at)
    form = CreatePerson(request.POST or None, today=today)
    alike: list[FoundPerson] = []
    if request.method == "POST" and form.is_valid():
        if not form.cleaned_data["is_new"]:
            found = find_people(_asked(request), viewer=request.viewer, on=today)
            alike = [one for one in found if one.must_be_asked]
        created = None if alike else carry_out(form, lambda: _create(request, form, at))
        if created:
            return _to_person(request, created.value, at)
    context = {
        "form": form,
        "found": alike,
        "asked": _asked(request),
        "must_choose": bool(alike),
        "begins_in_form": True,
    }
    return render(request, "people/create.html", context, status=422 if form.errors or alike else 200)


def _create(request: ViewerRequest, form: CreatePerson, at: datetime.datetime) -> "Person":
    said = form.cleaned_data
    born = said["born"]
    return actions.create_person(
        by=request.viewer,
        at=at,
        given_names=said["given_names"],
        surname=said["surname"],
        description=said["description"],
        sex=said["sex"] or "unknown",
        born_on=born.on,
        born_year=born.year,
        born_year_is_guess=born.is_guess,
        cpr=said["cpr"],
        protection=said["protection"] or "none",
        animals=said["animals"],
        language=said["language"],
        has_no_permanent_stay=said["has_no_permanent_stay"],
    )


def _to_person(request: ViewerRequest, person: "Person", at: datetime.datetime) -> HttpResponse:
    if person.created_at == at:
        messages.success(request, _("Oprettet."))
    else:
        messages.info(request, _("Vi kendte CPR-nummeret: her er borgeren."))
    return redirect("staff:person", person.pk)


def _asked(request: HttpRequest) -> str:
    """What is being typed, from one search field or from the fields of a form."""
    parts = [request.POST.get(name, "") for name in SEARCHED_FIELDS]
    return " ".join(part for part in parts if part.strip())[:200]
