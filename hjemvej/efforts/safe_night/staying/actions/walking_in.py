"""Who came by themselves? A shelter admits every caller (SEL § 110 stk. 3), with or without a name."""

import datetime
import uuid

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.actions.holding import GUEST, expire_holds
from hjemvej.efforts.safe_night.placing.actions.occupying import (
    PlaceNoLongerFree,
    lock_place,
    occupy_place,
    refuse_closed_place,
    set_request_status,
)
from hjemvej.efforts.safe_night.placing.actions.requesting import request_place
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.shelters.models import House
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record

from .stays import write_arrival

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
    """Write a new guest at the door. `key` comes from the form, so that a form sent twice writes a single guest."""
    with transaction.atomic():
        sent_before = Occupancy.objects.filter(request_id=key, house=house).first()
        if sent_before is not None:
            return sent_before
        night = night_of(at)
        place = lock_place(place_id)
        if place.room.house_id != house.pk:
            raise PlaceNoLongerFree(_("Pladsen hører ikke til her."))
        expire_holds(at=at, among=Q(place=place))
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
        request = request_place(person_id=person.pk, night=night, needs=(), note=note, request_id=key, by=by, at=at)
        occupancy = occupy_place(
            place,
            person_id=person.pk,
            from_night=night,
            request=request,
            status=Status.STAYING,
            arrived_at=at,
            by=by,
            at=at,
        )
        set_request_status(request, PlaceRequest.Status.PLACED)
        record("safe_night.walked_in", by=by, at=at, person_id=person.pk, details={"house": str(house.pk)})
        write_arrival(occupancy, by=by, at=at)
    return occupancy
