"""What do we ask? The forms that came back to their author."""

import datetime
import json
import uuid
from dataclasses import dataclass

from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.sealing.ciphers import cipher

from .models import ReturnedForm

PURPOSE = "returned-form"


@dataclass(frozen=True)
class Returned:
    """A form that was refused, opened for its author."""

    id: uuid.UUID
    path: str
    fields: tuple[tuple[str, str], ...]
    title: str
    said: tuple[tuple[str, str], ...]
    why: str
    written_at: datetime.datetime


def returned_forms(*, viewer: Viewer) -> list[Returned]:
    """Return what came back to this viewer, the oldest first: in the order it was written."""
    rows = viewer.rows_of(ReturnedForm).filter(user_id=viewer.signed_in_id).order_by("written_at")
    return [_opened(row) for row in rows]


def returned_form(form_id: uuid.UUID, *, viewer: Viewer) -> Returned | None:
    return next((form for form in returned_forms(viewer=viewer) if form.id == form_id), None)


def number_returned(viewer: Viewer) -> int:
    return viewer.rows_of(ReturnedForm).filter(user_id=viewer.signed_in_id).count()


def _opened(row: ReturnedForm) -> Returned:
    held = json.loads(cipher(PURPOSE).decrypt(row.content.encode()))
    fields = tuple((name, value) for name, value in held["fields"])
    said = tuple((label, value) for label, value in held["said"])
    return Returned(row.pk, held["path"], fields, held["title"], said, held["why"], row.written_at)
