"""What was noted about a person?"""

import uuid

from django.db.models import Prefetch, QuerySet

from hjemvej.ground.casework.models import Note
from hjemvej.platform.access.viewer import Viewer

from .whose import readable


def notes_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Note]:
    """The notes, the latest happening first, each with what was added to it."""
    return _with_additions(viewer).filter(person_id=person_id, corrects=None).order_by("-happened_at", "-written_at")


def note(note_id: uuid.UUID, *, viewer: Viewer) -> Note | None:
    """One note with what was added to it."""
    return _with_additions(viewer).filter(pk=note_id).first()


def unsigned_notes(*, viewer: Viewer) -> QuerySet[Note]:
    """The viewer's own that they have not signed yet, the oldest first."""
    mine = viewer.rows_of(Note).filter(author_id=viewer.user_id, signed_at=None)
    return mine.select_related("person").order_by("written_at")


def _with_additions(viewer: Viewer) -> QuerySet[Note]:
    additions = viewer.rows_of(Note).filter(readable(viewer)).select_related("author").order_by("written_at")
    rows = viewer.rows_of(Note).filter(readable(viewer)).select_related("author", "organisation", "person")
    return rows.prefetch_related(Prefetch("corrections", queryset=additions))
