"""What happens to a guest of the house? Came, didn't come, was turned away, moved, left; or knocked by themselves."""

import datetime
import uuid
from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hjemvej.efforts.safe_night import access
from hjemvej.efforts.safe_night.placing.actions import occupying
from hjemvej.efforts.safe_night.queries.places import free_slots, place_of
from hjemvej.efforts.safe_night.staying.actions import stays, undoing, walking_in
from hjemvej.efforts.safe_night.staying.actions.turning_away import turn_away_guest
from hjemvej.efforts.safe_night.staying.forms import Depart
from hjemvej.efforts.safe_night.staying.queries import returning
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.offline.waiting import may_wait
from hjemvej.platform.ui.form_pages import carry_out, form_page, press
from hjemvej.platform.ui.refusals import Refused
from hjemvej.portals.partner.forms.guests import ChoosePlace, ExtendStay, TakeIn, TurnAway, is_typed, said_of

if TYPE_CHECKING:
    from django.forms import Form

    from hjemvej.efforts.safe_night.models import Occupancy
    from hjemvej.ground.shelters.models import House


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@may_wait(hours=12, same=night_of)
@require_POST
def confirm_arrival(request: ViewerRequest, house_id: uuid.UUID, occupancy_id: uuid.UUID) -> HttpResponse:
    """The guest has come; if the bed was given away meanwhile, another can be chosen."""
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    guest = access.open_guest(request.viewer, own, occupancy_id, page="partner.confirm_arrival", at=now)
    chosen = ChoosePlace(request.POST)
    other = chosen.cleaned_data["place"] if chosen.is_valid() else None
    if other is not None and place_of(own, other) is None:
        other = None
    try:
        came = stays.confirm_arrival(occupancy=guest, by=request.viewer, at=now, place_id=other)
    except occupying.PlaceNoLongerFree as refusal:
        free = free_slots(own, night_of(now), now)
        context = {
            "house": own, "guest": guest, "name": guest.person.name.with_code, "problem": str(refusal),
            "free": free,
        }  # fmt: skip
        return render(request, "partner/choose_place.html", context, status=409)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        place = f"{came.place.room.name}, {came.place.label}"  # no name: messages may travel in a cookie
        messages.success(request, _("Noteret: gæsten til %(place)s er kommet.") % {"place": place})
    return redirect("partner:own_house", house_id=own.pk)


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_POST
def undo_arrival(request: ViewerRequest, house_id: uuid.UUID, occupancy_id: uuid.UUID) -> HttpResponse:
    """It was somebody else who came."""
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    guest = access.open_guest(request.viewer, own, occupancy_id, page="partner.undo_arrival", at=now)
    undo = partial(undoing.undo_arrival, occupancy=guest, by=request.viewer, at=now)
    press(request, undo, say=_("Rettet: gæsten er ikke kommet og står under ”På vej til jer”."))
    return redirect("partner:own_house", house_id=own.pk)


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@may_wait(hours=12, same=night_of)
@require_POST
def did_not_come(request: ViewerRequest, house_id: uuid.UUID, occupancy_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    guest = access.open_guest(request.viewer, own, occupancy_id, page="partner.did_not_come", at=now)
    note = partial(stays.did_not_come, occupancy=guest, by=request.viewer, at=now)
    press(request, note, say=_("Skrevet: gæsten kom ikke. Pladsen er ledig igen."))
    return redirect("partner:own_house", house_id=own.pk)


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_http_methods(["GET", "POST"])
def turn_away(request: ViewerRequest, house_id: uuid.UUID, occupancy_id: uuid.UUID) -> HttpResponse:
    """The house can't take the guest; the reason goes to the team at once."""
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    guest = access.open_guest(request.viewer, own, occupancy_id, page="partner.turn_away", at=now)
    form = TurnAway(request.POST or None)
    if carry_out(form, lambda: turn_away_guest(occupancy=guest, **form.cleaned_data, by=request.viewer, at=now)):
        messages.success(request, _("Skrevet. Teamet finder et andet sted."))
        return redirect("partner:own_house", house_id=own.pk)
    return _form(request, "partner/turn_away.html", form, own=own, guest=guest)


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@may_wait(hours=12, same=night_of)
@require_http_methods(["GET", "POST"])
def depart(request: ViewerRequest, house_id: uuid.UUID, occupancy_id: uuid.UUID) -> HttpResponse:
    """The guest has left: where to?"""
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    guest = access.open_guest(request.viewer, own, occupancy_id, page="partner.depart", at=now)
    form = Depart(request.POST or None)
    if form.is_valid():
        leave = partial(stays.depart, occupancy=guest, **form.cleaned_data, by=request.viewer, at=now)
        press(request, leave, say=_("Skrevet: gæsten er rejst. Pladsen er ledig."))
        return redirect("partner:own_house", house_id=own.pk)
    return _form(request, "partner/depart.html", form, own=own, guest=guest)


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_POST
def extend_stay(request: ViewerRequest, house_id: uuid.UUID, occupancy_id: uuid.UUID) -> HttpResponse:
    """One night more than the house's usual."""
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    guest = access.open_guest(request.viewer, own, occupancy_id, page="partner.extend_stay", at=now)
    form = ExtendStay(request.POST)
    if form.is_valid() and guest.until_night == form.cleaned_data["until"]:
        until = form.cleaned_data["until"] + datetime.timedelta(days=1)
        extend = partial(stays.extend_stay, occupancy=guest, until_night=until, by=request.viewer, at=now)
        press(request, extend, say=_("Gæsten kan blive en nat mere."))
    return redirect("partner:own_house", house_id=own.pk)


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_http_methods(["GET", "POST"])
def move(request: ViewerRequest, house_id: uuid.UUID, occupancy_id: uuid.UUID) -> HttpResponse:
    """To another bed in the house."""
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    guest = access.open_guest(request.viewer, own, occupancy_id, page="partner.move", at=now)
    form = ChoosePlace(request.POST or None)
    problem = ""
    if form.is_valid():
        try:
            stays.move(occupancy=guest, place_id=form.cleaned_data["place"], by=request.viewer, at=now)
        except Refused as refusal:
            problem = str(refusal)
        else:
            messages.success(request, _("Gæsten er flyttet."))
            return redirect("partner:own_house", house_id=own.pk)
    free = free_slots(own, night_of(now), now)
    name = guest.person.name.with_code
    context = {"house": own, "guest": guest, "name": name, "free": free, "problem": problem}
    return render(request, "partner/move.html", context, status=409 if problem else 200)


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@may_wait(hours=12, same=night_of)
@require_http_methods(["GET", "POST"])
def take_in(request: ViewerRequest, house_id: uuid.UUID) -> HttpResponse:
    """Somebody knocks: a name or a few words, a bed, and they are in."""
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    free = [(str(slot.place.pk), slot.name) for slot in free_slots(own, night_of(now), now)]
    chosen = request.POST.get("place", "")
    if _is_id(chosen) and chosen not in dict(free):  # sent again over a bad line: the place is this guest's own by now
        free.append((chosen, _("Pladsen, du valgte (måske ikke ledig længere)")))
    form = TakeIn(request.POST or None, house_id=own.pk, places=free, initial={"key": uuid.uuid4()})
    lately = returning.lately_here(own, night_of(now), viewer=request.viewer)
    alike = []
    if form.is_valid() and form.may_be_known:
        alike = returning.must_be_asked(_meant(request, lately, now))
    if not alike and carry_out(form, lambda: walking_in.take_in(house=own, **form.guest, by=request.viewer, at=now)):
        messages.success(request, _("Velkommen indenfor. Gæsten står på listen."))
        return redirect("partner:own_house", house_id=own.pk)
    context = {
        "house": own,
        "form": form,
        "free": free,
        "guests": alike or lately,
        "must_choose": bool(alike),
        "begins_in_form": True,
    }
    return render(request, "partner/take_in.html", context, status=422 if form.errors or alike else 200)


@page(Audience.PARTNER, Permission.RUN_HOUSE, once=False)  # asked as one types
@require_POST
def find_guest(request: ViewerRequest, house_id: uuid.UUID) -> HttpResponse:
    """Which guest of the last days is being typed? A fragment; of others the house learns nothing."""
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    lately = returning.lately_here(own, night_of(now), viewer=request.viewer)
    asked = is_typed(request.POST)
    context = {"house": own, "asked": asked, "guests": _meant(request, lately, now) if asked else lately}
    return render(request, "partner/_returning.html", context)


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@may_wait(hours=12, same=night_of)
@require_POST
def come_again(request: ViewerRequest, house_id: uuid.UUID, occupancy_id: uuid.UUID) -> HttpResponse:
    """A guest of the last days knocks again: one tap, the same citizen."""
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    stay = access.open_guest(request.viewer, own, occupancy_id, page="partner.come_again", at=now)
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"hjemvej:{stay.pk}:{night_of(now)}")
    again = partial(walking_in.take_in_again, key=key, stay=stay, by=request.viewer, at=now)
    came = press(request, again)
    if came:
        place = f"{came.value.place.room.name}, {came.value.place.label}"  # no name: messages may travel in a cookie
        messages.success(request, _("Velkommen igen. Gæsten har %(place)s.") % {"place": place})
    return redirect("partner:own_house", house_id=own.pk)


def _meant(
    request: ViewerRequest, guests: list[returning.Returning], at: datetime.datetime
) -> list[returning.Returning]:
    """Those of these guests whom the typed name or description may mean."""
    said = said_of(request.POST, timezone.localdate(at))
    return returning.among_lately_here(said, guests, viewer=request.viewer)


def _is_id(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False


def _form(request: ViewerRequest, template: str, form: "Form", *, own: "House", guest: "Occupancy") -> HttpResponse:
    return form_page(request, template, form, house=own, guest=guest, name=guest.person.name.with_code)
