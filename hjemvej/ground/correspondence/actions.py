"""What happens to a message? It is written and sent once; a human settles it where the machine cannot know.

Sending is three steps, each whole by itself: the row says *sending* and is committed; the message is handed to the
outside system; the row says the outcome. A machine that dies between them leaves *sending*, which is never sent
again automatically: after ten minutes the outbox says that it may have been sent, and a human looks.
"""

import datetime
import uuid

from django.db import connection, transaction
from django.utils.translation import gettext as _

from hjemvej.ground.consents.actions import hold_consent
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.outside.handing_over import HandedOver, Outcome
from hjemvej.platform.ui.refusals import Refused

from . import queries, rules
from .models import Message

Status = Message.Status


class MessageHasMoved(Refused):
    """A colleague, or the machine, changed the message meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("Beskeden er ændret i mellemtiden. Se, hvad der er sket, før du gør mere."))


class ChannelIsOff(Refused):
    """Hjemvej does not send on this channel."""

    def __init__(self) -> None:
        super().__init__(_("Hjemvej kan ikke sende beskeden. Send den selv, og tryk på ”Jeg har sendt den”."))


class CitizenIsProtected(Refused):
    """The machine sends no message about a protected citizen."""

    def __init__(self) -> None:
        super().__init__(str(rules.WHY_NOT[rules.PROTECTED]))


class ConsentIsGone(Refused):
    """The consent by which the message tells something was withdrawn or ran out."""

    def __init__(self) -> None:
        super().__init__(str(rules.WHY_NOT[rules.CONSENT_GONE]))


def write_message(
    *,
    channel: str,
    to_address: str,
    subject: str,
    text: str,
    by: Viewer,
    at: datetime.datetime,
    to_name: str = "",
    person_id: uuid.UUID | None = None,
    is_to_the_person: bool = False,
    told_by_id: uuid.UUID | None = None,
) -> Message:
    """Write the message into the outbox; where its channel is on, queue the sending in the same transaction.

    `told_by_id` names the consent by which the text tells something; without it the message is not sent any more.
    """
    with transaction.atomic():
        message = Message.objects.create(
            organisation_id=by.team_id, channel=Message.Channel(channel), to_address=to_address, to_name=to_name,
            subject=subject, text=text, person_id=person_id, is_to_the_person=is_to_the_person, made_by_id=by.user_id,
            made_at=at, told_by_id=told_by_id,
        )  # fmt: skip
        # Names no citizen: the action that writes the message records, in the same transaction, what the citizen reads.
        details: dict[str, object] = {"message": str(message.pk), "channel": message.channel}
        record("correspondence.message_written", by=by, at=at, details=details)
        if queries.is_on(channel):
            _ask_for_sending(message.pk)
    return message


def begin_sending(*, message_id: uuid.UUID, by: Viewer, at: datetime.datetime) -> Message | None:
    """Take the message for sending; None when another worker has it, it is settled, or it may not be sent."""
    with transaction.atomic():
        message = _locked(message_id, by=by)
        if message is None or message.status != Status.WAITING or not queries.is_on(message.channel):
            return None
        if message.person is not None and message.person.is_protected:
            message.why_not = rules.PROTECTED
            message.save(update_fields=["why_not"])
            return None
        if not _may_still_tell(message, by=by, at=at):
            message.status, message.why_not = Status.FAILED, rules.CONSENT_GONE
            message.save(update_fields=["status", "why_not"])
            _record("message_not_sent", message, by=by, at=at)
            return None
        message.status, message.sending_since, message.tries = Status.SENDING, at, message.tries + 1
        message.save(update_fields=["status", "sending_since", "tries"])
    return message


def hand_over(message: Message) -> HandedOver:
    """Hand the message to its channel's outside system; return the outcome. Call it outside any transaction."""
    system = queries.SYSTEMS[Message.Channel(message.channel)]
    handed: HandedOver = system.send(
        to=message.to_address, subject=message.subject, text=message.text, reference=message.pk
    )
    return handed


def finish_sending(*, message_id: uuid.UUID, handed: HandedOver, by: Viewer, at: datetime.datetime) -> None:
    """Record the outcome; queue another try, up to a limit, of a message that certainly was not sent."""
    with transaction.atomic():
        message = _locked(message_id, by=by)
        if message is None or message.status != Status.SENDING:
            raise MessageHasMoved
        message.why_not = handed.why or ""
        wait = rules.wait_before_trying_again(message.tries)
        if handed.outcome == Outcome.SENT:
            message.status, message.sent_at = Status.SENT, at
        elif handed.outcome == Outcome.UNSURE:
            message.status = Status.UNSURE
        elif handed.outcome == Outcome.NOT_SENT and wait is not None:
            message.status = Status.WAITING
            _ask_for_sending(message.pk, at=at + wait)
        else:
            message.status = Status.FAILED
        message.save(update_fields=["status", "sent_at", "why_not"])
        name = "message_sent" if message.status == Status.SENT else "message_not_sent"
        _record(name, message, by=by, at=at)


def mark_sent(*, message: Message, by: Viewer, at: datetime.datetime) -> None:
    """Mark the message as sent: a worker sent it by hand, or saw that it arrived."""
    with transaction.atomic():
        now = _locked_to_settle(message, by=by, at=at)
        now.status, now.sent_at, now.sent_by_id, now.why_not = Status.SENT, at, by.signed_in_id, ""
        now.save(update_fields=["status", "sent_at", "sent_by", "why_not"])
        _record("message_sent_by_hand", now, by=by, at=at)


def send_again(*, message: Message, by: Viewer, at: datetime.datetime) -> None:
    """Queue the message (again) because a worker asks for it."""
    with transaction.atomic():
        now = _locked_to_settle(message, by=by, at=at)
        if not queries.is_on(now.channel):
            raise ChannelIsOff
        if now.person is not None and now.person.is_protected:
            raise CitizenIsProtected
        if not _may_still_tell(now, by=by, at=at):
            raise ConsentIsGone
        now.status, now.tries, now.why_not = Status.WAITING, 0, ""
        now.save(update_fields=["status", "tries", "why_not"])
        _ask_for_sending(now.pk)
        _record("message_to_be_sent_again", now, by=by, at=at)


def drop_message(*, message: Message, by: Viewer, at: datetime.datetime) -> None:
    """Drop the message; it stays on record as not to be sent."""
    with transaction.atomic():
        now = _locked_to_settle(message, by=by, at=at)
        now.status = Status.DROPPED
        now.save(update_fields=["status"])
        _record("message_dropped", now, by=by, at=at)


def _may_still_tell(message: Message, *, by: Viewer, at: datetime.datetime) -> bool:
    """Is there no consent to ask for, or does it hold? It is held until the transaction ends."""
    if message.told_by_id is None:
        return True
    if message.person_id is None:
        return False
    return hold_consent(consent_id=message.told_by_id, person_id=message.person_id, by=by, at=at) is not None


def _locked(message_id: uuid.UUID, *, by: Viewer) -> Message | None:
    """Joins nobody: after a wait PostgreSQL reads the locked row anew, but not the rows it was joined with."""
    return by.rows_of(Message).select_for_update().filter(pk=message_id).first()


def _locked_to_settle(message: Message, *, by: Viewer, at: datetime.datetime) -> Message:
    now = _locked(message.pk, by=by)
    if now is None or not rules.may_be_settled(now.status, now.sending_since, at):
        raise MessageHasMoved
    return now


def _record(name: str, message: Message, *, by: Viewer, at: datetime.datetime) -> None:
    details: dict[str, object] = {"message": str(message.pk), "channel": message.channel}
    if message.why_not:
        details["why_not"] = message.why_not
    record(f"correspondence.{name}", by=by, at=at, person_id=message.person_id, details=details)


def _ask_for_sending(message_id: uuid.UUID, *, at: datetime.datetime | None = None) -> None:
    """Queue the job in the change's transaction, so that row and job exist together. The job holds the id alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT correspondence_write_job(%s, %s)", [message_id, at])
