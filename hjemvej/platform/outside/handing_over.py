"""What is the outcome of handing a message to an outside system? Plain data, the same for every system that sends."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    SENT = "sent"
    NOT_SENT = "not_sent"  # certainly not sent; a later try may succeed
    REFUSED = "refused"  # certainly not sent, and it would be refused again
    UNSURE = "unsure"  # it broke off in the middle: it may have been sent, so the machine does not try again


class WhyNot(StrEnum):
    NO_ANSWER = "no_answer"
    NOT_LET_IN = "not_let_in"
    BUSY = "busy"
    ADDRESS_REFUSED = "address_refused"
    MESSAGE_REFUSED = "message_refused"
    BROKE_OFF = "broke_off"


@dataclass(frozen=True)
class HandedOver:
    outcome: Outcome
    why: WhyNot | None = None


SENT = HandedOver(Outcome.SENT)
