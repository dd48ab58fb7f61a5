"""Which pages are there about wishes? The citizen's wishes, the form that asks for them, and the same on paper."""

import uuid
from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.efforts.housing_first.queries import wishes_asked_again_on
from hjemvej.ground.homes.queries import neighbourhoods
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.offline.waiting import may_wait
from hjemvej.platform.ui.form_pages import carry_out, form_page

from . import actions, forms, queries
from .rules import Wants
from .rules.questions import GROUPS
from .rules.wording import headline, told

if TYPE_CHECKING:
    from hjemvej.efforts.housing_first.models import WishSheet

WRITE = Permission.WRITE_NOTE


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def wishes(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """What the citizen wants of a home, what nobody has asked about, what was said no to, and how wishes changed."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="housing_first.wishes", at=now)
    kept = queries.history(person.pk, viewer=viewer)
    words = list(queries.own_words_of(person.pk, viewer=viewer))
    latest = kept[0] if kept else None
    found = latest.told if latest else told(None)
    context = {
        "person": person, "latest": latest, "told": found, "earlier": kept[1:], "words": words,
        "heading": headline(found, has_words=bool(words or any(one.sheet.words for one in kept))),
        "older": next((one.sheet for one in kept[1:] if one.sheet.words), None) if latest else None,
        "declined": queries.declined_of(person.pk, viewer=viewer), "may_write": viewer.may(WRITE),
        "ask_again_on": wishes_asked_again_on(latest.sheet.said_on) if latest else None,
        "today": timezone.localdate(now),
    }  # fmt: skip
    return render(request, "housing_first/wishes.html", context)


@page(Audience.STAFF, WRITE)
@may_wait(days=3)  # it says itself on which day it was said
@require_http_methods(["GET", "POST"])
def write_wishes(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Ask what a home must have, own words first; it begins with what was said before."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="housing_first.write_wishes", at=now, needs=WRITE)
    latest = queries.latest_sheet(person.pk, viewer=viewer)
    wants = Wants(latest.said_on, queries.as_wants(latest.wants.all())) if latest else None
    known = forms.known_places(neighbourhoods(viewer=viewer), wants)
    initial = forms.as_typed(wants, known)
    begins = forms.beginning(timezone.localdate(now), latest.pk if latest else None)
    form = forms.WriteWishes(request.POST or None, initial={**initial, **begins}, neighbourhoods=known)
    write = partial(actions.write_wishes, person_id=person.pk, by=viewer, at=now)
    if done := carry_out(form, lambda: write(said=form.said)):
        messages.success(request, _say(done.value, latest))
        return redirect("housing_first:wishes", person.pk)
    is_late = form.has_error(NON_FIELD_ERRORS, actions.WrittenMeanwhile.__name__)
    context = {
        "person": person, "groups": form.groups(), "latest": latest, "told": told(wants), "is_late": is_late,
        "said": queries.latest_words(person.pk, viewer=viewer),
        "after": latest.pk if latest and (is_late or not form.is_bound) else form["after"].value() or "",
    }  # fmt: skip
    return form_page(request, "housing_first/write_wishes.html", form, **context)


def _say(sheet: "WishSheet", latest: "WishSheet | None") -> str:
    if latest and sheet.said_on < latest.said_on:
        return _("Gemt som historie: der er skrevet ønsker, som er sagt senere, og det er dem, der gælder.")
    return _("Gemt. Det, der stod før, er gemt som historie.") if latest else _("Gemt.")


@page(Audience.STAFF, WRITE)
@require_GET
def wishes_on_paper(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """The same questions in the same order in large print, to be filled in by hand and typed in afterwards."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="housing_first.wishes_on_paper", at=now, needs=WRITE)
    context = {"person": person, "groups": GROUPS, "places": neighbourhoods(viewer=viewer)}
    return render(request, "housing_first/wishes_on_paper.html", context)
