"""Which houses are there, with their rooms, places, hours and closures? Nothing here says who sleeps where.

Rooms and places come in the order people count: plads 9 before plads 10.
"""

import datetime
import uuid
from collections.abc import Collection

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import Length

from hjemvej.ground.partners.queries import kept_elsewhere
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_night, not_over_on
from hjemvej.platform.ui.alphabet import DanishOrder

from .models import Closure, DayRate, House, OpeningHours, Place, Room


def houses(*, viewer: Viewer) -> QuerySet[House]:
    """The houses that the viewer's team edits, with the number of places in use, in the order the board shows them."""
    places = Count("rooms__places", filter=Q(rooms__places__is_active=True))
    rows = House.objects.exclude(organisation_id__in=kept_elsewhere(viewer=viewer))
    rows = rows.select_related("organisation").prefetch_related("hours")
    return rows.annotate(place_count=places).order_by("-is_active", "order", DanishOrder("name"))


def possible_organisations() -> list[tuple[str, str]]:
    """Who may run a house, to choose from."""
    rows = Organisation.objects.filter(is_active=True).order_by(DanishOrder("name")).values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows]


def houses_in_use(*, organisation_id: uuid.UUID | None = None) -> list[House]:
    """The houses in use, without their hours and places: all, or those one organisation runs."""
    rows = House.objects.filter(is_active=True).order_by("order", DanishOrder("name"))
    if organisation_id is not None:
        rows = rows.filter(organisation_id=organisation_id)
    return list(rows)


def hours_of(house_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[OpeningHours]]:
    """The week of each of these houses; one query."""
    found: dict[uuid.UUID, list[OpeningHours]] = {}
    for hours in OpeningHours.objects.filter(house_id__in=house_ids).order_by("weekday"):
        found.setdefault(hours.house_id, []).append(hours)
    return found


def rates_of(house_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[DayRate]]:
    """What a day in each of these houses costs, the first rate first; one query."""
    found: dict[uuid.UUID, list[DayRate]] = {}
    for rate in DayRate.objects.filter(house_id__in=house_ids).order_by("valid_from"):
        found.setdefault(rate.house_id, []).append(rate)
    return found


def number_of_houses(organisation_id: uuid.UUID) -> int:
    return House.objects.filter(is_active=True, organisation_id=organisation_id).count()


def house(house_id: uuid.UUID) -> House | None:
    """One house to edit, with all its rooms and places, used or not."""
    rooms = Room.objects.order_by(Length("name"), DanishOrder("name")).prefetch_related(
        Prefetch("places", Place.objects.order_by(Length("label"), DanishOrder("label")))
    )
    hours = OpeningHours.objects.order_by("weekday")
    found = House.objects.select_related("organisation")
    return found.prefetch_related(Prefetch("rooms", rooms), Prefetch("hours", hours)).filter(pk=house_id).first()


def place(place_id: uuid.UUID) -> Place | None:
    """One place with its room and house."""
    return Place.objects.select_related("room__house").filter(pk=place_id).first()


def closures_on(night: datetime.date) -> QuerySet[Closure]:
    """The closures that hold a night."""
    return Closure.objects.filter(lasting_night(night))


def coming_closures(house_id: uuid.UUID, on: datetime.date) -> QuerySet[Closure]:
    """The closures of a house that are not over."""
    closures = Closure.objects.filter(not_over_on(on, until="until_night"), place__room__house_id=house_id)
    return closures.select_related("place__room").order_by("from_night")
