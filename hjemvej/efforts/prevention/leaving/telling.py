"""What may a prison or a ward see of what it told? The days left, and the meeting asked for; never whom we know."""

import datetime
from dataclasses import dataclass

from django.utils.timezone import localdate

from hjemvej.efforts.prevention.models import SentSignal
from hjemvej.efforts.prevention.rules.choices import LEAVES
from hjemvej.ground.law.queries import due_on

from . import rules
from .queries import ASKED


@dataclass(frozen=True)
class Told:
    """What is said of a stay that a partner told of."""

    left: str
    may_change: bool
    is_asked: bool
    held_by: datetime.date | None  # by when a meeting that was asked for is held


def is_of_a_stay(sent: SentSignal) -> bool:
    return sent.kind.happening in LEAVES


def told_of_stay(sent: SentSignal, *, on: datetime.date) -> Told | None:
    """Say how it stands, from the sender's own row alone; nothing of other kinds of signals."""
    if not is_of_a_stay(sent):
        return None
    stay = rules.Stay(sent.kind.happening, localdate(sent.sent_at), happens_on=sent.happens_on)
    asked_on = sent.meeting_asked_on
    return Told(
        left=rules.days_left(stay, on), may_change=sent.state != SentSignal.State.CLOSED, is_asked=asked_on is not None,
        held_by=due_on(ASKED, asked_on, told_on=on).due_on if asked_on and not sent.meeting_called_on else None,
    )  # fmt: skip
