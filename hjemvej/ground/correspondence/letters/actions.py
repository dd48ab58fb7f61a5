"""What changes about letters? Drafted, sent and kept as printed, given to the citizen; a template gets a version."""

import datetime
import uuid
from collections.abc import Mapping

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.correspondence import typesetting
from hjemvej.ground.correspondence.models import Letter, LetterKind, LetterTemplate
from hjemvej.ground.documents.actions import keep_document
from hjemvej.ground.documents.models import Document
from hjemvej.ground.needs.actions import refuse_under_glass
from hjemvej.ground.people.models import ReachedBy
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.rooms import paper_lines
from hjemvej.platform.ui.refusals import Refused

from . import queries
from .rules.fields import Value, check, fields_of, fill, unwritten
from .rules.paper import paper_values


class LetterLacksWords(Refused):
    """A field is still to be written, or heading or text is empty."""

    field = "text"


class LetterIsSent(Refused):
    """A sent letter is locked: write a new one."""

    level = messages.INFO


class ChangedMeanwhile(Refused):
    """A colleague wrote at the same draft since it was opened."""


class ReceiptIsWrong(Refused):
    """The day cannot be right, or something is missing beside it."""

    field = "on"


class VersionIsInThePast(Refused):
    """Letters of an earlier day have their words already."""

    field = "from_on"


def draft_letter(
    *, person_id: uuid.UUID, kind: str, values: Mapping[str, Value], by: Viewer, at: datetime.datetime,
    about_id: uuid.UUID | None = None,
) -> Letter:  # fmt: skip
    """Draft a letter from the team's template for its kind; `about_id` is the calling room's own row.

    A paragraph whose values are all empty is left out. Fields: `rules.fields.fields_of(kind)`.
    """
    if strange := set(values) - set(fields_of(kind)):
        raise ValueError(f"A letter of the kind {kind} has no field {', '.join(sorted(strange))}.")
    heading, text = queries.written(kind, values, viewer=by, on=localdate(at))
    return _draft(person_id, kind, heading, text, about_id, by=by, at=at)


def begin_letter(*, person_id: uuid.UUID, kind: str, by: Viewer, at: datetime.datetime) -> Letter:
    """Begin a letter that a worker writes on: what we know is filled in, the rest waits as fields."""
    words = queries.words_of(kind, localdate(at), viewer=by)
    known = {name: value for name, value in queries.common_values(by, localdate(at)).items() if value}
    if kind == LetterKind.PAPER:
        known |= paper_values(paper_lines(person_id, by, at))
    heading, text = fill(words.heading, known, is_whole=False), fill(words.text, known, is_whole=False)
    return _draft(person_id, kind, heading, text, None, by=by, at=at)


def _draft(
    person_id: uuid.UUID, kind: str, heading: str, text: str, about_id: uuid.UUID | None, *, by: Viewer,
    at: datetime.datetime,
) -> Letter:  # fmt: skip
    refuse_under_glass(person_id, by=by, at=at)
    with transaction.atomic():
        letter = Letter.objects.create(
            person_id=person_id, organisation_id=by.team_id, kind=LetterKind(kind), heading=heading, text=text,
            about_id=about_id, made_by_id=by.signed_in_id, made_at=at,
        )  # fmt: skip
        _record("letter_drafted", letter, by, at)
    return letter


def change_letter(
    *, letter: Letter, heading: str, text: str, by: Viewer, at: datetime.datetime, version: int | None = None
) -> Letter:
    """Write on at a draft; `version` is the one that the writer has before them."""
    if not heading.strip() or not text.strip():
        raise LetterLacksWords(_("Skriv både en overskrift og en tekst."))
    with transaction.atomic():
        row = _draft_now(letter, by)
        if version not in (None, row.version):
            raise ChangedMeanwhile(
                _("En kollega har skrevet i brevet imens. Dine ord står her endnu: gem igen for at skrive hen over.")
            )
        row.heading, row.text, row.version = " ".join(heading.split()), text.strip(), row.version + 1
        row.save(update_fields=["heading", "text", "version"])
        _record("letter_changed", row, by, at)
    return row


def drop_draft(*, letter: Letter, by: Viewer, at: datetime.datetime) -> None:
    """Throw a draft away; the log keeps what it said."""
    with transaction.atomic():
        row = _draft_now(letter, by)
        _record("letter_draft_dropped", row, by, at)
        row.delete()


def send_letter(*, letter: Letter, channel: str, by: Viewer, at: datetime.datetime) -> Letter:
    """Print the letter in both sizes and keep it sealed, unchanged from now on; it lies ready in the outbox."""
    with transaction.atomic():
        row = _draft_now(letter, by)
        if lacks := unwritten(row.heading, row.text):
            raise LetterLacksWords(_("Skriv, hvad der skal stå i stedet for %s.") % ", ".join(lacks))
        person = row.person
        row.channel, row.sent_at, row.sent_by_id = ReachedBy(channel), at, by.signed_in_id
        row.addressee = person.full_name
        if row.channel == ReachedBy.LETTER:
            row.address = queries.care_of(person, viewer=by, on=localdate(at))
        row.pdf, row.pdf_large = (_printed(row, is_large, by, at) for is_large in (False, True))
        row.save()
        _record("letter_sent" if row.about_id is None else "enclosed_letter_sent", row, by, at)
    return row


def _printed(row: Letter, is_large: bool, by: Viewer, at: datetime.datetime) -> Document:
    """Print a letter and keep it; it goes with its citizen, and has no day of its own."""
    sheet = queries.sheet_of(row, name=row.addressee, at=at, is_large=is_large, is_draft=False)
    size = " stor skrift" if is_large else ""
    return keep_document(
        content=typesetting.pdf(sheet, at=at), filename=f"brev {localdate(at):%Y-%m-%d}{size}.pdf",
        kind=Document.Kind.LETTER, person_id=row.person_id, expires_at=None, by=by, at=at,
    )  # fmt: skip


def post_letter(*, letter: Letter, by: Viewer, at: datetime.datetime) -> Letter:
    """The letter left the house today; whether it came is written down when we know."""
    with transaction.atomic():
        row = _sent_now(letter, by)
        row.posted_on = row.posted_on or localdate(at)
        row.save(update_fields=["posted_on"])
        _record("letter_posted", row, by, at)
    return row


def record_receipt(
    *, letter: Letter, on: datetime.date, reached_by: str, by: Viewer, at: datetime.datetime, note: str = ""
) -> Letter:
    """Write down when and how the citizen got the letter; written again, it is mended."""
    note = note.strip()
    with transaction.atomic():
        row = _sent_now(letter, by)
        if on > localdate(at):
            raise ReceiptIsWrong(_("Den dag er ikke kommet endnu."))
        if row.sent_at and on < localdate(row.sent_at):
            raise ReceiptIsWrong(_("Borgeren kan ikke have fået brevet, før det blev skrevet færdigt."))
        if reached_by == ReachedBy.ORAL and not note:
            raise ReceiptIsWrong(_("Skriv et notat om, hvem der fortalte det, og hvad borgeren sagde."), field="note")
        row.received_on, row.reached_by, row.receipt_note = on, ReachedBy(reached_by), note
        row.save(update_fields=["received_on", "reached_by", "receipt_note"])
        _record("letter_received" if row.about_id is None else "enclosed_letter_received", row, by, at)
    return row


def drop_letter(*, letter: Letter, by: Viewer, at: datetime.datetime) -> None:
    """The letter is given to nobody after all; it stays as it was."""
    with transaction.atomic():
        row = _sent_now(letter, by)
        if row.received_on:
            raise LetterIsSent(_("Borgeren har fået brevet."))
        row.dropped_at = at
        row.save(update_fields=["dropped_at"])
        _record("letter_dropped", row, by, at)


def write_template(
    *, kind: str, heading: str, text: str, from_on: datetime.date, by: Viewer, at: datetime.datetime
) -> LetterTemplate:
    """Write a version that holds from a day on; letters that are drafted keep the words they have."""
    if from_on < localdate(at):
        raise VersionIsInThePast(_("Nye ord kan tidligst gælde fra i dag."))
    check(kind, heading=heading, text=text)
    with transaction.atomic():
        row, _is_new = LetterTemplate.objects.update_or_create(
            organisation_id=by.team_id, kind=LetterKind(kind), from_on=from_on,
            defaults={"heading": " ".join(heading.split()), "text": text.replace("\r\n", "\n").strip(),
                      "written_at": at, "written_by_id": by.signed_in_id},
        )  # fmt: skip
        details: dict[str, object] = {"kind": kind, "from_on": from_on.isoformat()}
        record("correspondence.letter_template_written", by=by, at=at, details=details)
    return row


def _locked(letter: Letter, by: Viewer) -> Letter:
    """Return the letter as it stands now, locked until the change is written."""
    rows = by.rows_of(Letter).filter(organisation_id=by.team_id).select_related("person", "organisation", "made_by")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=letter.pk)


def _draft_now(letter: Letter, by: Viewer) -> Letter:
    row = _locked(letter, by)
    if row.sent_at:
        raise LetterIsSent(_("Brevet er sendt imens og kan ikke ændres. Skriv et nyt."))
    return row


def _sent_now(letter: Letter, by: Viewer) -> Letter:
    row = _locked(letter, by)
    if row.sent_at is None or row.dropped_at:
        raise LetterIsSent(_("Brevet er ændret imens. Se, hvad der er sket, før du gør mere."))
    return row


def _record(name: str, letter: Letter, by: Viewer, at: datetime.datetime) -> None:
    details: dict[str, object] = {"letter": str(letter.pk), "kind": letter.kind}
    record(f"correspondence.{name}", by=by, at=at, person_id=letter.person_id, details=details)
