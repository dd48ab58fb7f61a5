"""Which messages wait for a worker, which were sent lately, and what is the status of each?"""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from hjemvej.ground.consents.rules import state
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.outside.mail import sending as mail
from hjemvej.platform.outside.sms import sending as sms
from hjemvej.platform.rooms import Step
from hjemvej.platform.rooms.pages import ChipKind

from . import rules
from .models import Message

Status = Message.Status
LATELY = datetime.timedelta(days=14)
ROWS = 100
SYSTEMS = {Message.Channel.EMAIL: mail, Message.Channel.SMS: sms}  # letters are sent by hand


@dataclass(frozen=True)
class Row:
    """A message as a line: never its text, and a protected citizen neither by name nor address."""

    message: Message
    to: str
    state: str
    kind: ChipKind
    why_not: str


@dataclass(frozen=True)
class Outbox:
    open: list[Row]
    sent: list[Row]
    sends_mail: bool


def is_on(channel: str) -> bool:
    """Does Hjemvej itself send on this channel? Otherwise a worker sends by hand."""
    system = SYSTEMS.get(Message.Channel(channel))
    return system is not None and system.is_on()


def outbox(*, viewer: Viewer, at: datetime.datetime) -> Outbox:
    """Return messages that wait for a worker, the oldest first, and messages sent lately, the newest first."""
    ours = of_team(viewer=viewer)
    waiting = ours.exclude(status__in=[Status.SENT, Status.DROPPED]).order_by("made_at")[:ROWS]
    sent = ours.filter(sent_at__gt=at - LATELY).order_by("-sent_at")[:ROWS]
    return Outbox(
        open=[row(message, at) for message in waiting],
        sent=[row(message, at) for message in sent],
        sends_mail=is_on(Message.Channel.EMAIL),
    )


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """List the viewer's messages that the machine cannot send, or did not send, as steps on the day's page."""
    by_hand = [channel for channel in Message.Channel if not is_on(channel)]
    stuck = Q(status=Status.SENDING, sending_since__lte=at - rules.LONGEST_SENDING)
    waiting = Q(status=Status.WAITING) & (Q(channel__in=by_hand) | Q(why_not=rules.PROTECTED))
    needs_a_human = Q(status__in=[Status.FAILED, Status.UNSURE]) | stuck | waiting
    mine = of_team(viewer=viewer).filter(needs_a_human, made_by_id=viewer.user_id).order_by("made_at")[:ROWS]
    return [_step(row(message, at)) for message in mine]


def _step(row: Row) -> Step:
    return Step(
        due_at=row.message.made_at,
        chip=_("udbakken"),
        kind=row.kind,
        title=row.to,
        why=row.why_not or f"{row.message.get_channel_display()}: {row.state}",
        url=reverse("correspondence:message", args=[row.message.pk]),
        action=_("Se beskeden"),
        person_id=row.message.person_id,
        is_deadline=False,
    )


def of_team(*, viewer: Viewer) -> QuerySet[Message]:
    return (
        viewer.rows_of(Message)
        .filter(organisation_id=viewer.team_id)
        .select_related("person", "made_by", "sent_by", "told_by")
    )


def message(message_id: uuid.UUID, *, viewer: Viewer) -> Message | None:
    return of_team(viewer=viewer).filter(pk=message_id).first()


def row(message: Message, at: datetime.datetime) -> Row:
    state, kind = state_of(message, at)
    why_not = str(rules.WHY_NOT.get(rules.CONSENT_GONE if consent_is_gone(message, at) else message.why_not, ""))
    return Row(message, _to(message), state, kind, why_not)


def consent_is_gone(message: Message, at: datetime.datetime) -> bool:
    """Was it to be told by a consent that holds no more? Then nobody sends it; what was sent, was sent rightly."""
    if message.status == Status.SENT or message.told_by is None:
        return False
    return message.told_by.person_id != message.person_id or state(message.told_by, at).mark != "holds"


def state_of(message: Message, at: datetime.datetime) -> tuple[str, ChipKind]:
    """Return the message's status in words, and the colour of its pill."""
    status = Status(message.status)
    if rules.was_interrupted(message.status, message.sending_since, at):
        status = Status.UNSURE
    kinds: dict[Status, ChipKind] = {
        Status.SENT: "ok",
        Status.FAILED: "late",
        Status.UNSURE: "late",
        Status.WAITING: "soon",
    }
    return str(status.label), kinds.get(status, "neutral")


def _to(message: Message) -> str:
    """Name the receiver: a citizen by the name for lists, any other receiver by their name or address."""
    if message.is_to_the_person and message.person is not None:
        return message.person.name
    return message.to_name or message.to_address
