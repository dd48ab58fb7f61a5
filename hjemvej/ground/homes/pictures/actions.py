"""What do we change about a home's pictures? One is added, made anew, or taken away."""

import datetime
import uuid
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from hjemvej.ground.homes.models import Dwelling, DwellingPicture
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record

from . import rules


def add_picture(
    *, dwelling_id: uuid.UUID, kind: str, shows: str, file: bytes, by: Viewer, at: datetime.datetime
) -> DwellingPicture:
    """Add a photo or a floor plan; the home is locked, so that two who add at once keep within the number."""
    made = rules.made_of(file)
    with transaction.atomic():
        home = Dwelling.objects.select_for_update().get(pk=dwelling_id)
        if DwellingPicture.objects.filter(dwelling=home).count() >= rules.MOST:
            words = _("Boligen har %d billeder, og der er ikke plads til flere. Fjern et, og prøv igen.") % rules.MOST
            raise rules.TooManyPictures(words)
        said = shows.strip() or str(DwellingPicture.Kind(kind).label)
        row = DwellingPicture.objects.create(
            dwelling=home, kind=kind, shows=said, **asdict(made), added_at=at, added_by_id=by.organisation_id
        )
        record("homes.picture_added", by=by, at=at, details={"dwelling": str(home.pk), "picture": str(row.pk)})
        return row


def remove_picture(*, picture: DwellingPicture, by: Viewer, at: datetime.datetime) -> None:
    """Take a picture away for good; a picture that a colleague took away meanwhile is gone all the same."""
    with transaction.atomic():
        gone, _of_each = by.rows_of(DwellingPicture).filter(pk=picture.pk).delete()
        if gone:
            details: dict[str, object] = {"dwelling": str(picture.dwelling_id), "picture": str(picture.pk)}
            record("homes.picture_removed", by=by, at=at, details=details)
