"""Which page tells a citizen of their record? The text to read aloud or hand over, and what became of it."""

import datetime
import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

from . import actions, queries
from .forms import Inform, InformLater

if TYPE_CHECKING:
    from hjemvej.ground.people.models import Person

LANGUAGES = {"da": "Dansk", "en": "English"}


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_http_methods(["GET", "POST"])
def inform(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """The text, and one press when the citizen has heard or read it."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="casework.inform", at=now, needs=Permission.WRITE_NOTE)
    form = Inform(request.POST or None, today=timezone.localdate(now), initial=_begin_with(person))
    told = carry_out(form, lambda: actions.inform(person_id=person.pk, **form.cleaned_data, by=viewer, at=now))
    if told:
        messages.success(request, _("Skrevet: borgeren har fået det at vide."))
        return redirect("staff:person", person.pk)
    return _show(request, person, now, form, _later(now))


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_POST
def inform_later(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """The citizen cannot be told now: by which paragraph, why, and when we look again."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="casework.inform_later", at=now, needs=Permission.WRITE_NOTE)
    form = _later(now, request.POST)
    waits = carry_out(form, lambda: actions.inform_later(person_id=person.pk, **form.cleaned_data, by=viewer, at=now))
    if waits:
        messages.success(request, _("Skrevet, med en dag, hvor vi ser på det igen."))
        return redirect("staff:person", person.pk)
    return _show(request, person, now, Inform(today=timezone.localdate(now), initial=_begin_with(person)), form)


def _begin_with(person: "Person") -> dict[str, object]:
    agreed = person.channel_of_service
    return {"on": _("i dag"), "reached_by": agreed if agreed != "unknown" else "oral"}


def _later(now: datetime.datetime, typed: object = None) -> InformLater:
    today = timezone.localdate(now)
    bases = [(one.key, f"{one.title} ({one.paragraph})") for one in queries.bases(today)]
    return InformLater(typed, bases=bases, auto_id="later-%s")


def _show(
    request: ViewerRequest, person: "Person", now: datetime.datetime, form: Inform, later: InformLater
) -> HttpResponse:
    today = timezone.localdate(now)
    language = request.GET.get("sprog", "da")
    language = language if language in LANGUAGES else "da"
    with translation.override(language):
        words = {"municipality": settings.MUNICIPALITY_NAME, "team_phone": settings.TEAM_PHONE}
        text = render_to_string("casework/_inform_text.html", words)
    steps = list(queries.informings_of(person.pk, viewer=request.viewer))
    return form_page(
        request, "casework/inform.html", form, later, later=later, person=person, now=now, today=today, text=text,
        language=language, languages=LANGUAGES.items(), look_again_by=queries.look_again_by(today),
        state=queries.state_of(person.pk, viewer=request.viewer, on=today), steps=steps,
        told=next((step for step in steps if step.kind == "told"), None),
    )  # fmt: skip
