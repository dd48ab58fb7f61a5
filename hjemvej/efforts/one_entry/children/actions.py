"""What do we write of a notice about a child? That one may be needed, whom we told and when, or why it was not."""

import datetime
import uuid
from dataclasses import dataclass

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.one_entry.models import ChildNotice, Inquiry
from hjemvej.efforts.one_entry.rules import without_cpr
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from . import queries

Outcome = ChildNotice.Outcome


class AlreadySettled(Refused):
    """A colleague told the municipality, or said why not, in the meantime."""

    level = messages.INFO


class NobodyToAsk(Refused):
    """Nobody has been told, or the receipt came."""

    level = messages.INFO


@dataclass(frozen=True)
class Settled:
    """Told to a municipality at a moment, or not needed for a reason."""

    told_at: datetime.datetime | None = None
    municipality_code: str = ""
    municipality_name: str = ""
    reason: str = ""

    @property
    def outcome(self) -> Outcome:
        return Outcome.NOTIFIED if self.told_at else Outcome.NOT_NEEDED


def raise_child_notice(*, person_id: uuid.UUID, what: str, by: Viewer, at: datetime.datetime) -> ChildNotice:
    """A child of this citizen may need support: the whole team sees it until a worker has told the municipality."""
    with transaction.atomic():
        row = ChildNotice.objects.create(
            person_id=person_id, organisation_id=by.team_id, raised_at=at, raised_by_id=by.user_id,
            what=without_cpr(what.strip()),
        )  # fmt: skip
        _record("child_notice_raised", row, by, at)
        return row


def settle_inquiry(*, inquiry: Inquiry, settled: Settled, by: Viewer, at: datetime.datetime) -> ChildNotice:
    """Write what became of the child that an inquiry speaks of; of two colleagues the first does."""
    with transaction.atomic():
        held = by.rows_of(Inquiry).select_for_update(no_key=True).get(pk=inquiry.pk)
        row = by.rows_of(ChildNotice).filter(inquiry=held).first() or ChildNotice(
            inquiry=held, person_id=held.person_id, organisation_id=held.organisation_id, raised_at=held.received_at,
            raised_by_id=held.recorded_by_id,
        )  # fmt: skip
        return _settle(row, settled, by=by, at=at)


def settle_child_notice(*, notice: ChildNotice, settled: Settled, by: Viewer, at: datetime.datetime) -> ChildNotice:
    with transaction.atomic():
        return _settle(_held(notice, by), settled, by=by, at=at)


def write_receipt(*, notice: ChildNotice, receipt_on: datetime.date, by: Viewer, at: datetime.datetime) -> None:
    """The receiver has confirmed that they have it."""
    with transaction.atomic():
        row = _told(notice, by)
        row.receipt_on = receipt_on
        row.save(update_fields=["receipt_on"])
        _record("child_receipt_came", row, by, at)


def ask_for_receipt(*, notice: ChildNotice, by: Viewer, at: datetime.datetime) -> None:
    """We have asked the receiver today; the reminder comes back when they have had as long once more."""
    with transaction.atomic():
        row = _told(notice, by)
        row.asked_on = localdate(at)
        row.save(update_fields=["asked_on"])
        _record("child_receipt_asked", row, by, at)


def _settle(row: ChildNotice, settled: Settled, *, by: Viewer, at: datetime.datetime) -> ChildNotice:
    if row.outcome:
        raise AlreadySettled(_("En kollega har allerede taget stilling."))
    with transaction.atomic():
        row.outcome, row.settled_at, row.settled_by_id = settled.outcome, at, by.user_id
        row.told_at, row.reason = settled.told_at, without_cpr(settled.reason.strip())
        row.municipality_code, row.municipality_name = settled.municipality_code, settled.municipality_name
        row.save()
        event = "child_notified" if settled.told_at else "child_notice_not_needed"
        _record(event, row, by, at)
    return row


def _told(notice: ChildNotice, by: Viewer) -> ChildNotice:
    row = _held(notice, by)
    if row.told_at is None or row.receipt_on is not None:
        raise NobodyToAsk(_("Kvitteringen er allerede skrevet ned, eller ingen er underrettet."))
    return row


def _held(notice: ChildNotice, by: Viewer) -> ChildNotice:
    return by.rows_of(ChildNotice).select_for_update(no_key=True).get(pk=notice.pk)


def _record(name: str, row: ChildNotice, by: Viewer, at: datetime.datetime) -> None:
    details: dict[str, object] = {"child_notice": str(row.pk)}
    record(f"one_entry.{name}", by=by, at=at, person_id=queries.person_of(row), details=details)
