"""Who may open a letter? Those of the team that wrote it who may open the citizen's record; each look is logged."""

import datetime
import uuid

from django.conf import settings
from django.http import Http404

from hjemvej.ground.correspondence.models import Letter
from hjemvej.ground.documents.access import open_document
from hjemvej.ground.people.access import open_person, reveal_cpr
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.outside.digital_post import memo
from hjemvej.platform.outside.digital_post.memo import Attached
from hjemvej.platform.sealing.cpr_numbers import squeeze

from . import queries
from .rules.sheets import named


def open_letter(
    viewer: Viewer, letter_id: uuid.UUID, *, page: str, at: datetime.datetime,
    needs: Permission = Permission.SEE_PERSON,
) -> Letter:  # fmt: skip
    found = queries.letter(letter_id, viewer=viewer)
    if found is None:
        raise Http404
    open_person(viewer, found.person_id, page=page, at=at, needs=needs)
    return found


def as_digital_post(viewer: Viewer, letter: Letter, *, at: datetime.datetime) -> bytes | None:
    """Return a sent letter as a MeMo message, with name and number, each look logged; None where we know no number."""
    cpr = reveal_cpr(viewer, letter.person_id, at=at)
    kept = [(letter.pdf_id, "Brevet"), (letter.pdf_large_id, "Brevet med stor skrift")]
    opened = [
        (open_document(viewer, document_id, page="documents.download", at=at), label)
        for document_id, label in kept
        if document_id
    ]
    if not cpr or letter.sent_at is None:
        return None
    return memo.message(
        reference=letter.pk, label=named(letter.heading, letter.addressee), sender_cvr=settings.DIGITAL_POST_CVR,
        sender_name=settings.MUNICIPALITY_NAME, cpr=squeeze(cpr), name=letter.addressee, made_at=letter.sent_at,
        files=[Attached(label, document.filename, content) for (document, content), label in opened],
    )  # fmt: skip
