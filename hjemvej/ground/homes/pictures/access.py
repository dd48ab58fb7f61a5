"""Which picture may the viewer open? That of a home they may open; else a 404."""

import uuid
from typing import TYPE_CHECKING

from django.http import Http404

from hjemvej.platform.access.viewer import Viewer

from . import queries

if TYPE_CHECKING:
    from hjemvej.ground.homes.models import DwellingPicture


def open_picture(viewer: Viewer, picture_id: uuid.UUID) -> "DwellingPicture":
    found = queries.picture(picture_id, viewer=viewer)
    if found is None:
        raise Http404
    return found


def open_own_picture(viewer: Viewer, picture_id: uuid.UUID) -> "DwellingPicture":
    """A picture that the viewer's own organisation added; a landlord takes no other away."""
    found = open_picture(viewer, picture_id)
    if found.added_by_id != viewer.team_id:
        raise Http404
    return found
