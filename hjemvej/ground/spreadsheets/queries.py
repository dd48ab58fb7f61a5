"""What do we ask about spreadsheets? The viewer's own uploads, remembered columns, and everybody a row may mean."""

import datetime
import uuid
from collections.abc import Callable

from django.db.models import Q, QuerySet

from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import Viewer

from .models import ColumnMapping, Upload
from .rules.columns import Header, column_named, with_the_answers


def _uploader(viewer: Viewer) -> uuid.UUID:
    if viewer.user_id is None:
        raise RuntimeError("The system itself uploads nothing.")
    return viewer.user_id


def uploads(*, viewer: Viewer) -> QuerySet[Upload]:
    """The viewer's own, the latest first."""
    return viewer.rows_of(Upload).filter(user_id=_uploader(viewer)).defer("content").order_by("-uploaded_at")


WITHDRAWN_WITHIN = datetime.timedelta(days=14)  # a fault is found when the list is used


def open_until(upload: Upload) -> datetime.datetime:
    """Until when its uploader may open it: the file for a day, what came of it for as long as it can be withdrawn."""
    return upload.imported_at + WITHDRAWN_WITHIN if upload.imported_at else upload.expires_at


def open_uploads(at: datetime.datetime, *, viewer: Viewer, of_dwellings: bool = False) -> QuerySet[Upload]:
    recent = Q(imported_at=None, expires_at__gt=at) | Q(imported_at__gt=at - WITHDRAWN_WITHIN)
    return uploads(viewer=viewer).filter(recent, landlord__isnull=not of_dwellings)


def upload(upload_id: uuid.UUID, *, viewer: Viewer) -> Upload | None:
    return viewer.rows_of(Upload).select_related("landlord").filter(pk=upload_id, user_id=_uploader(viewer)).first()


def is_of_dwellings(upload_id: uuid.UUID, *, viewer: Viewer) -> bool:
    """Is it a landlord's list of dwellings, and not a list of people?"""
    return viewer.rows_of(Upload).filter(pk=upload_id).exclude(landlord=None).exists()


def remembered_columns(
    header: Header, *, viewer: Viewer, named: Callable[[str], str | None] = column_named
) -> list[str | None] | None:
    """What the columns were last time a file of this organisation had such a header."""
    mapping = ColumnMapping.objects.filter(organisation_id=viewer.team_id, signature=header.signature).first()
    if mapping is None:
        return None
    fields = [named(name) for name in mapping.fields]
    return with_the_answers((fields + [None] * len(header.cells))[: len(header.cells)], header)


def teams(name: str | None) -> list[Organisation]:
    """The organisation of that name, or the municipality's own teams."""
    found = Organisation.objects.filter(is_active=True)
    return list(found.filter(name=name) if name else found.filter(kind=Organisation.Kind.TEAM))


def sealed_with_another_key(key_id: str, *, viewer: Viewer) -> QuerySet[Upload]:
    """Uploads of every user that hold something which another key than this one has sealed."""
    return viewer.rows_of(Upload).exclude(content="").exclude(content__startswith=f"{key_id}:")


def expired(at: datetime.datetime, *, viewer: Viewer) -> QuerySet[Upload]:
    """Uploads that are too old and still hold something."""
    return viewer.rows_of(Upload).filter(expires_at__lte=at).exclude(content="")
