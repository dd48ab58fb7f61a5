"""What do we ask about files? Those kept now, without what is in them."""

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
    """One file with what is in it, if the viewer's organisation has it and it is not the file of another user."""
    return _kept(viewer, at).filter(pk=document_id).first()


def expired(at: datetime.datetime, *, viewer: Viewer) -> QuerySet[Document]:
    """Files whose time is over, of every organisation: the system looks for them."""
    return viewer.rows_of(Document).filter(expires_at__lte=at)


def _kept(viewer: Viewer, at: datetime.datetime) -> QuerySet[Document]:
    is_theirs = Q(user=None) | Q(user_id=viewer.user_id)
    is_kept = Q(expires_at=None) | Q(expires_at__gt=at)
    return viewer.rows_of(Document).filter(is_theirs, is_kept, organisation_id=viewer.team_id)
