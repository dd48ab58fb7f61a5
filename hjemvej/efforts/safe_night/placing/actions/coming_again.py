"""Does last night's guest come again? One tap asks for a place, and holds one in the same house while it is free."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import transaction

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.queries.offers import find_place
from hjemvej.ground.shelters.models import House
from hjemvej.platform.access.viewer import Viewer

from .holding import hold_place
from .occupying import AlreadyPlaced, PlaceNoLongerFree
from .requesting import request_place


def come_again(
    *,
    person_id: uuid.UUID,
    house: House | None,
    night: datetime.date,
    needs: Iterable[str],
    by: Viewer,
    at: datetime.datetime,
) -> tuple[PlaceRequest, Occupancy | None]:
    """Ask for a place tonight, and hold the house's first that fits; without one the person waits on the list."""
    with transaction.atomic():
        request = request_place(person_id=person_id, night=night, needs=needs, by=by, at=at)
        for offer in find_place(request, at, viewer=by):
            if house is not None and offer.house.house.pk == house.pk and offer.fits:
                try:
                    return request, hold_place(request=request, place_id=offer.slot.place.pk, by=by, at=at)
                except (PlaceNoLongerFree, AlreadyPlaced):  # in the same second; the request stays
                    break
        return request, None
