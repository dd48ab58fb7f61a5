"""What happens between a worker and a citizen? A visit is planned, given or cancelled; a contact written, corrected."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.translation import gettext as _

from hjemvej.efforts.support.models import Contact, SupportCourse, Visit
from hjemvej.efforts.support.queries import contacts
from hjemvej.ground.casework.queries.coordination import who_work_here
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import clock, day_of

MINUTE = datetime.timedelta(minutes=1)
SAME_MEETING = 15 * MINUTE


class HasNotHappened(Refused):
    """A contact is written once it has happened."""

    field = "day"


class AlreadyWritten(Refused):
    """A colleague wrote down what came of the visit."""

    level = messages.INFO


class AlreadyCorrected(Refused):
    """Somebody corrected the contact meanwhile."""

    level = messages.INFO


class VisitIsOver(Refused):
    """The visit is cancelled, or written down."""

    level = messages.INFO


class NotAColleague(Refused):
    """Who is to go there is not in the team today."""

    field = "worker"


@dataclass(frozen=True)
class Said:
    """A contact as it was written."""

    happened_at: datetime.datetime
    kind: str
    place: str
    minutes: int | None = None
    is_planned: bool = False
    about: Sequence[str] = ()
    words: str = ""
    own_words: str = ""


def log_contact(
    *, person_id: uuid.UUID, said: Said, by: Viewer, at: datetime.datetime, visit_id: uuid.UUID | None = None
) -> Contact:
    """Write a contact down, once; of a visit only one comes, whoever writes it first."""
    if said.happened_at > at + MINUTE:
        raise HasNotHappened(_("Skriv, hvornår det skete: nu eller før. Er det aftalt til senere, så skriv et besøg."))
    with transaction.atomic():
        _hold(person_id, by)
        visit = _open_visit(visit_id, person_id, by) if visit_id else None
        written = None if visit else _written_already(person_id, said, by)
        return written or _write_contact(person_id, said, by, at, visit=visit)


def _written_already(person_id: uuid.UUID, said: Said, by: Viewer) -> Contact | None:
    """Return the contact in which the same worker says the same: written in two tabs, it is one.

    A tab fills in the minute it was opened. The same words so close are the same meeting; without words, two tries by
    phone are two, so only the same minute is the same.
    """
    words, own_words = said.words.strip(), said.own_words.strip()
    near = SAME_MEETING if words or own_words else datetime.timedelta()
    rows = by.rows_of(Contact).filter(person_id=person_id, worker_id=by.signed_in_id, corrected_at=None, visit=None)
    return rows.filter(
        happened_at__range=(said.happened_at - near, said.happened_at + near), kind=said.kind, place=said.place,
        minutes=said.minutes, about=list(said.about), is_planned=said.is_planned, words=words, own_words=own_words,
    ).first()  # fmt: skip


def correct_contact(*, contact: Contact, said: Said, by: Viewer, at: datetime.datetime) -> Contact:
    """Write what is right in a new row; what was wrong stays, and says that it is corrected."""
    if said.happened_at > at + MINUTE:
        raise HasNotHappened(_("Skriv, hvornår det skete: nu eller før."))
    with transaction.atomic():
        _hold(contact.person_id, by)
        row = by.rows_of(Contact).select_for_update(no_key=True).get(pk=contact.pk)
        if row.corrected_at:
            raise AlreadyCorrected(_("En kollega har rettet det, mens du skrev. Se, om det er rigtigt nu."))
        row.corrected_at = max(at, row.written_at)
        row.save(update_fields=["corrected_at"])
        return _write_contact(row.person_id, said, by, at, visit=row.visit, corrects=row)


def _write_contact(
    person_id: uuid.UUID, said: Said, by: Viewer, at: datetime.datetime, *, visit: Visit | None,
    corrects: Contact | None = None,
) -> Contact:  # fmt: skip
    on = day_of(said.happened_at)
    support = by.rows_of(SupportCourse).filter(person_id=person_id, began_on__lte=on).order_by("-began_on", "-id")
    running = next((each for each in support[:3] if each.ended_on is None or each.ended_on > on), None)
    found = Contact.objects.create(
        person_id=person_id, support=running, worker_id=corrects.worker_id if corrects else by.signed_in_id,
        team_id=corrects.team_id if corrects else by.team_id, happened_at=said.happened_at, written_at=at,
        minutes=said.minutes, kind=said.kind, place=said.place, is_planned=said.is_planned or visit is not None,
        visit=visit, about=list(said.about), words=said.words.strip(), own_words=said.own_words.strip(),
        corrects=corrects,
    )  # fmt: skip
    details: dict[str, object] = {"contact": str(found.pk), "kind": str(said.kind)}
    if corrects:
        details["corrects"] = str(corrects.pk)
    record("support.contact_corrected" if corrects else "support.contact_logged",
           by=by, at=at, person_id=person_id, details=details)  # fmt: skip
    return found


def plan_visit(
    *, person_id: uuid.UUID, worker_id: uuid.UUID, planned_at: datetime.datetime, by: Viewer, at: datetime.datetime,
    minutes: int | None = None, remember: str = "",
) -> Visit:  # fmt: skip
    """Agree to meet: who goes there, when, and what to remember."""
    _ask_colleague(worker_id, by, at)
    with transaction.atomic():
        _hold(person_id, by)
        running = by.rows_of(SupportCourse).filter(person_id=person_id, ended_on=None).first()
        visit = Visit.objects.create(
            person_id=person_id, support=running, worker_id=worker_id, planned_at=planned_at, minutes=minutes,
            remember=remember.strip(),
        )  # fmt: skip
        record("support.visit_planned", by=by, at=at, person_id=person_id, details={"visit": str(visit.pk)})
        return visit


def cancel_visit(*, visit: Visit, by: Viewer, at: datetime.datetime) -> Visit:
    """The meeting is called off; it stays on record that it was planned."""
    with transaction.atomic():
        _hold(visit.person_id, by)
        row = _open_visit(visit.pk, visit.person_id, by)
        row.cancelled_at = at
        row.save(update_fields=["cancelled_at"])
        record("support.visit_cancelled", by=by, at=at, person_id=row.person_id, details={"visit": str(row.pk)})
        return row


def take_visit(*, visit: Visit, seen: uuid.UUID | None, by: Viewer, at: datetime.datetime) -> Visit:
    """A colleague is ill: who presses goes there instead of the worker who was `seen` there, if nobody did before."""
    with transaction.atomic():
        _hold(visit.person_id, by)
        row = _open_visit(visit.pk, visit.person_id, by)
        if row.worker_id == by.signed_in_id:
            return row
        if row.worker_id != seen:
            raise VisitIsOver(_("%s har taget besøget, mens du så på listen.") % row.worker.name)
        row.worker_id = by.signed_in_id
        row.save(update_fields=["worker"])
        record("support.visit_taken", by=by, at=at, person_id=row.person_id, details={"visit": str(row.pk)})
        return row


def _open_visit(visit_id: uuid.UUID, person_id: uuid.UUID, by: Viewer) -> Visit:
    """Return the visit as it stands now, locked, while nothing has come of it."""
    rows = by.rows_of(Visit).select_related("worker").select_for_update(of=("self",), no_key=True)
    visit = rows.get(pk=visit_id, person_id=person_id)
    if written := contacts.contact_of_visit(visit, viewer=by):
        words = {"who": written.worker.name, "when": clock(written.written_at)}
        raise AlreadyWritten(
            _("%(who)s skrev besøget ned %(when)s. Var du der også, så skriv en kontakt for sig.") % words
        )
    if visit.cancelled_at:
        raise VisitIsOver(_("Besøget er aflyst. Mødtes I alligevel, så skriv en kontakt for sig."))
    return visit


def _hold(person_id: uuid.UUID, by: Viewer) -> None:
    by.rows_of(Person).select_for_update(no_key=True).get(pk=person_id)


def _ask_colleague(worker_id: uuid.UUID, by: Viewer, at: datetime.datetime) -> None:
    if not who_work_here(day_of(at), viewer=by).filter(pk=worker_id).exists():
        raise NotAColleague(_("Vælg en kollega, der er med i teamet i dag."))
