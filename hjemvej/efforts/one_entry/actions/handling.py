"""What happens to an inquiry on its way? Taken, passed on, tied to a citizen, remarked on, closed, reopened."""

import datetime
import uuid

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from .. import queries
from ..models import Inquiry, InquiryStep
from .receiving import create_described, make_known

Kind = InquiryStep.Kind


class AlreadyTaken(Refused):
    """A colleague took it in the meantime."""

    level = messages.WARNING


class InquiryIsClosed(Refused):
    """It was closed in the meantime; open it again first."""


class ChildWaits(Refused):
    """A child may need support, and nobody has told the child's municipality or said why not."""


class NotAColleague(LookupError):
    """The chosen one does not handle inquiries in this team."""


def take_inquiry(*, inquiry: Inquiry, by: Viewer, at: datetime.datetime) -> None:
    """The viewer has it from now on. Of two who take it in the same second the first gets it."""
    with transaction.atomic():
        now = locked_open(inquiry)
        if now.taken_by_id == by.user_id:
            return
        if now.taken_by:
            raise AlreadyTaken(_("%s har taget den i mellemtiden.") % now.taken_by.name)
        _hand_to(now, by.user_id, at)
        step(now, Kind.TAKEN, "one_entry.inquiry_taken", by=by, at=at)


def pass_on(*, inquiry: Inquiry, to_id: uuid.UUID, word: str, by: Viewer, at: datetime.datetime) -> None:
    """Give it to a colleague in the team, with a word on the way."""
    if not queries.colleagues(viewer=by, on=timezone.localdate(at)).filter(pk=to_id).exists():
        raise NotAColleague
    with transaction.atomic():
        now = locked_open(inquiry)
        _hand_to(now, to_id, at)
        step(now, Kind.PASSED_ON, "one_entry.inquiry_passed_on", by=by, at=at, text=word, to_id=to_id)


def link_person(
    *,
    inquiry: Inquiry,
    person_id: uuid.UUID | None,
    new_person: str = "",
    is_named: bool = False,
    by: Viewer,
    at: datetime.datetime,
) -> uuid.UUID:
    """Say whom it is about: somebody found, or a nameless citizen created from the description."""
    with transaction.atomic():
        now = locked_open(inquiry)
        if person_id is None:
            person_id = create_described(new_person, is_named=is_named, animals=now.animals, by=by, at=at)
        now.person_id = person_id
        now.save(update_fields=["person"])
        make_known(person_id, now, by=by, at=at)
        step(now, Kind.LINKED, "one_entry.inquiry_linked", by=by, at=at)
    return person_id


def remark(*, inquiry: Inquiry, text: str, by: Viewer, at: datetime.datetime) -> None:
    """A remark for the team alone."""
    with transaction.atomic():
        step(inquiry, Kind.REMARK, "one_entry.inquiry_remarked", by=by, at=at, text=text)


def close_inquiry(*, inquiry: Inquiry, outcome: str, text: str, by: Viewer, at: datetime.datetime) -> None:
    """It came to an end, with what came of it."""
    with transaction.atomic():
        now = locked_open(inquiry)
        if queries.with_a_child_waiting(queries.open_inquiries(viewer=by).filter(pk=now.pk), viewer=by):
            raise ChildWaits(_("Tag først stilling til barnet: underret, eller skriv, hvorfor det ikke er nødvendigt."))
        now.status, now.outcome, now.closed_at = Inquiry.Status.CLOSED, outcome, at
        now.save(update_fields=["status", "outcome", "closed_at"])
        step(now, Kind.CLOSED, "one_entry.inquiry_closed", by=by, at=at, text=text, details={"outcome": outcome})


def reopen_inquiry(*, inquiry: Inquiry, why: str, by: Viewer, at: datetime.datetime) -> None:
    """It was not over; the one who opens it has it."""
    with transaction.atomic():
        now = locked(inquiry)
        if now.status != Inquiry.Status.CLOSED:
            return
        now.closed_at, now.outcome = None, ""
        _hand_to(now, by.user_id, at, also=("closed_at", "outcome"))
        step(now, Kind.REOPENED, "one_entry.inquiry_reopened", by=by, at=at, text=why)


def locked_open(inquiry: Inquiry) -> Inquiry:
    """The row as it stands now, held until we are done; refused when it has been closed."""
    now = locked(inquiry)
    if now.status == Inquiry.Status.CLOSED:
        raise InquiryIsClosed(_("Henvendelsen er afsluttet i mellemtiden. Åbn den igen først."))
    return now


def step(
    inquiry: Inquiry,
    kind: InquiryStep.Kind,
    event: str,
    *,
    by: Viewer,
    at: datetime.datetime,
    text: str = "",
    to_id: uuid.UUID | None = None,
    message_id: uuid.UUID | None = None,
    details: dict[str, object] | None = None,
) -> None:
    """Write the step and its event together."""
    InquiryStep.objects.create(
        inquiry=inquiry, kind=kind, at=at, by_id=by.user_id, to_id=to_id, text=text, message_id=message_id
    )
    more: dict[str, object] = {"inquiry": str(inquiry.pk), **(details or {})}
    record(event, by=by, at=at, person_id=inquiry.person_id, details=more)


def locked(inquiry: Inquiry) -> Inquiry:
    """Joins nobody: after a wait PostgreSQL reads the locked row anew, but not the rows it was joined with."""
    return Inquiry.objects.select_for_update().get(pk=inquiry.pk)


def _hand_to(inquiry: Inquiry, user_id: uuid.UUID | None, at: datetime.datetime, also: tuple[str, ...] = ()) -> None:
    inquiry.status, inquiry.taken_by_id, inquiry.taken_at = Inquiry.Status.TAKEN, user_id, at
    inquiry.save(update_fields=["status", "taken_by", "taken_at", *also])
