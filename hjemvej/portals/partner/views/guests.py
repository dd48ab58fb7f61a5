"""What happens to a guest of the house? Came, didn't come, was turned away, moved, left; or knocked by themselves."""

import datetime
import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hjemvej.efforts.safe_night import access
from hjemvej.efforts.safe_night.placing.actions import holding, occupying
from hjemvej.efforts.safe_night.queries.names import shown_name
from hjemvej.efforts.safe_night.queries.places import free_slots, place_of
from hjemvej.efforts.safe_night.staying.actions import stays, undoing, walking_in
from hjemvej.efforts.safe_night.staying.forms import Depart
from hjemvej.ground.situations.rules import night_of
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.portals.partner.forms.guests import ChoosePlace, ExtendStay, TakeIn, TurnAway

if TYPE_CHECKING:
    from django.forms import Form

    from hjemvej.efforts.safe_night.models import Occupancy
    from hjemvej.ground.shelters.models import House


@page(Audience.PARTNER, Permission.RUN_HOUSE)
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
    except occupying.PlaceNoLongerFree as problem:
        free = free_slots(own, night_of(now), now)
        context = {
            "house": own, "guest": guest, "name": shown_name(guest.person), "problem": str(problem),
            "free": free,
        }  # fmt: skip
        return render(request, "partner/choose_place.html", context, status=409)
    except (occupying.AlreadyPlaced, stays.NotOnTheWay) as problem:
        messages.error(request, str(problem))
    else:
        place = f"{came.place.room.name}, {came.place.label}"  # no name: messages may travel in a cookie
        messages.success(request, _("Skrevet: gæsten til %(place)s er kommet.") % {"place": place})
    return redirect("partner:own_house", house_id=own.pk)


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_POST
def undo_arrival(request: ViewerRequest, house_id: uuid.UUID, occupancy_id: uuid.UUID) -> HttpResponse:
    """It was somebody else who came."""
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    guest = access.open_guest(request.viewer, own, occupancy_id, page="partner.undo_arrival", at=now)
    try:
        undoing.undo_arrival(occupancy=guest, by=request.viewer, at=now)
    except stays.NotStaying as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Rettet: gæsten er ikke kommet og står under “På vej til jer”."))
    return redirect("partner:own_house", house_id=own.pk)


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_POST
def did_not_come(request: ViewerRequest, house_id: uuid.UUID, occupancy_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    guest = access.open_guest(request.viewer, own, occupancy_id, page="partner.did_not_come", at=now)
    try:
        stays.did_not_come(occupancy=guest, by=request.viewer, at=now)
    except holding.AlreadyCome as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Skrevet: gæsten kom ikke. Pladsen er ledig igen."))
    return redirect("partner:own_house", house_id=own.pk)


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_http_methods(["GET", "POST"])
def turn_away(request: ViewerRequest, house_id: uuid.UUID, occupancy_id: uuid.UUID) -> HttpResponse:
    """The house can't take the guest; the reason goes to the team at once."""
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    guest = access.open_guest(request.viewer, own, occupancy_id, page="partner.turn_away", at=now)
    form = TurnAway(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if guest.request is not None:
                words = form.cleaned_data["words"]
                holding.turn_away(request=guest.request, house=own, words=words, by=request.viewer, at=now)
        except holding.AlreadyCome as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Skrevet. Teamet finder et andet sted."))
            return redirect("partner:own_house", house_id=own.pk)
    return _form(request, "partner/turn_away.html", form, own=own, guest=guest)


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_http_methods(["GET", "POST"])
def depart(request: ViewerRequest, house_id: uuid.UUID, occupancy_id: uuid.UUID) -> HttpResponse:
    """The guest has left: where to?"""
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    guest = access.open_guest(request.viewer, own, occupancy_id, page="partner.depart", at=now)
    form = Depart(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            stays.depart(occupancy=guest, **form.cleaned_data, by=request.viewer, at=now)
        except stays.NotStaying as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Skrevet: gæsten er rejst. Pladsen er ledig."))
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
        try:
            stays.extend_stay(occupancy=guest, until_night=until, by=request.viewer, at=now)
        except (occupying.PlaceNoLongerFree, occupying.AlreadyPlaced, stays.NotStaying) as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Gæsten kan blive en nat mere."))
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
    if request.method == "POST" and form.is_valid():
        try:
            stays.move(occupancy=guest, place_id=form.cleaned_data["place"], by=request.viewer, at=now)
        except (occupying.PlaceNoLongerFree, stays.NotStaying) as error:
            problem = str(error)
        else:
            messages.success(request, _("Gæsten er flyttet."))
            return redirect("partner:own_house", house_id=own.pk)
    free = free_slots(own, night_of(now), now)
    name = shown_name(guest.person)
    context = {"house": own, "guest": guest, "name": name, "free": free, "problem": problem}
    return render(request, "partner/move.html", context, status=409 if problem else 200)


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_http_methods(["GET", "POST"])
def take_in(request: ViewerRequest, house_id: uuid.UUID) -> HttpResponse:
    """Somebody knocks: a name or a few words, a bed, and they are in."""
    now = timezone.now()
    own = access.open_own_house(request.viewer, house_id)
    free = [(str(slot.place.pk), slot.name) for slot in free_slots(own, night_of(now), now)]
    chosen = request.POST.get("place", "")
    if _is_id(chosen) and chosen not in dict(free):  # sent again over a bad line: the place is this guest's own by now
        free.append((chosen, _("Pladsen, du valgte (måske ikke ledig længere)")))
    form = TakeIn(request.POST or None, places=free, initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name not in ("key", "place")}
        try:
            place_id = uuid.UUID(form.cleaned_data["place"])
            walking_in.take_in(key=form.once, house=own, place_id=place_id, **values, by=request.viewer, at=now)
        except occupying.PlaceNoLongerFree as problem:
            form.add_error("place", str(problem))
        else:
            messages.success(request, _("Velkommen indenfor. Gæsten står på listen."))
            return redirect("partner:own_house", house_id=own.pk)
    context = {"house": own, "form": form, "free": free}
    return render(request, "partner/take_in.html", context, status=422 if form.errors else 200)


def _is_id(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False


def _form(request: ViewerRequest, template: str, form: "Form", *, own: "House", guest: "Occupancy") -> HttpResponse:
    context = {"house": own, "guest": guest, "name": shown_name(guest.person), "form": form}
    return render(request, template, context, status=422 if form.errors else 200)
