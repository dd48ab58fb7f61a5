"""The house cannot take a guest who is on the way: the bed is free, and the guest waits for another place."""

import datetime

from django.db import transaction

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.actions import holding
from hjemvej.efforts.safe_night.placing.actions.occupying import lock_request, set_request_status
from hjemvej.efforts.safe_night.placing.actions.requesting import request_place
from hjemvej.platform.access.viewer import Viewer


def turn_away_guest(*, occupancy: Occupancy, words: str, by: Viewer, at: datetime.datetime) -> None:
    """The team reads the house's reason where the guest waits; a guest without a request gets one to wait with."""
    with transaction.atomic():
        request = lock_request(occupancy) or _new_request(occupancy, by=by, at=at)
        holding.turn_away(request=request, house=occupancy.house, words=words, by=by, at=at)


def _new_request(occupancy: Occupancy, *, by: Viewer, at: datetime.datetime) -> PlaceRequest:
    place = Occupancy.objects.filter(pk=occupancy.pk)
    holding.refuse_arrived(place)
    request = request_place(person_id=occupancy.person_id, night=occupancy.from_night, needs=(), by=by, at=at)
    set_request_status(request, PlaceRequest.Status.WAITING)
    place.update(request=request)
    return request
