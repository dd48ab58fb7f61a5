"""Which pictures are there of a home?"""

import uuid

from django.db.models import QuerySet

from hjemvej.ground.homes.models import DwellingPicture
from hjemvej.platform.access.viewer import Viewer


def pictures_of(dwelling_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[DwellingPicture]:
    """Return a home's pictures without their files: photos first, then floor plans, each as they were added."""
    rows = viewer.rows_of(DwellingPicture).filter(dwelling_id=dwelling_id)
    return rows.defer("content", "small").order_by("kind", "added_at", "id")


def picture(picture_id: uuid.UUID, *, viewer: Viewer) -> DwellingPicture | None:
    return viewer.rows_of(DwellingPicture).defer("content", "small").filter(pk=picture_id).first()


def bytes_of(picture: DwellingPicture, *, is_small: bool) -> bytes:
    """Read the file itself, from the database's own row."""
    return bytes(picture.small if is_small else picture.content)
