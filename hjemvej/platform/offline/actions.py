"""What do we change? A form that was refused is kept for its author, and forgotten after some days."""

import datetime
import json
import uuid

from django.db import transaction

from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.sealing.ciphers import cipher

from .models import ReturnedForm
from .queries import PURPOSE
from .rules import Entry

KEPT_FOR = datetime.timedelta(days=7)


def keep_returned(*, entry: Entry, why: str, by: Viewer, at: datetime.datetime) -> None:
    """Keep a refused form for its author. The same entry again, as over a bad line, is the same form."""
    path = f"{entry.path}?{entry.query}" if entry.query else entry.path
    held = {"path": path, "fields": entry.fields, "title": entry.title, "said": entry.said, "why": why}
    kept = {
        "user_id": by.signed_in_id, "content": cipher(PURPOSE).encrypt(json.dumps(held).encode()).decode(),
        "written_at": entry.written_at, "returned_at": at,
    }  # fmt: skip
    with transaction.atomic():
        form_id = uuid.uuid5(by.signed_in_id, str(entry.id))
        _form, is_new = ReturnedForm.objects.get_or_create(id=form_id, defaults=kept)
        if is_new:
            record("offline.came_back", by=by, at=at, details={"written_at": entry.written_at.isoformat()})


def note_sent(*, entry: Entry, page: str, by: Viewer, at: datetime.datetime) -> None:
    """Log that it was written at one time and came at another, so that the log's clock misleads nobody."""
    record("offline.sent_later", by=by, at=at, details={"page": page, "written_at": entry.written_at.isoformat()})


def throw_returned_away(*, form_id: uuid.UUID, by: Viewer) -> None:
    by.rows_of(ReturnedForm).filter(pk=form_id, user_id=by.signed_in_id).delete()


def forget_returned(*, at: datetime.datetime) -> None:
    """Nobody has looked for it in a week."""
    ReturnedForm.objects.filter(returned_at__lt=at - KEPT_FOR).delete()
