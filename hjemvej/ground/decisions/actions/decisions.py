"""How is a decision made? Written as a draft, sent when it has all its parts, and then locked; received on a day."""

import datetime
import uuid
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.models import Note
from hjemvej.ground.correspondence.letters import actions as letters
from hjemvej.ground.correspondence.letters.queries import channel_for, letter_about
from hjemvej.ground.correspondence.models import LetterKind
from hjemvej.ground.decisions import queries, rules
from hjemvej.ground.decisions.models import Decision, DecisionNote
from hjemvej.ground.law import queries as law
from hjemvej.ground.needs.actions import refuse_under_glass
from hjemvej.ground.people.models import ReachedBy
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused


class HasNoTitle(Refused):
    """A draft without a word about what it decides."""

    field = "title"


class HearingDaysAreWrong(Refused):
    """The hearing ends before it begins, has not begun, or ends and never began."""


class DraftWaits(Refused):
    """The author has begun the same decision already, and comes again by the arrow back."""

    field = "title"


class DecisionIsSent(Refused):
    """Sent decisions are locked: a new one corrects them."""


class ChangedMeanwhile(Refused):
    """A colleague wrote at the same draft since it was opened."""


class AlreadySent(Refused):
    """A colleague was first."""

    level = messages.INFO


class CannotBeCorrected(Refused):
    """Only a sent decision about the same citizen is corrected by a new one."""


class DecisionLacksParts(Refused):
    """The law asks for more than is written."""


class ReceiptIsWrong(Refused):
    """The day of receipt cannot be right, or something is missing beside it."""

    field = "received_on"


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a worker has written so far; only the title must be there."""

    title: str
    basis_key: str = ""  # of ground/law's DecisionBasis
    asked_for: str = ""
    granted: str = ""
    decided: str = ""
    reasons: str = ""
    complaint_text: str = ""  # empty: the guidance that belongs to the paragraph
    hearing_about: str = ""
    hearing_sent_on: datetime.date | None = None
    hearing_until_on: datetime.date | None = None  # empty: as long as we give a citizen to answer
    hearing_answer: str = ""
    no_hearing_because: str = ""


def begin_decision(*, person_id: uuid.UUID, written: Written, by: Viewer, at: datetime.datetime) -> Decision:
    """Begin a decision, unless the author has a draft under its heading: the arrow back brings the form again."""
    if queries.own_drafts(person_id, viewer=by).filter(title=written.title.strip()).exists():
        raise DraftWaits(
            _("Du har allerede en kladde med den overskrift. Skriv videre i den. Er det en anden afgørelse, så giv den"
              " en anden overskrift.")
        )  # fmt: skip
    return draft_decision(person_id=person_id, written=written, by=by, at=at)


def draft_decision(
    *, person_id: uuid.UUID, written: Written, by: Viewer, at: datetime.datetime, corrects: Decision | None = None
) -> Decision:
    """Begin a decision; `corrects` is the sent one that it corrects."""
    written = _filled_in(written, at, was=None)
    if corrects and (corrects.person_id != person_id or corrects.sent_at is None):
        raise CannotBeCorrected(_("Kun en afgørelse, der er sendt til samme borger, kan rettes med en ny."))
    refuse_under_glass(person_id, by=by, at=at)
    with transaction.atomic():
        decision = Decision.objects.create(
            person_id=person_id, organisation_id=by.team_id, author_id=by.signed_in_id, written_at=at,
            changed_at=at, corrects=corrects, **asdict(written),
        )  # fmt: skip
        _record("decisions.decision_drafted", decision, by, at)
        return decision


def change_decision(
    *, decision: Decision, written: Written, by: Viewer, at: datetime.datetime, version: int | None = None
) -> Decision:
    """Write on at a draft; `version` is the one that the writer has before them."""
    with transaction.atomic():
        row = _draft(decision, by)
        if version not in (None, row.version):
            raise ChangedMeanwhile(
                _("En kollega har skrevet i kladden imens. Dine ord står her endnu. Gem igen for at skrive hen over"
                  " kollegaens, eller se først i et andet vindue, hvad der er ændret.")
            )  # fmt: skip
        row.version, row.changed_at = row.version + 1, at
        for name, value in asdict(_filled_in(written, at, was=row)).items():
            setattr(row, name, value)
        row.save()
        _record("decisions.decision_changed", row, by, at)
        return row


def drop_decision(*, decision: Decision, by: Viewer, at: datetime.datetime) -> None:
    """Throw a draft away; the log keeps what it said."""
    with transaction.atomic():
        row = _draft(decision, by)
        _record("decisions.decision_dropped", row, by, at)
        row.delete()


def send_decision(*, decision: Decision, by: Viewer, at: datetime.datetime) -> Decision:
    """Send a decision that has its parts: from now on it is locked, in the database too."""
    on = localdate(at)
    with transaction.atomic():
        row = _locked(decision, by)
        if row.sent_at:
            raise AlreadySent(_("Afgørelsen er allerede sendt."))
        lacks = rules.missing(row, on, guidance=_guidance(row.basis_key, at))
        basis = law.decision_basis_on(row.basis_key, on) if row.basis_key else None
        if not lacks and basis is None:
            raise DecisionLacksParts(_("Paragraffen gælder ikke i dag. Vælg en anden."), field="basis_key")
        if lacks or basis is None:
            words = _("Afgørelsen kan ikke sendes endnu. Der mangler: %s.")
            texts = "; ".join(part.reason.text for part in lacks)
            raise DecisionLacksParts(words % texts, field=lacks[0].field)
        row.paragraph, row.sent_at, row.sent_by_id = f"{basis.paragraph}, {basis.title}", at, by.signed_in_id
        row.addressee = row.person.full_name
        row.save(update_fields=["paragraph", "sent_at", "sent_by", "addressee"])
        _record("decisions.decision_sent", row, by, at)
        _send_letter(row, by=by, at=at)
        return row


def _send_letter(row: Decision, *, by: Viewer, at: datetime.datetime) -> None:
    """Print the decision's letter and keep it as it is; it lies ready in the outbox."""
    letter = letters.draft_letter(
        person_id=row.person_id, kind=LetterKind.DECISION, values=rules.letter_values(row, row.paragraph),
        about_id=row.pk, by=by, at=at,
    )  # fmt: skip
    channel = channel_for(row.person, viewer=by, on=localdate(at)).channel
    letters.send_letter(letter=letter, channel=channel, by=by, at=at)


def record_receipt(
    *, decision: Decision, received_on: datetime.date, reached_by: str, note: str = "", why: str = "", by: Viewer,
    at: datetime.datetime,
) -> Decision:  # fmt: skip
    """Write down when and how the citizen got it: the limit for complaints runs from that day. Mended with a reason."""
    with transaction.atomic():
        row = _locked(decision, by)
        _check_receipt(row, received_on, reached_by, note, why, at)
        was = row.received_on
        row.received_on, row.reached_by, row.receipt_note = received_on, reached_by, note.strip()
        row.complaint_until_on = law.due_on("complaint", received_on).due_on
        row.save(update_fields=["received_on", "reached_by", "receipt_note", "complaint_until_on"])
        name = "decisions.receipt_mended" if was else "decisions.decision_received"
        record(
            name, by=by, at=at, person_id=row.person_id, why=why.strip(),
            details={"decision": str(row.pk), "reached_by": reached_by},
        )  # fmt: skip
        if letter := letter_about(row.pk, viewer=by):
            letters.record_receipt(letter=letter, on=received_on, reached_by=reached_by, note=note, by=by, at=at)
        return row


def _check_receipt(
    row: Decision, received_on: datetime.date, reached_by: str, note: str, why: str, at: datetime.datetime
) -> None:
    if row.sent_at is None:
        raise ReceiptIsWrong(_("Afgørelsen er ikke sendt endnu."))
    if received_on > localdate(at):
        raise ReceiptIsWrong(_("Den dag er ikke kommet endnu."))
    if received_on < localdate(row.sent_at):
        raise ReceiptIsWrong(_("Borgeren kan ikke have fået afgørelsen, før den blev sendt."))
    if reached_by == ReachedBy.ORAL and not note.strip():
        raise ReceiptIsWrong(_("Skriv et notat om, hvem der læste den højt, og hvad borgeren sagde."), field="note")
    if row.received_on and not why.strip():
        raise ReceiptIsWrong(_("Skriv, hvorfor dagen rettes: klagefristen løber fra den."), field="why")


def write_note_to_decision(
    *, decision: Decision, text: str, by: Viewer, at: datetime.datetime, kind: str = Note.Kind.INTERNAL,
    own_words: str = "", happened_at: datetime.datetime | None = None,
) -> Note:  # fmt: skip
    """Note something of weight for a decision, signed (OFL § 13)."""
    with transaction.atomic():
        note = casework.write_note(
            person_id=decision.person_id, kind=kind, text=text, own_words=own_words, happened_at=happened_at or at,
            by=by, at=at,
        )  # fmt: skip
        DecisionNote.objects.create(person_id=decision.person_id, decision_id=decision.pk, note=note)
        _record("decisions.note_written", decision, by, at)
        return note


def _filled_in(written: Written, at: datetime.datetime, *, was: Decision | None) -> Written:
    """Trim what is typed; fill in the guidance that belongs to the paragraph, and until when the citizen may answer."""
    typed: dict[str, Any] = asdict(written)
    trimmed: dict[str, Any] = {name: value.strip() for name, value in typed.items() if isinstance(value, str)}
    written = replace(written, **trimmed)
    if not written.title:
        raise HasNoTitle(_("Skriv kort, hvad afgørelsen handler om."))
    if not written.complaint_text or (was and written.complaint_text == _guidance(was.basis_key, at)):
        written = replace(written, complaint_text=_guidance(written.basis_key, at))
    sent_on, until_on = written.hearing_sent_on, written.hearing_until_on
    if sent_on is None:
        if until_on:
            raise HearingDaysAreWrong(_("Skriv, hvilken dag høringen blev sendt."), field="hearing_sent_on")
        return written
    if sent_on > localdate(at):
        raise HearingDaysAreWrong(_("Skriv den dag, høringen er sendt, når den er sendt."), field="hearing_sent_on")
    until_on = until_on or queries.hearing_until(sent_on)
    if until_on <= sent_on:
        raise HearingDaysAreWrong(
            _("Giv borgeren tid til at svare: en dag efter den, høringen blev sendt."), field="hearing_until_on"
        )
    return replace(written, hearing_until_on=until_on)


def _guidance(basis_key: str, at: datetime.datetime) -> str:
    return queries.guidance(basis_key, localdate(at))


def _locked(decision: Decision, by: Viewer) -> Decision:
    """Return the decision as it stands now, locked until the change is written."""
    return by.rows_of(Decision).select_for_update(of=("self",), no_key=True).get(pk=decision.pk)


def _draft(decision: Decision, by: Viewer) -> Decision:
    row = _locked(decision, by)
    if row.sent_at:
        raise DecisionIsSent(_("Afgørelsen er sendt imens og kan ikke ændres. Ret den med en ny afgørelse."))
    return row


def _record(name: str, decision: Decision, by: Viewer, at: datetime.datetime) -> None:
    record(name, by=by, at=at, person_id=decision.person_id, details={"decision": str(decision.pk)})
