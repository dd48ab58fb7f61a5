"""Who may fetch a file? The organisation that has it, with the permission of its kind, and a look where it is about
a citizen; for everybody else it is not there."""

import datetime
import uuid

from django.http import Http404

from hjemvej.platform.access.door import enter
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.sealing import seals

from . import queries
from .models import Document

# Own data may hold the CPR number and the secret ways to reach the citizen.
NEEDS = {Document.Kind.OWN_DATA: Permission.SEE_CPR}


def open_document(
    viewer: Viewer, document_id: uuid.UUID, *, page: str, at: datetime.datetime
) -> tuple[Document, bytes]:
    """The file and what is in it, or 404 for forbidden, expired and unknown alike."""
    found = queries.document(document_id, viewer=viewer, at=at)
    if found is None or not viewer.may(NEEDS[Document.Kind(found.kind)]):
        raise Http404
    if found.person_id is not None:
        enter(viewer, found.person_id, page=page, at=at, needs=NEEDS[Document.Kind(found.kind)])
    return found, seals.unseal(found.content, sealed_field(found.pk))


def sealed_field(document_id: uuid.UUID) -> bytes:
    """What a file is sealed to: its own row, so that no file can be laid into another's."""
    return f"documents.document.content:{document_id}".encode()
