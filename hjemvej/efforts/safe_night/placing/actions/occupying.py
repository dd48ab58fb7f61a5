"""How does a person get a place? Rows are locked in one order, and the database decides whether the place is free.

Lock the request first, then the place, then the occupancy: two colleagues who meet wait for each other and never
deadlock. A page sends a place's id; `lock_place` turns it into the place, and from there the place itself is passed on.
"""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.rules import clocks
from hjemvej.ground.shelters import queries as shelters
from hjemvej.ground.shelters.models import House, Place
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.refusals import Refused

Status = Occupancy.Status
ACTIVE = (Status.HELD, Status.STAYING)


class PlaceNoLongerFree(Refused):
    """Another person got the place, or it was closed."""

    field = "place"


class AlreadyPlaced(Refused):
    """The person has a place that night already."""


def lock_request(occupancy: Occupancy) -> PlaceRequest | None:
    """Lock the request behind an occupancy, if it has a request; before any other lock."""
    if occupancy.request_id is None:
        return None
    return PlaceRequest.objects.select_for_update(of=("self",)).filter(pk=occupancy.request_id).first()


def lock_place(place_id: uuid.UUID) -> Place:
    """Lock the place with its room and house; the second caller waits here, and then reads why it is not free."""
    places = Place.objects.select_for_update(of=("self",)).select_related("room__house")
    place = places.filter(pk=place_id, is_active=True).first()
    # the house is asked after the wait: it may have gone out of use meanwhile
    if place is None or not House.objects.filter(pk=place.room.house_id, is_active=True).exists():
        raise PlaceNoLongerFree(_("Pladsen er ikke i brug længere. Vælg en anden."))
    return place


def lock_occupancy(occupancy: Occupancy) -> Occupancy:
    """The row as it is now; no other caller changes it until this transaction ends."""
    return Occupancy.objects.select_for_update(of=("self",)).select_related("house").get(pk=occupancy.pk)


def refuse_closed_place(place: Place, night: datetime.date) -> None:
    closure = shelters.closures_on(night).filter(place=place).first()
    if closure is not None:
        raise PlaceNoLongerFree(_("Pladsen er lukket i nat: %(why)s. Vælg en anden.") % {"why": closure.why})


def occupy_place(
    place: Place,
    *,
    person_id: uuid.UUID,
    from_night: datetime.date,
    request: PlaceRequest | None,
    status: Occupancy.Status,
    by: Viewer,
    at: datetime.datetime,
    held_until: datetime.datetime | None = None,
    arrived_at: datetime.datetime | None = None,
) -> Occupancy:
    """Make an occupancy from this night on, for as long as the house lets a guest stay."""
    house = place.room.house
    occupancy = Occupancy(
        place=place,
        house=house,
        person_id=person_id,
        request=request,
        from_night=from_night,
        until_night=first_night_after(house, from_night),
        status=status,
        held_until=held_until,
        arrived_at=arrived_at,
        made_at=at,
        made_by_id=by.user_id,
    )
    save_occupancy(occupancy)
    return occupancy


def first_night_after(house: House, from_night: datetime.date) -> datetime.date | None:
    """The first night that a stay in this house no longer covers; None while the stay has no end."""
    return clocks.nights_until(from_night, one_night=house.is_one_night_only, max_nights=house.max_nights)


def save_occupancy(occupancy: Occupancy) -> None:
    """Save it, or say in words that the place or the person is taken some of those nights."""
    try:
        with transaction.atomic():
            occupancy.save()
    except IntegrityError as problem:
        if "a_person_has_one_place_a_night" in str(problem):
            raise AlreadyPlaced(_already_placed(occupancy)) from problem
        if "a_place_has_one_person_a_night" in str(problem):
            raise PlaceNoLongerFree(
                _("En anden nåede at få pladsen. Intet er tabt: borgeren står stadig på listen. Vælg en anden plads.")
            ) from problem
        raise


def set_request_status(request: PlaceRequest | None, status: PlaceRequest.Status) -> None:
    """What became of the request; an occupancy may have none."""
    if request is not None:
        request.status = status
        request.save(update_fields=["status"])


def _already_placed(occupancy: Occupancy) -> str:
    there = Occupancy.objects.filter(person_id=occupancy.person_id, status__in=ACTIVE).exclude(pk=occupancy.pk)
    first = there.select_related("house").first()
    where = first.house.name if first else _("et andet sted")
    return _("Borgeren har allerede en plads i nat: %(where)s. Giv den fri først.") % {"where": where}
