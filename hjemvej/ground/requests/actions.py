"""What happens to a request? It starts the law's clock, may take longer when we tell the citizen, and is answered."""

import datetime
import uuid
from functools import partial

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.queries import coordinator_of
from hjemvej.ground.casework.rules import end_of_day
from hjemvej.ground.law import queries as law
from hjemvej.ground.people.models import ReachedBy
from hjemvej.ground.retention.actions import CaseIsAlive, erase_person
from hjemvej.platform.access.again import do_again
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.actions import record
from hjemvej.platform.rooms import Answered, tell_answered
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import full_date

from . import queries, rules
from .models import CitizenRequest

ANSWER = "citizen_request"  # the kind of task
Outcome = CitizenRequest.Outcome


class NothingAsked(Refused):
    """Not a word of what the citizen asks for."""

    field = "words"


class RequestInTheFuture(Refused):
    """A request of a day that has not come."""

    field = "received_on"


class AlreadyAnswered(Refused):
    """A colleague was first."""

    level = messages.INFO


class CannotBeExtended(Refused):
    """The law gives no longer: it was given already, or the citizen was not told in time."""


class NothingToStop(Refused):
    """Nothing is promised to be erased, or a colleague stopped it."""

    level = messages.INFO


class NobodyAsks(Refused):
    """Another than the citizen asks for documents, and gets the answer."""

    field = "asked_by"


class WithoutAnswer(Refused):
    """The answer, its reasons, or how it reached the citizen is missing."""


def receive_request(
    *, person_id: uuid.UUID, kind: str, words: str, how: str, received_on: datetime.date, by: Viewer,
    at: datetime.datetime, asked_by: str = "", about_id: uuid.UUID | None = None,
) -> CitizenRequest:  # fmt: skip
    """Write a request down in the words of the one who asks; the law's clock begins on the day it came.

    `about_id` is the calling room's own row; its `answered` hears of the answer.
    """
    if not words.strip():
        raise NothingAsked(_("Skriv, hvad der bliver bedt om, med egne ord."))
    if received_on > localdate(at):
        raise RequestInTheFuture(_("Skriv den dag, anmodningen kom: i dag eller før."))
    if kind == CitizenRequest.Kind.DOCUMENTS and not asked_by.strip():
        raise NobodyAsks(_("Skriv, hvem der spørger: svaret er til den, der spørger, og ikke til borgeren."))
    key = rules.limit_of(kind)
    with transaction.atomic():
        coordination = coordinator_of(person_id, viewer=by)
        task = casework.add_task(
            person_id=person_id, organisation_id=by.team_id, kind=ANSWER,
            title=_("Svar på: %s") % CitizenRequest.Kind(kind).label, law_key=key, clock_started_on=received_on,
            due_at=end_of_day(law.due_on(key, received_on).due_on),
            assigned_to_id=coordination.coordinator_id if coordination else None, by=by, at=at,
        )  # fmt: skip
        found = CitizenRequest.objects.create(
            person_id=person_id, organisation_id=by.team_id, kind=kind, words=words.strip(), asked_by=asked_by.strip(),
            how=how, received_on=received_on, written_at=at, written_by_id=by.signed_in_id, task=task,
            about_id=about_id,
        )  # fmt: skip
        _record("requests.request_received", found, by, at)
        return found


def extend_request(
    *, request: CitizenRequest, because: str, told_on: datetime.date, told_by: str, by: Viewer, at: datetime.datetime,
    until_on: datetime.date | None = None,
) -> CitizenRequest:  # fmt: skip
    """Take longer, once the citizen knows why: by the law's longer limit; for documents to a day of our own."""
    if not because.strip():
        raise WithoutAnswer(_("Skriv, hvorfor det tager længere tid: borgeren har fået det at vide."), field="because")
    with transaction.atomic():
        row = _open(request, by)
        first, longer = queries.first_day_due(row), rules.longer_limit_of(row.kind)
        if row.extended_until_on:
            raise CannotBeExtended(_("Fristen er allerede forlænget. Svar nu."))
        if not row.received_on <= told_on <= localdate(at):
            raise CannotBeExtended(_("Skriv den dag, beskeden nåede frem: fra anmodningen kom og til i dag."),
                                   field="told_on")  # fmt: skip
        if told_on > first:
            words = _("Beskeden skulle være givet senest %s, så fristen bliver ikke længere. Svar nu.")
            raise CannotBeExtended(words % full_date(first), field="told_on")
        until = law.due_on(longer, row.received_on).due_on if longer else until_on
        if until is None or until <= first:
            words = _("Skriv den dag, svaret kommer: efter %s.")
            raise CannotBeExtended(words % full_date(first), field="until_on")
        at_most = law.due_on("access_at_most", row.received_on).due_on
        if not longer and until > at_most:
            words = _("Så længe må det ikke tage: svar senest %s.")
            raise CannotBeExtended(words % full_date(at_most), field="until_on")
        row.extended_until_on, row.extended_because = until, because.strip()
        row.told_on, row.told_by = told_on, told_by
        row.save(update_fields=["extended_until_on", "extended_because", "told_on", "told_by"])
        casework.extend_task(
            task=row.task, due_at=end_of_day(until), law_key=longer or row.task.law_key, why=because, by=by, at=at
        )
        _record("requests.request_extended", row, by, at)
        return row


def answer_request(
    *, request: CitizenRequest, outcome: str, answer: str, reached_by: str, by: Viewer, at: datetime.datetime,
    reasons: str = "",
) -> CitizenRequest:  # fmt: skip
    """Answer; where the citizen does not get all of it, with reasons, paragraph and where to complain."""
    if not answer.strip():
        raise WithoutAnswer(_("Skriv, hvad der er svaret."), field="answer")
    if outcome not in rules.ANSWERS:
        raise WithoutAnswer(_("Vælg, om der bliver sagt ja, nej eller ja til noget af det."), field="outcome")
    if reached_by not in ReachedBy.values:
        raise WithoutAnswer(_("Vælg, hvordan svaret er nået frem."), field="reached_by")
    if outcome != Outcome.GRANTED and not reasons.strip():
        raise WithoutAnswer(_("Skriv begrundelsen: borgeren får ikke det hele."), field="reasons")
    with transaction.atomic():
        row, on = _open(request, by), localdate(at)
        basis = law.decision_basis_on(row.kind, on)
        row.paragraph = f"{basis.paragraph}, {basis.title}" if basis else ""
        row.complaint_text = law.complaint_guidance(basis, on) if basis else ""
        if outcome != Outcome.GRANTED and not row.complaint_text:
            raise WithoutAnswer(_("Loven har ingen paragraf for det i dag. Lederen kan skrive den ind."))
        row.outcome, row.answer, row.reasons = outcome, answer.strip(), reasons.strip()
        row.reached_by, row.addressee = reached_by, "" if row.asked_by else row.person.full_name
        _close(row, by, at)
        _record("requests.request_answered", row, by, at)
        return row


def withdraw_request(*, request: CitizenRequest, words: str, by: Viewer, at: datetime.datetime) -> CitizenRequest:
    """The one who asked does not want it any more; in their words."""
    if not words.strip():
        raise NothingAsked(_("Skriv, hvad der blev sagt."))
    with transaction.atomic():
        row = _open(request, by)
        row.outcome, row.answer = Outcome.WITHDRAWN, words.strip()
        _close(row, by, at)
        _record("requests.request_withdrawn", row, by, at)
        return row


def stop_erasure(*, request: CitizenRequest, because: str, by: Viewer, at: datetime.datetime) -> CitizenRequest:
    """Stop what was promised by mistake, before it is done; the citizen is told, and a task says so."""
    if not because.strip():
        raise WithoutAnswer(_("Skriv, hvorfor det ikke skal slettes alligevel."), field="because")
    with transaction.atomic():
        row = _held(request, by)
        if not rules.promises_erasure(row):
            raise NothingToStop(_("Der er ikke lovet nogen sletning, eller en kollega har stoppet den."))
        row.stopped_at, row.stopped_by_id, row.stopped_because = at, by.signed_in_id, because.strip()
        row.save(update_fields=["stopped_at", "stopped_by", "stopped_because"])
        casework.add_task(
            person_id=row.person_id, organisation_id=row.organisation_id, kind="own", assigned_to_id=by.user_id,
            title=_("Giv borgeren et nyt svar om sletning: vores ja var en fejl"), due_at=end_of_day(localdate(at)),
            by=by, at=at,
        )  # fmt: skip
        _record("requests.erasure_stopped", row, by, at, why=because.strip())
        return row


def keep_promises(*, by: Viewer, at: datetime.datetime) -> int:
    """Erase the citizens who were promised it, once we have waited and nothing holds the case; return how many."""
    with looking_as(by):
        waiting = queries.promised(localdate(at), viewer=by)
    erased = 0
    for person_id in waiting:
        because = _("Borgeren har bedt om det og fået ja (GDPR art. 17)")
        try:
            erased += do_again(partial(_keep_promise, person_id, by=by, at=at, because=because))
        except CaseIsAlive:  # the next run asks again
            continue
    return erased


def _keep_promise(person_id: uuid.UUID, *, by: Viewer, at: datetime.datetime, because: str) -> bool:
    """Erase the citizen unless the promise was stopped meanwhile; it is held until the citizen is gone."""
    with transaction.atomic():
        with looking_as(by):
            held = (
                queries.promises(viewer=by).filter(person_id=person_id).order_by("pk").select_for_update(of=("self",))
            )
            is_promised = bool(list(held))
        if is_promised:
            erase_person(person_id, by=by, at=at, because=because)
        return is_promised


def _open(request: CitizenRequest, by: Viewer) -> CitizenRequest:
    """Return the request as it stands now, locked, while it is open."""
    row = _held(request, by)
    if row.closed_at:
        raise AlreadyAnswered(_("Anmodningen er allerede besvaret."))
    return row


def _held(request: CitizenRequest, by: Viewer) -> CitizenRequest:
    rows = by.rows_of(CitizenRequest).select_related("task").select_for_update(of=("self",), no_key=True)
    return rows.get(pk=request.pk)


def _close(row: CitizenRequest, by: Viewer, at: datetime.datetime) -> None:
    row.closed_at, row.closed_by_id = at, by.signed_in_id
    row.save()
    casework.complete_task(task=row.task, outcome=str(row.get_outcome_display()), by=by, at=at)
    if row.about_id:
        tell_answered(Answered(row.about_id, row.kind, row.outcome, by, at))


def _record(name: str, found: CitizenRequest, by: Viewer, at: datetime.datetime, why: str = "") -> None:
    details: dict[str, object] = {"request": str(found.pk), "kind": found.kind}
    record(name, by=by, at=at, person_id=found.person_id, why=why, details=details)
