"""Which page lets the team change a stay? Longer, or over: what the house's own page can, for whom the house rang."""

import uuid
from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hjemvej.efforts.safe_night import access
from hjemvej.efforts.safe_night.staying.actions import stays
from hjemvej.efforts.safe_night.staying.forms import Depart, ExtendStay
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

if TYPE_CHECKING:
    from hjemvej.efforts.safe_night.models import Occupancy


@page(Audience.STAFF, Permission.FIND_PLACE)
@require_GET
def stay(request: ViewerRequest, occupancy_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    found = access.open_occupancy(request.viewer, occupancy_id, page="safe_night.stay", at=now)
    if found.status != found.Status.STAYING:
        messages.info(request, _("Opholdet på %(house)s er ikke i gang.") % {"house": found.house.name})
        return redirect("staff:person", found.person_id)
    extend = ExtendStay(tonight=night_of(now), initial={"until_night": found.until_night})
    return _show(request, found, extend, Depart())


@page(Audience.STAFF, Permission.FIND_PLACE)
@require_POST
def extend_stay(request: ViewerRequest, occupancy_id: uuid.UUID) -> HttpResponse:
    """To another day, or until the person leaves."""
    now = timezone.now()
    occupancy = access.open_occupancy(request.viewer, occupancy_id, page="safe_night.extend_stay", at=now)
    form = ExtendStay(request.POST, tonight=night_of(now))
    if carry_out(form, lambda: stays.extend_stay(occupancy=occupancy, **form.cleaned_data, by=request.viewer, at=now)):
        messages.success(request, _("Skrevet. %(house)s kan se det.") % {"house": occupancy.house.name})
        return redirect("staff:person", occupancy.person_id)
    return _show(request, occupancy, form, Depart())


@page(Audience.STAFF, Permission.FIND_PLACE)
@require_POST
def depart(request: ViewerRequest, occupancy_id: uuid.UUID) -> HttpResponse:
    """The person has left: where to?"""
    now = timezone.now()
    occupancy = access.open_occupancy(request.viewer, occupancy_id, page="safe_night.depart", at=now)
    form = Depart(request.POST)
    if carry_out(form, lambda: stays.depart(occupancy=occupancy, **form.cleaned_data, by=request.viewer, at=now)):
        messages.success(request, _("Skrevet: borgeren er rejst. Pladsen er ledig."))
        return redirect("staff:person", occupancy.person_id)
    extend = ExtendStay(tonight=night_of(now), initial={"until_night": occupancy.until_night})
    return _show(request, occupancy, extend, form)


def _show(request: ViewerRequest, found: "Occupancy", extend: ExtendStay, depart: Depart) -> HttpResponse:
    context = {"stay": found, "person": found.person, "extend": extend, "depart": depart}
    return form_page(request, "safe_night/stay.html", extend, depart, **context)


@page(Audience.STAFF, Permission.FIND_PLACE)
@require_POST
def confirm_arrival(request: ViewerRequest, occupancy_id: uuid.UUID) -> HttpResponse:
    """The house rang: the person has come."""
    now = timezone.now()
    held = access.open_occupancy(request.viewer, occupancy_id, page="safe_night.confirm_arrival", at=now)
    arrive = partial(stays.confirm_arrival, occupancy=held, by=request.viewer, at=now)
    press(request, arrive, say=_("Skrevet: borgeren er kommet til %(house)s.") % {"house": held.house.name})
    return redirect("safe_night:board")
