"""What happens to a complaint? We look at the decision again in time, and the citizen is right, or it goes on."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.messages import constants as messages
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.queries import coordinator_of
from hjemvej.ground.casework.rules import end_of_day
from hjemvej.ground.decisions import queries, rules
from hjemvej.ground.decisions.models import Complaint, Decision
from hjemvej.ground.law.queries import due_on
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

REASSESS = "complaint"  # the kind of task
Status = Complaint.Status


class NotSentYet(Refused):
    """Only what has been decided can be complained of."""


class ComplaintHasNoWords(Refused):
    """Nothing is written of what the citizen said."""

    field = "words"


class ComplaintInTheFuture(Refused):
    """The complaint came on a day that has not come, or before the decision."""

    field = "received_on"


class ComplainedAlready(Refused):
    """A complaint over the decision is open."""


class WithoutReasons(Refused):
    """The citizen and the board must be able to read why."""

    field = "reasons"


class AlreadyAnswered(Refused):
    """A colleague was first, or it is not the turn of this step."""

    level = messages.INFO


class BoardAnswerIsWrong(Refused):
    """The answer of the board lacks a part, or its day cannot be right."""


class NewDecisionIsMissing(Refused):
    """A citizen who is right gets a new decision that gives them all of it."""

    field = "new_decision"


def receive_complaint(
    *, decision: Decision, words: str, how: str, received_on: datetime.date, by: Viewer, at: datetime.datetime
) -> Complaint:
    """Write a complaint down in the citizen's words, in time or late; the law's clock begins on the day it came."""
    if not words.strip():
        raise ComplaintHasNoWords(_("Skriv klagen med borgerens egne ord."))
    if decision.sent_at is None:
        raise NotSentYet(_("Afgørelsen er ikke sendt endnu, så der er ikke noget at klage over."))
    if not localdate(decision.sent_at) <= received_on <= localdate(at):
        raise ComplaintInTheFuture(_("Skriv den dag, klagen kom: fra afgørelsen blev sendt og til i dag."))
    with _one_at_a_time(), transaction.atomic():
        coordination = coordinator_of(decision.person_id, viewer=by)
        task = casework.add_task(
            person_id=decision.person_id, organisation_id=decision.organisation_id, kind=REASSESS,
            title=(_("Se på afgørelsen igen: %s") % decision.title)[:200], law_key="reassessment",
            clock_started_on=received_on, due_at=end_of_day(due_on("reassessment", received_on).due_on),
            assigned_to_id=coordination.coordinator_id if coordination else None, by=by, at=at,
        )  # fmt: skip
        complaint = Complaint.objects.create(
            person_id=decision.person_id, organisation_id=decision.organisation_id, decision=decision,
            words=words.strip(), how=how, received_on=received_on, written_at=at, written_by_id=by.signed_in_id,
            task=task,
        )  # fmt: skip
        _record("decisions.complaint_received", complaint, by, at)
        return complaint


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Refuse in words a second complaint, also when a colleague writes it down at the same moment."""
    try:
        yield
    except IntegrityError as problem:
        if "one_open_complaint_over_a_decision" not in str(problem):
            raise
        words = _("Der er allerede en åben klage over afgørelsen. Skriv det nye som et notat til afgørelsen.")
        raise ComplainedAlready(words) from problem


def maintain_complaint(
    *, complaint: Complaint, reasons: str, by: Viewer, at: datetime.datetime, outcome: str = "maintained"
) -> Complaint:
    """We have looked again and keep to the decision, wholly or in part: now the complaint must be sent on."""
    if not reasons.strip():
        raise WithoutReasons(_("Skriv, hvorfor vi fastholder: borgeren og Ankestyrelsen læser det."))
    with transaction.atomic():
        row = _locked(complaint, by, Status.RECEIVED)
        row.status, row.reassessed_as = Status.MAINTAINED, outcome
        row.reassessed_at, row.reassessment_reasons = at, reasons.strip()
        row.save(update_fields=["status", "reassessed_as", "reassessed_at", "reassessment_reasons"])
        _record("decisions.complaint_maintained", row, by, at)
        return row


def forward_complaint(*, complaint: Complaint, by: Viewer, at: datetime.datetime) -> Complaint:
    """Send it to Ankestyrelsen once we have looked again; a late one at once: only Ankestyrelsen refuses it."""
    with transaction.atomic():
        row = _locked(complaint, by, Status.MAINTAINED, Status.RECEIVED)
        if row.status == Status.RECEIVED:
            limit = queries.complaint_limit(row.decision)
            if not rules.is_late(row.received_on, limit.due_on if limit else None):
                raise AlreadyAnswered(_("Se på afgørelsen igen, før klagen sendes videre."))
            row.reassessed_as, row.reassessed_at = Complaint.Reassessed.LATE, at
            row.reassessment_reasons = _("Klagen kom efter klagefristen. Ankestyrelsen afgør, om den bliver behandlet.")
        _close(row, Status.FORWARDED, _("sendt til Ankestyrelsen"), by, at)
        _record("decisions.complaint_forwarded", row, by, at)
        return row


def uphold_complaint(*, complaint: Complaint, new_decision: Decision, by: Viewer, at: datetime.datetime) -> Complaint:
    """The citizen is right: since the complaint a decision has been sent that gives all of what was asked for."""
    with transaction.atomic():
        row = _locked(complaint, by, Status.RECEIVED, Status.MAINTAINED)
        if not rules.upholds(new_decision, row):
            raise NewDecisionIsMissing(
                _("Send først en ny afgørelse, der retter den gamle og giver borgeren det hele. Får borgeren ikke det"
                  " hele, sendes klagen videre til Ankestyrelsen med vores grunde.")
            )  # fmt: skip
        row.new_decision = new_decision
        _close(row, Status.UPHELD, _("borgeren fik ret"), by, at)
        _record("decisions.complaint_upheld", row, by, at)
        return row


def withdraw_complaint(*, complaint: Complaint, words: str, by: Viewer, at: datetime.datetime) -> Complaint:
    """The citizen no longer wants to complain; in their words, for nobody else may end a complaint."""
    if not words.strip():
        raise ComplaintHasNoWords(_("Skriv, hvad borgeren sagde."))
    with transaction.atomic():
        row = _locked(complaint, by, Status.RECEIVED, Status.MAINTAINED)
        row.withdrawn_words = words.strip()
        _close(row, Status.WITHDRAWN, _("klagen er trukket tilbage"), by, at)
        _record("decisions.complaint_withdrawn", row, by, at)
        return row


def write_board_answer(
    *, complaint: Complaint, says: str, answered_on: datetime.date, words: str, by: Viewer, at: datetime.datetime
) -> Complaint:
    """Write down what Ankestyrelsen answered: until then we need to know of the citizen."""
    if says not in Complaint.BoardSays.values:
        raise BoardAnswerIsWrong(_("Vælg, hvad Ankestyrelsen er nået frem til."), field="says")
    if not words.strip():
        raise BoardAnswerIsWrong(_("Skriv kort, hvad Ankestyrelsen svarede."), field="words")
    with transaction.atomic():
        row = _locked(complaint, by, Status.FORWARDED)
        if row.board_says:
            raise AlreadyAnswered(_("Svaret er skrevet ned imens: %s.") % row.get_board_says_display())
        if row.closed_at is None or not localdate(row.closed_at) <= answered_on <= localdate(at):
            raise BoardAnswerIsWrong(
                _("Skriv den dag, svaret kom: fra klagen blev sendt og til i dag."), field="answered_on"
            )
        row.board_says, row.board_answered_on, row.board_words = says, answered_on, words.strip()
        row.board_written_at, row.board_written_by_id = at, by.signed_in_id
        row.save()
        _record("decisions.board_answered", row, by, at)
        return row


def _locked(complaint: Complaint, by: Viewer, *now_in: str) -> Complaint:
    """Return the complaint as it stands now, locked; refuse a step that is not its turn."""
    rows = by.rows_of(Complaint).select_related("decision", "task")
    row = rows.select_for_update(of=("self",), no_key=True).get(pk=complaint.pk)
    if row.status not in now_in:
        raise AlreadyAnswered(_("Klagen er kommet videre imens: %s.") % row.get_status_display())
    return row


def _close(row: Complaint, status: str, outcome: str, by: Viewer, at: datetime.datetime) -> None:
    row.status, row.closed_at = status, at
    row.save()
    casework.complete_task(task=row.task, outcome=outcome, by=by, at=at)


def _record(name: str, complaint: Complaint, by: Viewer, at: datetime.datetime) -> None:
    record(
        name, by=by, at=at, person_id=complaint.person_id,
        details={"complaint": str(complaint.pk), "decision": str(complaint.decision_id)},
    )  # fmt: skip
