"""Which house or place may the viewer edit? Their team's own, and those of partners it keeps; all else is a 404."""

import uuid
from typing import TYPE_CHECKING

from django.http import Http404

from hjemvej.ground.partners.queries import may_edit
from hjemvej.platform.access.viewer import Viewer

from . import queries

if TYPE_CHECKING:
    from .models import House, Place


def open_house(viewer: Viewer, house_id: uuid.UUID) -> "House":
    found = queries.house(house_id)
    if found is None or not may_edit(found.organisation_id, viewer=viewer):
        raise Http404
    return found


def open_place(viewer: Viewer, place_id: uuid.UUID) -> "Place":
    found = queries.place(place_id)
    if found is None or not may_edit(found.room.house.organisation_id, viewer=viewer):
        raise Http404
    return found
