"""Which pages are there about houses? The list, one house, and changes to its facts, week, places and closures."""

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import taken_places
from hjemvej.platform.ui.form_pages import carry_out, form_page

from . import access, actions, queries, rules
from .forms import AddPlace, ChangeParagraph, ChangePlace, ClosePlace, DescribeHouse, SetHours, SetRate

if TYPE_CHECKING:
    from .models import House

HOUSES_SHOWN = 50
FACTS = tuple(name for name in DescribeHouse.base_fields if name != "paragraph")


@page(Audience.STAFF, Permission.EDIT_SHELTERS)
@require_GET
def places(request: ViewerRequest) -> HttpResponse:
    """Every house that the viewer's team edits, used or not."""
    now = timezone.now()
    every = queries.houses(viewer=request.viewer)
    houses = [(house, rules.opening(list(house.hours.all()), now)) for house in every]
    open_now = sum(opening.is_open for _house, opening in houses)
    page = Paginator(houses, HOUSES_SHOWN).get_page(request.GET.get("side"))
    return render(request, "shelters/places.html", {"page": page, "open_now": open_now})


@page(Audience.STAFF, Permission.EDIT_SHELTERS)
@require_GET
def house(request: ViewerRequest, house_id: uuid.UUID) -> HttpResponse:
    """One house with its week, rooms, places and closures."""
    return _house(request, access.open_house(request.viewer, house_id), AddPlace())


@page(Audience.STAFF, Permission.EDIT_SHELTERS)
@require_http_methods(["GET", "POST"])
def create_house(request: ViewerRequest) -> HttpResponse:
    form = DescribeHouse(request.POST or None, organisations=queries.possible_organisations())
    at = timezone.now()
    made = carry_out(form, lambda: actions.create_house(facts=form.cleaned_data, by=request.viewer, at=at))
    if made:
        messages.success(request, _("Stedet er oprettet. Skriv nu pladserne."))
        return redirect("shelters:house", house_id=made.value.pk)
    return form_page(request, "shelters/create_house.html", form)


@page(Audience.STAFF, Permission.EDIT_SHELTERS)
@require_http_methods(["GET", "POST"])
def change_house(request: ViewerRequest, house_id: uuid.UUID) -> HttpResponse:
    house = access.open_house(request.viewer, house_id)
    initial = {name: getattr(house, name) for name in FACTS}
    organisations = queries.possible_organisations()
    lies_in = house.municipality_code, house.municipality_name
    form = DescribeHouse(request.POST or None, organisations=organisations, lies_in=lies_in, initial=initial)
    at = timezone.now()
    if carry_out(form, lambda: actions.change_house(house=house, facts=form.cleaned_data, by=request.viewer, at=at)):
        messages.success(request, _("Stedet er rettet."))
        return redirect("shelters:house", house_id=house.pk)
    return form_page(request, "shelters/change_house.html", form, house=house)


@page(Audience.STAFF, Permission.EDIT_SHELTERS, once=False)  # shown what it touches, then saved
@require_http_methods(["GET", "POST"])
def change_paragraph(request: ViewerRequest, house_id: uuid.UUID) -> HttpResponse:
    """Under what does one stay there, and since when? What it touches is shown before it is saved."""
    house = access.open_house(request.viewer, house_id)
    form = ChangeParagraph(request.POST or None, initial={"paragraph": house.stands_under})
    at, by = timezone.now(), request.viewer
    touched = None
    if request.method == "POST" and form.is_valid():
        said = {"house": house, "paragraph": form.cleaned_data["paragraph"], "from_on": form.from_night, "at": at}
        if request.POST.get("seen") == form.choice and (
            made := carry_out(form, lambda: actions.change_paragraph(**said, by=by))
        ):
            words = ngettext("Rettet. %d ophold er lavet om.", "Rettet. %d ophold er lavet om.", made.value.stays)
            messages.success(request, words % made.value.stays)
            return redirect("shelters:house", house_id=house.pk)
        shown = carry_out(form, lambda: actions.would_touch(**said))
        touched = shown.value if shown else None
    context = {"house": house, "touched": touched, "choice": form.choice if touched else ""}
    return form_page(request, "shelters/change_paragraph.html", form, **context)


@page(Audience.STAFF, Permission.EDIT_SHELTERS)
@require_http_methods(["GET", "POST"])
def set_rate(request: ViewerRequest, house_id: uuid.UUID) -> HttpResponse:
    """What does a day in the house cost, from a day on?"""
    house = access.open_house(request.viewer, house_id)
    form = SetRate(request.POST or None)
    by, at = request.viewer, timezone.now()
    if carry_out(form, lambda: actions.set_rate(house=house, rate=form.cleaned_data, by=by, at=at)):
        messages.success(request, _("Taksten er skrevet ind. Den, der gjaldt før, gælder stadig for dagene før."))
        return redirect("shelters:house", house_id=house.pk)
    rates = queries.rates_of([house.pk]).get(house.pk, [])
    return form_page(request, "shelters/set_rate.html", form, house=house, rates=rates)


@page(Audience.STAFF, Permission.EDIT_SHELTERS, once=False)  # shown which days are closed, then saved
@require_http_methods(["GET", "POST"])
def set_hours(request: ViewerRequest, house_id: uuid.UUID) -> HttpResponse:
    house = access.open_house(request.viewer, house_id)
    form = SetHours(request.POST or None, hours=list(house.hours.all()))
    closed: list[str] = []
    if form.is_valid():
        closed = form.closed_days
        if not closed or request.POST.get("seen") == " ".join(closed):
            actions.set_hours(house=house, hours=form.hours, by=request.viewer, at=timezone.now())
            messages.success(request, _("Åbningstiderne er rettet."))
            return redirect("shelters:house", house_id=house.pk)
    return form_page(request, "shelters/set_hours.html", form, house=house, closed=closed)


@page(Audience.STAFF, Permission.EDIT_SHELTERS)
@require_POST
def add_place(request: ViewerRequest, house_id: uuid.UUID) -> HttpResponse:
    house = access.open_house(request.viewer, house_id)
    form = AddPlace(request.POST)
    by, at = request.viewer, timezone.now()
    if carry_out(form, lambda: actions.add_place(house=house, **form.place, by=by, at=at)):
        messages.success(request, _("Pladsen er tilføjet."))
        return redirect("shelters:house", house_id=house.pk)
    return _house(request, house, form)


@page(Audience.STAFF, Permission.EDIT_SHELTERS)
@require_http_methods(["GET", "POST"])
def change_place(request: ViewerRequest, place_id: uuid.UUID) -> HttpResponse:
    place = access.open_place(request.viewer, place_id)
    chosen = [name for name in rules.TRAITS if getattr(place, name)]
    initial = {"label": place.label, "is_active": place.is_active, "traits": chosen}
    form = ChangePlace(request.POST or None, initial=initial)
    at = timezone.now()
    if carry_out(form, lambda: actions.change_place(place=place, facts=form.facts, by=request.viewer, at=at)):
        messages.success(request, _("Pladsen er rettet."))
        return redirect("shelters:house", house_id=place.room.house_id)
    return form_page(request, "shelters/change_place.html", form, place=place, house=place.room.house)


@page(Audience.STAFF, Permission.EDIT_SHELTERS, once=False)  # closed and opened in turn
@require_http_methods(["GET", "POST"])
def close_place(request: ViewerRequest, place_id: uuid.UUID) -> HttpResponse:
    place = access.open_place(request.viewer, place_id)
    form = ClosePlace(request.POST or None, initial={"from_night": timezone.localdate()})
    by, at = request.viewer, timezone.now()
    if carry_out(form, lambda: actions.close_place(place_id=place.pk, **form.cleaned_data, by=by, at=at)):
        messages.success(request, _("Pladsen er lukket de nætter."))
        return redirect("shelters:house", house_id=place.room.house_id)
    taken = taken_places()([place.pk], rules.night_of(at), at)
    context = {"place": place, "house": place.room.house, "is_taken": place.pk in taken, "until": taken.get(place.pk)}
    return form_page(request, "shelters/close_place.html", form, **context)


@page(Audience.STAFF, Permission.EDIT_SHELTERS, once=False)  # closed and opened in turn
@require_POST
def open_place(request: ViewerRequest, place_id: uuid.UUID) -> HttpResponse:
    place = access.open_place(request.viewer, place_id)
    actions.open_place(place_id=place.pk, night=timezone.localdate(), by=request.viewer, at=timezone.now())
    messages.success(request, _("Pladsen kan bruges igen fra i nat."))
    return redirect("shelters:house", house_id=place.room.house_id)


def _house(request: ViewerRequest, found: "House", form: AddPlace) -> HttpResponse:
    hours = list(found.hours.all())
    rooms = [(room, [(one, rules.trait_words(one)) for one in room.places.all()]) for room in found.rooms.all()]
    context = {
        "house": found,
        "under": rules.under_in_words(found),
        "opening": rules.opening(hours, timezone.now()),
        "week": rules.week_in_words(hours),
        "rooms": rooms,
        "closures": queries.coming_closures(found.pk, timezone.localdate()),
    }
    return form_page(request, "shelters/house.html", form, **context)
