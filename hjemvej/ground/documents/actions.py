"""What happens with a file? It is kept, sealed, for a stated time, and then forgotten."""

import datetime
import hashlib
import uuid

from django.db import transaction

from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.sealing import seals

from . import access, queries, rules
from .models import Document


def keep_document(
    *,
    content: bytes,
    filename: str,
    kind: str,
    person_id: uuid.UUID | None,
    expires_at: datetime.datetime | None,
    by: Viewer,
    at: datetime.datetime,
    for_one_user: bool = False,
) -> Document:
    """Keep a file for the organisation, or for its maker alone; FileRefused when we do not keep files like it."""
    file_type = rules.type_of(content)
    document_id = uuid.uuid4()
    with transaction.atomic():
        document = Document.objects.create(
            pk=document_id,
            organisation_id=by.team_id,
            user_id=by.signed_in_id if for_one_user else None,
            person_id=person_id,
            kind=Document.Kind(kind),
            filename=rules.safe_filename(filename, file_type),
            media_type=file_type.media_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            content=seals.seal(content, access.sealed_field(document_id)),
            made_by_id=by.user_id,
            made_at=at,
            expires_at=expires_at,
        )
        details: dict[str, object] = {"document": str(document_id), "kind": document.kind, "size": document.size}
        # Names no citizen: the action that makes the file records, in the same transaction, what the citizen reads.
        record("documents.document_kept", by=by, at=at, details=details)
    return document


def forget_expired_documents(*, by: Viewer, at: datetime.datetime) -> int:
    """Delete the rows of expired files; return how many."""
    with transaction.atomic():
        count, _of_each = queries.expired(at, viewer=by).delete()
        if count:
            record("documents.expired_documents_forgotten", by=by, at=at, details={"count": count})
    return count


def seal_documents_anew(*, by: Viewer, at: datetime.datetime) -> int:
    """Seal each file anew that an older key has sealed, one at a time; return how many. It can be run again.

    What a file holds never changes, so it needs no lock; a file that is forgotten meanwhile stays forgotten.
    """
    key_id, count = seals.current_key_id(), 0
    for document_id in queries.sealed_with_another_key(key_id, viewer=by):
        field = access.sealed_field(document_id)
        with transaction.atomic():
            row = Document.objects.filter(pk=document_id)
            content = row.values_list("content", flat=True).first()
            if content is None or not row.update(content=seals.seal(seals.unseal(content, field), field)):
                continue
            details: dict[str, object] = {"document": str(document_id), "key": key_id}
            record("documents.document_sealed_anew", by=by, at=at, details=details)
            count += 1
    return count
