"""Nødadgang: open the record of somebody who is not ours, in an emergency, with a reason that others will read."""

import uuid

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from hjemvej.platform.access import actions, queries
from hjemvej.platform.access.forms import BreakGlass, BreakGlassByCpr
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.identity import idle
from hjemvej.platform.rooms import former_name, person_lookup
from hjemvej.platform.ui.form_pages import carry_out, form_page

HOURS = int(actions.BREAK_GLASS_LASTS.total_seconds() // 3600)


@page(Audience.STAFF, Permission.BREAK_GLASS)
def break_glass(request: ViewerRequest) -> HttpResponseBase:
    """By the whole CPR number, or from a link (?borger=) that names the person by an id nobody can guess."""
    now = timezone.now()
    person_id = _named(request.GET.get("borger", ""))
    if person_id and queries.need_of(request.viewer, person_id, at=now):
        return redirect("staff:person", person_id)
    waits = idle.kept(request)
    form = BreakGlass(request.POST or None) if person_id else BreakGlassByCpr(request.POST or None)
    if form.is_valid():
        named, reason = _who(person_id, form.cleaned_data.get("cpr", "")), form.cleaned_data["reason"]
        opened = carry_out(
            form, lambda: actions.break_glass_for(person_id=named, reason=reason, by=request.viewer, at=now)
        )
        if opened:
            is_waiting = waits is not None and waits.is_about(opened.value)
            return redirect("access:go_on") if is_waiting else redirect("staff:person", opened.value)
    is_about = waits is not None and person_id is not None and waits.is_about(person_id)
    former = former_name()(person_id, viewer=request.viewer) if person_id else None
    told = {"former": former, "is_named": bool(person_id), "waits": is_about}
    return form_page(request, "access/break_glass.html", form, hours=HOURS, **told)


def _named(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _who(person_id: uuid.UUID | None, cpr: str) -> uuid.UUID | None:
    """Name the citizen through the rooms: the room of people is above this room, which cannot import it."""
    if person_id:
        return person_lookup().survivor_of(person_id)
    return person_lookup().id_of_cpr(cpr)
