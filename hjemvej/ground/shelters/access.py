"""Which house or place is meant? Nothing here is personal; an unknown one is a 404."""

import uuid
from typing import TYPE_CHECKING

from django.http import Http404

from . import queries

if TYPE_CHECKING:
    from .models import House, Place


def open_house(house_id: uuid.UUID) -> "House":
    found = queries.house(house_id)
    if found is None:
        raise Http404
    return found


def open_place(place_id: uuid.UUID) -> "Place":
    found = queries.place(place_id)
    if found is None:
        raise Http404
    return found
