"""Which files are kept now? Without their content, but for the file that is opened."""

import datetime
import uuid

from django.db.models import Q, QuerySet

from hjemvej.platform.access.viewer import Viewer

from .models import Document


def documents_about(person_id: uuid.UUID, *, kind: str, viewer: Viewer, at: datetime.datetime) -> QuerySet[Document]:
    """The organisation's files of this kind about the citizen, the newest first."""
    rows = _kept(viewer, at).filter(person_id=person_id, kind=kind)
    return rows.defer("content").select_related("made_by").order_by("-made_at")


def document(document_id: uuid.UUID, *, viewer: Viewer, at: datetime.datetime) -> Document | None:
    """Return a file with its content, if the viewer's organisation has it and it belongs to no other user."""
    return _kept(viewer, at).filter(pk=document_id).first()


def expired(at: datetime.datetime, *, viewer: Viewer) -> QuerySet[Document]:
    """Return the expired files of every organisation, for the system."""
    return viewer.rows_of(Document).filter(expires_at__lte=at)


def sealed_with_another_key(key_id: str, *, viewer: Viewer) -> list[uuid.UUID]:
    """List the files, of every organisation, that another key than this one has sealed."""
    rows = viewer.rows_of(Document).exclude(content__startswith=f"{key_id}:")
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _kept(viewer: Viewer, at: datetime.datetime) -> QuerySet[Document]:
    is_theirs = Q(user=None) | Q(user_id=viewer.user_id)
    is_kept = Q(expires_at=None) | Q(expires_at__gt=at)
    return viewer.rows_of(Document).filter(is_theirs, is_kept, organisation_id=viewer.team_id)
