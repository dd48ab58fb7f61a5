"""May the viewer fetch a file? If their organisation has it and their role the permission of its kind; a look is logged
where it is about a citizen. Else 404."""

import datetime
import uuid

from django.http import Http404

from hjemvej.ground.people.access import reveal_protected
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.door import enter
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.sealing import seals

from . import queries
from .models import Document

# Own data may hold the CPR number and the secret ways to reach the citizen. A letter bears the citizen's name.
NEEDS = {Document.Kind.OWN_DATA: Permission.SEE_CPR, Document.Kind.LETTER: Permission.SEE_PERSON}


def open_document(
    viewer: Viewer, document_id: uuid.UUID, *, page: str, at: datetime.datetime
) -> tuple[Document, bytes]:
    """Return the file and its content, or 404 for forbidden, expired and unknown alike."""
    document = queries.document(document_id, viewer=viewer, at=at)
    if document is None or not viewer.may(NEEDS[Document.Kind(document.kind)]):
        raise Http404
    if document.person_id is not None:
        enter(viewer, document.person_id, page=page, at=at, needs=NEEDS[Document.Kind(document.kind)])
        if document.kind == Document.Kind.LETTER and document.person and document.person.is_protected:
            reveal_protected(viewer, document.person_id, at=at)
    return document, seals.unseal(document.content, sealed_field(document.pk))


def sealed_field(document_id: uuid.UUID) -> bytes:
    """Name the field that a file is sealed to: its own row, so that its content opens in no other row."""
    return f"documents.document.content:{document_id}".encode()


def name_on_letter(viewer: Viewer, person: Person, *, as_sent: str, is_asked_for: bool, at: datetime.datetime) -> str:
    """The name a letter to the citizen bears: as it was sent, else as it is now.

    A protected name stands on it only for who asks for it while making the letter; that look is logged.
    """
    if person.is_protected and not is_asked_for:
        return person.name
    if person.is_protected:
        reveal_protected(viewer, person.pk, at=at)
        return as_sent or person.full_name
    return as_sent or person.name
