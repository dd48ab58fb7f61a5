"""What was noted? A note is written, signed and from then on locked; a mistake is mended by adding to it (OFL § 13)."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from hjemvej.ground.casework.models import Course, Note
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

CLOCKS_DIFFER = datetime.timedelta(minutes=5)  # between the writer's watch and the server's


class NothingWritten(Refused):
    """A note without a word in it."""

    field = "text"


class HappensInTheFuture(Refused):
    """What is noted has not happened yet; it is a task."""

    field = "happened_on"


class NoteNotSigned(Refused):
    """A note that is not signed is not corrected by addition."""

    field = "text"


class NotesAuthorOnly(Refused):
    """Only the one who wrote a note signs it, or changes it before."""

    field = "text"


class NoteIsSigned(Refused):
    """A signed note is locked; it is corrected by addition."""

    field = "text"


def write_note(
    *, person_id: uuid.UUID, kind: str, text: str, own_words: str, happened_at: datetime.datetime, by: Viewer,
    at: datetime.datetime, course: Course | None = None, sign: bool = True,
) -> Note:  # fmt: skip
    """Note what happened. When it happened and when it was written are two things."""
    if not text.strip() and not own_words.strip():
        raise NothingWritten(_("Skriv et par ord om, hvad der skete."))
    if happened_at > at + CLOCKS_DIFFER:
        raise HappensInTheFuture(_("Det er ikke sket endnu. Skriv det som næste skridt."))
    with transaction.atomic():
        note = Note.objects.create(
            person_id=person_id,
            course=course,
            kind=Note.Kind(kind),
            text=text.strip(),
            own_words=own_words.strip(),
            happened_at=happened_at,
            written_at=at,
            author_id=by.signed_in_id,
            organisation_id=by.team_id,
            signed_at=at if sign else None,
        )
        record("casework.note_written", by=by, at=at, person_id=person_id, details=_details(note))
        return note


def sign_note(*, note: Note, by: Viewer, at: datetime.datetime) -> Note:
    """From now on the note is locked, by the database too. To sign twice changes nothing."""
    if note.author_id != by.user_id:
        raise NotesAuthorOnly(_("Kun den, der har skrevet notatet, kan underskrive det."))
    with transaction.atomic():
        note = Note.objects.select_for_update().get(pk=note.pk)
        if note.signed_at is None:
            note.signed_at = at
            note.save(update_fields=["signed_at"])
            record("casework.note_signed", by=by, at=at, person_id=note.person_id, details=_details(note))
        return note


def change_note(*, note: Note, text: str, own_words: str, by: Viewer, at: datetime.datetime) -> Note:
    """Its writer mends what is not signed yet; the change log keeps what stood there."""
    if note.author_id != by.user_id:
        raise NotesAuthorOnly(_("Kun den, der har skrevet notatet, kan ændre det."))
    if not text.strip() and not own_words.strip():
        raise NothingWritten(_("Skriv et par ord om, hvad der skete."))
    with transaction.atomic():
        note = Note.objects.select_for_update(of=("self",)).get(pk=note.pk)
        if note.signed_at is not None:
            raise NoteIsSigned(_("Notatet er underskrevet. Ret det ved at lægge til."))
        note.text, note.own_words = text.strip(), own_words.strip()
        note.save(update_fields=["text", "own_words"])
        record("casework.note_changed", by=by, at=at, person_id=note.person_id, details=_details(note))
        return note


def correct_note(*, note: Note, text: str, by: Viewer, at: datetime.datetime) -> Note:
    """Add what was wrong or missing; the note itself stays as it was signed."""
    if not text.strip():
        raise NothingWritten(_("Skriv, hvad der skal rettes eller tilføjes."))
    if note.signed_at is None:
        raise NoteNotSigned(_("Notatet er ikke underskrevet endnu."))
    with transaction.atomic():
        addition = Note.objects.create(
            person_id=note.person_id,
            course_id=note.course_id,
            kind=note.kind,
            text=text.strip(),
            happened_at=note.happened_at,
            written_at=at,
            author_id=by.signed_in_id,
            organisation_id=by.team_id,
            signed_at=at,
            corrects_id=note.corrects_id or note.pk,
        )
        record("casework.note_corrected", by=by, at=at, person_id=note.person_id, details=_details(addition))
        return addition


def _details(note: Note) -> dict[str, object]:
    return {"note": str(note.pk), "kind": note.kind}
