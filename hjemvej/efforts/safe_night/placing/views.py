"""Which pages hold a place for a person? Request, find, hold, and record each no."""

import datetime
import uuid
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.efforts.safe_night import access
from hjemvej.efforts.safe_night.placing.actions import coming_again, holding, requesting
from hjemvej.efforts.safe_night.placing.forms import RequestPlace, SayNo, WithdrawRequest
from hjemvej.efforts.safe_night.placing.queries import offers
from hjemvej.efforts.safe_night.placing.queries.handed_over import hand_over_note
from hjemvej.efforts.safe_night.placing.queries.unasked import cafe_of
from hjemvej.efforts.safe_night.placing.queries.waiting import (
    current_place,
    places_of_person,
    waiting_of_request,
    waiting_request,
)
from hjemvej.efforts.safe_night.placing.rules.known import NEEDS
from hjemvej.ground.people.recognising.queries import find_people
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import clock

HOUR = datetime.timedelta(hours=1)
OFFERS_SHOWN = 8  # of those that fit and of the others, the nearest first; the rest is a click away


@page(Audience.STAFF, Permission.FIND_PLACE, lists_citizens=True)
@require_http_methods(["GET", "POST"])
def someone_needs_a_place(request: ViewerRequest) -> HttpResponse:
    """Search for the person before writing a request, so that no person is written twice.

    The search is posted, since it may hold a CPR number, which must never be part of an address.
    """
    typed = request.POST.get("q", "").replace("\x00", "").strip()[:100]
    found = find_people(typed, viewer=request.viewer, on=timezone.localdate())
    return render(request, "safe_night/someone_needs_a_place.html", {"typed": typed, "found": found})


@page(Audience.STAFF, Permission.FIND_PLACE)
@require_http_methods(["GET", "POST"])
def request_place(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """What does the person need of a place tonight?"""
    now = timezone.now()
    person = access.open_person_to_place(request.viewer, person_id, at=now)
    night, viewer = night_of(now), request.viewer
    placed = current_place(places_of_person(person.pk, night, viewer=viewer), now)
    place_request = waiting_request(person.pk, night, viewer=viewer)
    note = hand_over_note(person.pk, night, viewer=viewer)
    known = {} if place_request else offers.needs_known(person, viewer=viewer, note=note)
    earlier = {name: getattr(place_request, name) for name in ("needs", "safety", "note")} if place_request else {}
    form = RequestPlace(request.POST or None, initial={"needs": list(known), "note": note, **earlier})
    if request.method == "POST" and placed is None and form.is_valid():
        if place_request:
            requesting.change_request(request=place_request, **form.cleaned_data, by=viewer, at=now)
            return redirect("safe_night:find_place", request_id=place_request.pk)
        ask = partial(requesting.request_place, person_id=person.pk, night=night, by=viewer, at=now)
        if asked := carry_out(form, lambda: ask(**form.cleaned_data)):
            return redirect("safe_night:find_place", request_id=asked.value.pk)
    labels = dict(NEEDS)
    said = [(labels[need], words) for need, words in known.items() if words]
    context = {"person": person, "night": night, "known": known, "said": said, "placed": placed}
    return form_page(request, "safe_night/request_place.html", form, **context)


@page(Audience.STAFF, Permission.FIND_PLACE)
@require_GET
def find_place(request: ViewerRequest, request_id: uuid.UUID) -> HttpResponse:
    """Every place, best fit first, with the reasons."""
    return _find_place(request, request_id)


@page(Audience.STAFF, Permission.FIND_PLACE)
@require_POST
def hold_place(request: ViewerRequest, request_id: uuid.UUID, place_id: uuid.UUID) -> HttpResponse:
    """Hold the place with one click; when a colleague was quicker, the next like it, or the page shows what is left."""
    now = timezone.now()
    place_request = access.open_request(request.viewer, request_id, page="safe_night.hold_place", at=now)
    if place_request.night < night_of(now):
        return _ask_again(request, place_request.person_id)
    place_id, unmet = offers.place_to_hold(place_request, place_id, now, viewer=request.viewer)
    if unmet:  # the page was drawn before the citizen's needs were as they are now
        why = ", ".join(reason.text for reason in unmet)
        return _find_place(request, request_id, problem=_("Pladsen passer ikke: %s.") % why)
    try:
        held = holding.hold_place(request=place_request, place_id=place_id, by=request.viewer, at=now)
    except Refused as refusal:
        return _find_place(request, request_id, problem=str(refusal))
    where = ", ".join(filter(None, [held.house.name, held.house.address_told]))
    words = {"house": where, "clock": clock(held.held_until)}
    messages.success(request, _("%(house)s holder pladsen til %(clock)s og kan se, hvem der kommer.") % words)
    return redirect("safe_night:board")


@page(Audience.STAFF, Permission.FIND_PLACE)
@require_http_methods(["GET", "POST"])
def say_no(request: ViewerRequest, request_id: uuid.UUID, house_id: uuid.UUID) -> HttpResponse:
    """The person or the house says no; the reason is kept in their words."""
    now = timezone.now()
    place_request = access.open_request(request.viewer, request_id, page="safe_night.say_no", at=now)
    house = access.open_house(house_id)
    form = SayNo(request.POST or None)
    if form.is_valid():
        write = holding.decline if form.cleaned_data["who"] == "declined" else holding.turn_away
        no = partial(
            write, request=place_request, house=house, words=form.cleaned_data["words"], by=request.viewer, at=now
        )
        if carry_out(form, no):
            messages.success(request, _("Skrevet ned. Borgeren står stadig på listen."))
            return redirect("safe_night:find_place", request_id=place_request.pk)
    return form_page(request, "safe_night/say_no.html", form, place_request=place_request, house=house)


@page(Audience.STAFF, Permission.FIND_PLACE)
@require_http_methods(["GET", "POST"])
def withdraw_request(request: ViewerRequest, request_id: uuid.UUID) -> HttpResponse:
    """The person found a place alone."""
    now = timezone.now()
    place_request = access.open_request(request.viewer, request_id, page="safe_night.withdraw_request", at=now)
    form = WithdrawRequest(request.POST or None)
    if form.is_valid():
        requesting.withdraw_request(request=place_request, why=form.cleaned_data["why"], by=request.viewer, at=now)
        messages.success(request, _("Godt. Borgeren står ikke længere på listen i nat."))
        return redirect("safe_night:board")
    return form_page(request, "safe_night/withdraw_request.html", form, place_request=place_request)


@page(Audience.STAFF, Permission.FIND_PLACE)
@require_POST
def come_again(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Last night's guest of a night café comes again: one tap asks, and holds a place there while one is free."""
    now, viewer = timezone.now(), request.viewer
    person = access.open_person_to_place(viewer, person_id, at=now)
    night = night_of(now)
    placed = current_place(places_of_person(person.pk, night, viewer=viewer), now)
    if placed is not None:
        messages.info(request, _("Borgeren har allerede et sted i nat."))
        return redirect("safe_night:board")
    house = cafe_of(person.pk, night, viewer=viewer)
    needs = list(offers.needs_known(person, viewer=viewer))
    place_request, held = coming_again.come_again(
        person_id=person.pk, house=house, night=night, needs=needs, by=viewer, at=now
    )
    if held is None:
        messages.info(request, _("Der er ingen ledig plads der, som passer. Borgeren står på listen: find en anden."))
        return redirect("safe_night:find_place", request_id=place_request.pk)
    messages.success(request, _("En plads er reserveret til %(clock)s.") % {"clock": clock(held.held_until)})
    return redirect("safe_night:board")


@page(Audience.STAFF, Permission.FIND_PLACE)
@require_POST
def cancel_hold(request: ViewerRequest, occupancy_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    held = access.open_occupancy(request.viewer, occupancy_id, page="safe_night.cancel_hold", at=now)
    cancel = partial(holding.cancel_hold, occupancy=held, by=request.viewer, at=now)
    press(request, cancel, say=_("Pladsen er givet fri. Borgeren står på listen igen."))
    return redirect("safe_night:board")


@page(Audience.STAFF, Permission.FIND_PLACE)
@require_POST
def extend_hold(request: ViewerRequest, occupancy_id: uuid.UUID) -> HttpResponse:
    """Hold the place an hour more, for a person who is late but on the way."""
    now = timezone.now()
    held = access.open_occupancy(request.viewer, occupancy_id, page="safe_night.extend_hold", at=now)
    until = max(held.held_until or now, now) + HOUR
    extend = partial(holding.extend_hold, occupancy=held, until=until, by=request.viewer, at=now)
    press(request, extend, say=_("Pladsen holdes nu til %(clock)s.") % {"clock": clock(until)})
    return redirect("safe_night:board")


def _find_place(request: ViewerRequest, request_id: uuid.UUID, problem: str = "") -> HttpResponse:
    now = timezone.now()
    place_request = access.open_request(request.viewer, request_id, page="safe_night.find_place", at=now)
    if place_request.night < night_of(now):
        return _ask_again(request, place_request.person_id)
    kept = places_of_person(place_request.person_id, place_request.night, viewer=request.viewer)
    placed = current_place(kept, now)
    waiting = waiting_of_request(place_request, [place for place in kept if place != placed], viewer=request.viewer)
    offered = [] if placed else offers.find_place(place_request, now, viewer=request.viewer, noes=waiting.noes)
    fitting, others = [offer for offer in offered if offer.fits], [offer for offer in offered if not offer.fits]
    shown = None if "alle" in request.GET else OFFERS_SHOWN
    context = {
        "place_request": place_request,
        "waiting": waiting,
        "fitting": len(fitting),
        "others": len(others),
        "best": fitting[:shown],
        "nearest": others[:shown],
        "problem": problem,
        "placed": placed,
    }
    return render(request, "safe_night/find_place.html", context, status=409 if problem else 200)


def _ask_again(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """The request's night is over; a place tonight needs a new request."""
    messages.info(request, _("Den nat er forbi. Bed om en plads til i nat."))
    return redirect("safe_night:request_place", person_id=person_id)
