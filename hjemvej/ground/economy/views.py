"""Which pages are there about a citizen's economy? What they can pay, a sheet to write, and the sheets before."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.ground.law import queries as law
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

from . import access, actions, queries
from .forms import WhatIf, WriteSheet

ON_A_PAGE = 50


@page(Audience.STAFF, Permission.SEE_PERSON, once=False)
@require_http_methods(["GET", "POST"])
def economy(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """What the citizen can pay, how it is reckoned, another rent or income beside it, and the sheets before.

    Another rent or income is posted, so that no address tells of it; nothing is written.
    """
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="economy.economy", at=now)
    found = queries.answered(person.pk, viewer=viewer, on=timezone.localdate(now))
    form = WhatIf(request.POST or None)
    rent, income = (form.cleaned_data["rent"], form.cleaned_data["income"]) if form.is_valid() else (None, None)
    sheets = Paginator(queries.sheets_of(person.pk, viewer=viewer), ON_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "person": person, "found": found, "begins_in_form": False, "sheets": sheets, "now": now,
        "told": queries.laid_out(found, on=timezone.localdate(now), rent=rent, after_tax=income),
        "may_write": viewer.may(Permission.WRITE_NOTE), "may_change_law": viewer.may(Permission.EDIT_LAW),
    }  # fmt: skip
    return form_page(request, "economy/economy.html", form, **context)


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_http_methods(["GET", "POST"])
def write_sheet(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    today = timezone.localdate(now)
    person = open_person(viewer, person_id, page="economy.write_sheet", at=now, needs=Permission.WRITE_NOTE)
    last = queries.latest([person.pk], viewer=viewer, on=today).get(person.pk)
    form = WriteSheet(request.POST or None, rates=law.provisions_on(today), year=today.year, last=last)
    if carry_out(form, lambda: actions.write_sheet(person_id=person.pk, said=form.said, by=viewer, at=now)):
        messages.success(request, _("Økonomien er skrevet ned."))
        return redirect("economy:economy", person.pk)
    return form_page(request, "economy/write_sheet.html", form, person=person, last=last)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def sheet(request: ViewerRequest, sheet_id: uuid.UUID) -> HttpResponse:
    """One sheet as it was told, reckoned by the law of its day and with the household as it is now."""
    now = timezone.now()
    found = access.open_sheet(request.viewer, sheet_id, page="economy.sheet", at=now)
    row = queries.row_of(found, on=found.said_on)
    then = queries.answered_by(row, on=found.said_on)
    context = {
        "sheet": found, "found": then, "told": queries.laid_out(then, on=found.said_on), "now": now,
    }  # fmt: skip
    return render(request, "economy/sheet.html", context)
