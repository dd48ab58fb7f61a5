"""Who came by themselves? A shelter admits every caller (SEL § 110 stk. 3), with or without a name."""

import datetime
import uuid

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.actions.holding import GUEST, expire_holds
from hjemvej.efforts.safe_night.placing.actions.occupying import (
    AlreadyPlaced,
    PlaceNoLongerFree,
    lock_place,
    occupy_place,
    refuse_closed_place,
    set_request_status,
)
from hjemvej.efforts.safe_night.placing.actions.requesting import request_place
from hjemvej.efforts.safe_night.queries.places import free_like, free_slots, houses_tonight
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.shelters.models import House, Place
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.spans.queries import lasting_night

from .stays import confirm_arrival, write_arrival

Status = Occupancy.Status


def take_in(
    *,
    key: uuid.UUID,
    house: House,
    place_id: uuid.UUID,
    by: Viewer,
    at: datetime.datetime,
    given_names: str = "",
    surname: str = "",
    description: str = "",
    sex: str = "unknown",
    born_year: int | None = None,
    animals: str = "",
    note: str = "",
) -> Occupancy:
    """Write a new guest at the door. `key` comes from the form, so that a form sent twice writes a single guest.

    Where the bed was taken meanwhile, by a colleague or by who came just before, the guest gets the next like it.
    """
    with transaction.atomic():
        sent_before = Occupancy.objects.filter(request_id=key, house=house).first()
        if sent_before is not None:
            return sent_before
        night = night_of(at)
        place = lock_place(place_id)
        if place.room.house_id != house.pk:
            raise PlaceNoLongerFree(_("Pladsen hører ikke til her."))
        expire_holds(at=at, among=Q(place=place))
        place = _free_like(place, night, at)
        refuse_closed_place(place, night)
        person = create_person(
            by=by,
            at=at,
            given_names=given_names,
            surname=surname,
            description=description,
            sex=sex,
            born_year=born_year,
            born_year_is_guess=born_year is not None,
            animals=animals,
            basis=GUEST,
        )
        return _welcome(place, person_id=person.pk, night=night, key=key, note=note, by=by, at=at)


def take_in_again(
    *, key: uuid.UUID, stay: Occupancy, by: Viewer, at: datetime.datetime, place_id: uuid.UUID | None = None
) -> Occupancy:
    """Take in a guest who has slept here in the last days: the same citizen, in the same bed while it is free.

    Tapped twice, or while a place is held for them, it is one arrival.
    """
    night, house = night_of(at), stay.house
    with transaction.atomic():
        own = Occupancy.objects.filter(lasting_night(night), person_id=stay.person_id, house=house)
        if there := own.filter(status=Status.STAYING).first():
            return there
        if held := own.filter(status=Status.HELD).first():
            return confirm_arrival(occupancy=held, by=by, at=at)
        place = lock_place(place_id or _place_for(stay, night, at))
        if place.room.house_id != house.pk:
            raise PlaceNoLongerFree(_("Pladsen hører ikke til her."))
        expire_holds(at=at, among=Q(place=place))
        refuse_closed_place(place, night)
        open_need(person_id=stay.person_id, organisation_id=house.organisation_id, basis=GUEST, by=by, at=at)
        try:
            return _welcome(place, person_id=stay.person_id, night=night, key=key, note="", by=by, at=at)
        except AlreadyPlaced as elsewhere:  # where is none of this house's business
            words = _("Gæsten har allerede en plads i nat. Ring til hjemløseteamet, hvis gæsten skal sove her.")
            raise AlreadyPlaced(words) from elsewhere


def _free_like(place: Place, night: datetime.date, at: datetime.datetime) -> Place:
    """The place, or the next like it where it is taken, held locked; the place itself where there is none."""
    slot = free_like(houses_tonight([place.room.house], night, at)[0].slots, place.pk)
    return lock_place(slot.place.pk) if slot and slot.place.pk != place.pk else place


def _place_for(stay: Occupancy, night: datetime.date, at: datetime.datetime) -> uuid.UUID:
    free = [slot.place.pk for slot in free_slots(stay.house, night, at)]
    if not free:
        raise PlaceNoLongerFree(_("I har ingen ledig plads. Ring til hjemløseteamet, så finder de et andet sted."))
    return stay.place_id if stay.place_id in free else free[0]


def _welcome(
    place: Place,
    *,
    person_id: uuid.UUID,
    night: datetime.date,
    key: uuid.UUID,
    note: str,
    by: Viewer,
    at: datetime.datetime,
) -> Occupancy:
    """Write that the guest is in: the request that was never made, the bed, the arrival."""
    request = request_place(person_id=person_id, night=night, needs=(), note=note, request_id=key, by=by, at=at)
    occupancy = occupy_place(
        place, person_id=person_id, from_night=night, request=request, status=Status.STAYING, arrived_at=at, by=by,
        at=at,
    )  # fmt: skip
    set_request_status(request, PlaceRequest.Status.PLACED)
    record("safe_night.walked_in", by=by, at=at, person_id=person_id, details={"house": str(place.room.house_id)})
    write_arrival(occupancy, by=by, at=at)
    return occupancy
