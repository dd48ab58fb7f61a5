"""What does the house's own page do? On a phone, at night: what is free, who comes, who sleeps here."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.efforts.safe_night import access
from hjemvej.efforts.safe_night.board import actions
from hjemvej.efforts.safe_night.board.forms import ReportFreePlaces
from hjemvej.efforts.safe_night.queries.places import houses_tonight, place_of
from hjemvej.efforts.safe_night.staying.queries.admissions import to_tell
from hjemvej.efforts.safe_night.staying.queries.guests import Guest, house_page
from hjemvej.ground.shelters.queries import houses_in_use, number_of_houses
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.offline.waiting import may_wait
from hjemvej.platform.ui.form_pages import form_page
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import clock
from hjemvej.portals.partner.forms.guests import ClosePlace


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_GET
def house(request: ViewerRequest) -> HttpResponse:
    """Straight to the one house, or a choice among one's own."""
    own = houses_in_use(organisation_id=request.viewer.team_id)
    if len(own) == 1:
        return redirect("partner:own_house", house_id=own[0].pk)
    now = timezone.now()
    houses = houses_tonight(own, night_of(now), now)
    free = sum(house.free for house in houses if not house.is_shut)
    return render(request, "partner/houses.html", {"houses": houses, "free": free})


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_GET
def own_house(request: ViewerRequest, house_id: uuid.UUID) -> HttpResponse:
    """Tonight in this house."""
    return _house(request, house_id)


@page(Audience.PARTNER, Permission.RUN_HOUSE, once=False)  # taken anew as the night goes on
@require_POST
def take_along(request: ViewerRequest, house_id: uuid.UUID) -> HttpResponse:
    """Tonight's guests by name and bed, for the browser to lock by a passphrase; each name on it is a look."""
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    if request.headers.get("X-Requested-With") != "XMLHttpRequest":  # nobody is there to lock it
        messages.error(request, _("Listen kan kun tages med, når browseren må køre JavaScript."))
        return redirect("partner:own_house", house_id=own.pk)
    tonight = house_page(own, night_of(now), now, viewer=request.viewer)
    rows = [
        _row(guest, _("på vej, reserveret til %(when)s") % {"when": clock(guest.occupancy.held_until)})
        for guest in tonight.on_the_way
    ]
    rows += [_row(guest, "") for guest in tonight.staying]
    heading = _("%(house)s i nat, som det var %(when)s") % {"house": own.name, "when": clock(now)}
    return JsonResponse({"heading": heading, "rows": rows})


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@may_wait(minutes=30)  # afterwards the number may be another
@require_POST
def report_free_places(request: ViewerRequest, house_id: uuid.UUID) -> HttpResponse:
    """Two taps: the number, and yes."""
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    form = ReportFreePlaces(request.POST)
    if not form.is_valid():
        return _house(request, house_id, problem=_("Skriv antallet af ledige pladser som et tal."))
    try:
        actions.report_free_places(house=own, **form.cleaned_data, by=request.viewer, at=now)
    except Refused as refusal:
        return _house(request, house_id, problem=str(refusal))
    messages.success(request, _("Tak. Teamet kan se det nu."))
    return redirect("partner:own_house", house_id=own.pk)


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_GET
def places(request: ViewerRequest, house_id: uuid.UUID) -> HttpResponse:
    """Every place of the house tonight."""
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    tonight = houses_tonight([own], night_of(now), now)[0]
    return render(request, "partner/places.html", {"tonight": tonight})


@page(Audience.PARTNER, Permission.RUN_HOUSE, once=False)  # closed and opened in turn
@require_http_methods(["GET", "POST"])
def close_place(request: ViewerRequest, house_id: uuid.UUID, place_id: uuid.UUID) -> HttpResponse:
    """This place can't be used tonight."""
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    place = place_of(own, place_id)
    if place is None:
        raise Http404
    form = ClosePlace(request.POST or None)
    if form.is_valid():
        actions.close_for_night(place_id=place_id, why=form.cleaned_data["why"], by=request.viewer, at=now)
        messages.success(request, _("Pladsen er lukket i nat. I morgen er den med igen."))
        return redirect("partner:places", house_id=own.pk)
    return form_page(request, "partner/close_place.html", form, house=own, place=place)


@page(Audience.PARTNER, Permission.RUN_HOUSE, once=False)  # closed and opened in turn
@require_POST
def open_place(request: ViewerRequest, house_id: uuid.UUID, place_id: uuid.UUID) -> HttpResponse:
    """The place can be used after all."""
    own = access.open_own_house(request.viewer, house_id)
    if place_of(own, place_id) is None:
        raise Http404
    actions.open_for_night(place_id=place_id, by=request.viewer, at=timezone.now())
    messages.success(request, _("Pladsen er med igen."))
    return redirect("partner:places", house_id=own.pk)


def _row(guest: Guest, more: str) -> list[str]:
    place = guest.occupancy.place
    return [str(guest.name), f"{place.room.name}, {place.label}", more]


def _house(request: ViewerRequest, house_id: uuid.UUID, problem: str = "") -> HttpResponse:
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    tonight = house_page(own, night_of(now), now, viewer=request.viewer)
    several = number_of_houses(request.viewer.team_id) > 1
    typed = request.POST.get("free", "")[:9] if problem else ""
    context = {
        "house": own, "tonight": tonight, "problem": problem, "typed": typed, "several": several,
        "awaits_guests": tonight.tonight.opening.awaits_guests(now),
        "to_tell": to_tell(own, viewer=request.viewer, at=now),
    }  # fmt: skip
    return render(request, "partner/house.html", context, status=422 if problem else 200)
