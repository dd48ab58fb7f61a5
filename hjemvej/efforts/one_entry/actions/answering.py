"""What does the one who asked hear from us? Questions while we work, and the answer they may have."""

import datetime

from django.db import transaction

from hjemvej.platform.access.viewer import Viewer

from .. import rules
from ..models import Inquiry, InquiryStep
from .handling import locked_open, step

Kind = InquiryStep.Kind


def answer_inquiry(
    *, inquiry: Inquiry, text: str, because: str, by: Viewer, at: datetime.datetime, has_consent: bool = False
) -> None:
    """Give the answer; `because` says why it may be told. The first answer stops the clock, a later one replaces it."""
    with transaction.atomic():
        now = locked_open(inquiry)
        now.answer, now.answered_at = rules.without_cpr(text), now.answered_at or at
        now.save(update_fields=["answer", "answered_at"])
        told = f"{text}\n({because})"
        details: dict[str, object] = {"has_consent": has_consent}
        step(now, Kind.ANSWERED, "one_entry.inquiry_answered", by=by, at=at, text=told, details=details)


def ask_back(*, inquiry: Inquiry, question: str, by: Viewer, at: datetime.datetime) -> None:
    """Ask the one who asked; they see the question where they follow their inquiry."""
    with transaction.atomic():
        now = locked_open(inquiry)
        step(now, Kind.ASKED_BACK, "one_entry.inquiry_asked_back", by=by, at=at, text=question)


def reply(*, inquiry: Inquiry, text: str, by: Viewer, at: datetime.datetime) -> None:
    """The one who asked tells us more, on the partner's or the public page; the same twice in a row is once."""
    with transaction.atomic():
        now = locked_open(inquiry)
        latest = now.steps.order_by("-at", "-pk").first()
        if latest is not None and (latest.kind, latest.text) == (Kind.REPLIED, rules.without_cpr(text)):
            return
        step(now, Kind.REPLIED, "one_entry.inquiry_replied", by=by, at=at, text=text)
