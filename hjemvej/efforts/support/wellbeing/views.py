"""Which pages are there about a citizen's wellbeing? Made to be seen together: the words first, then a small curve."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

from . import access, actions, forms, queries, shown, statements
from .access import ASK


@page(Audience.STAFF, ASK)
@require_GET
def wellbeing(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """What the citizen has answered, in words and as a small curve; only while the citizen wishes it."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="support.wellbeing", at=now, needs=ASK)
    wish = queries.latest_wish(person.pk, viewer=viewer)
    is_open = wish is not None and wish.taken_back_at is None
    sheets = list(queries.sheets_of(wish, viewer=viewer)) if wish and is_open else []
    context: dict[str, Any] = {"person": person, "wish": wish, "is_open": is_open}
    return render(request, "support/wellbeing.html", context | shown.course(sheets, timezone.localdate(now)))


@page(Audience.STAFF, ASK)
@require_POST
def wish_for_wellbeing(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="support.wellbeing", at=now, needs=ASK)
    wish = partial(actions.wish_for_wellbeing, person_id=person.pk, by=viewer, at=now)
    press(request, wish, say=_("Skrevet: borgeren ønsker det selv."))
    return redirect("support:wellbeing", person.pk)


@page(Audience.STAFF, ASK)
@require_http_methods(["GET", "POST"])
def fill_in_wellbeing(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Five statements, filled in together on a phone."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="support.fill_in_wellbeing", at=now, needs=ASK)
    if request.method == "GET" and queries.open_wish(person.pk, viewer=viewer) is None:
        messages.info(request, _("Skriv først, at borgeren selv ønsker det."))
        return redirect("support:wellbeing", person.pk)
    version = statements.version_on(timezone.localdate(now))
    form = forms.FillIn(request.POST or None, version=version)
    fill = partial(actions.fill_in, person_id=person.pk, by=viewer, at=now)
    if carry_out(form, lambda: fill(answers=form.answers)):
        return redirect("support:wellbeing", person.pk)
    return form_page(request, "support/fill_in_wellbeing.html", form, person=person, version=version)


@page(Audience.STAFF, ASK)
@require_http_methods(["GET", "POST"])
def correct_wellbeing(request: ViewerRequest, wellbeing_sheet_id: uuid.UUID) -> HttpResponse:
    """The answers of a day, as they should have been."""
    now, viewer = timezone.now(), request.viewer
    sheet = access.open_sheet(viewer, wellbeing_sheet_id, page="support.fill_in_wellbeing", at=now)
    version = statements.version(sheet.statements)
    form = forms.FillIn(request.POST or None, version=version, initial=forms.as_typed(sheet.answers))
    correct = partial(actions.correct_sheet, sheet=sheet, by=viewer, at=now)
    if carry_out(form, lambda: correct(answers=form.answers)):
        messages.success(request, _("Rettet."))
        return redirect("support:wellbeing", sheet.person_id)
    context: dict[str, Any] = {"person": sheet.person, "version": version, "sheet": sheet}
    return form_page(request, "support/fill_in_wellbeing.html", form, **context)


@page(Audience.STAFF, ASK)
@require_http_methods(["GET", "POST"])
def take_wellbeing_back(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """The citizen wants it no more, and says what becomes of the answers."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="support.wellbeing", at=now, needs=ASK)
    form = forms.TakeBack(request.POST or None)
    take = partial(actions.take_wish_back, person_id=person.pk, by=viewer, at=now)
    if carry_out(form, lambda: take(afterwards=form.cleaned_data["afterwards"])):
        messages.success(request, _("Skrevet. Vi spørger ikke igen."))
        return redirect("support:wellbeing", person.pk)
    return form_page(request, "support/take_wellbeing_back.html", form, person=person)
