"""What does the one who asked hear from us? Questions while we work, and the answer they may have."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hjemvej.ground.correspondence.actions import write_message
from hjemvej.ground.correspondence.models import Message
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.refusals import Refused

from .. import queries, rules
from ..models import Inquiry, InquiryStep
from .handling import locked_open, step

Kind = InquiryStep.Kind


class NoMailToAsker(Refused):
    """There is no address to mail to, or the citizen has become protected in the meantime."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Svaret kan ikke sendes som e-mail: Borgeren er blevet beskyttet, eller adressen er fjernet."
                " Gem svaret uden e-mail."
            )
        )


def answer_inquiry(
    *,
    inquiry: Inquiry,
    text: str,
    because: str,
    by: Viewer,
    at: datetime.datetime,
    has_consent: bool = False,
    by_mail: bool = False,
) -> None:
    """Give the answer; `because` says why the asker may have it. The first stops the clock; a later answer replaces it.

    `by_mail` writes the same answer, and nothing more, to the asker's e-mail.
    """
    with transaction.atomic():
        now = locked_open(inquiry)
        now.answer, now.answered_at = text, now.answered_at or at
        now.save(update_fields=["answer", "answered_at"])
        reasoned = f"{text}\n({because})"
        message_id = _mail_to_asker(now, by=by, at=at).pk if by_mail else None
        details: dict[str, object] = {"has_consent": has_consent, "by_mail": by_mail}
        step(
            now, Kind.ANSWERED, "one_entry.inquiry_answered", by=by, at=at, text=reasoned, message_id=message_id,
            details=details,
        )  # fmt: skip


def _mail_to_asker(inquiry: Inquiry, *, by: Viewer, at: datetime.datetime) -> Message:
    """Write the answer to the asker, in the language they asked in, signed by the municipality."""
    address = queries.address_for_mail(inquiry)
    if not address:
        raise NoMailToAsker
    with translation.override(inquiry.language):
        subject = rules.subject_of_answer()
    return write_message(
        channel=Message.Channel.EMAIL,
        to_address=address,
        to_name=inquiry.asker_name,
        subject=subject,
        text=f"{inquiry.answer}\n\n{settings.MUNICIPALITY_NAME}",
        person_id=inquiry.person_id,
        is_to_the_person=inquiry.asker_kind == Inquiry.Asker.SELF,
        by=by,
        at=at,
    )


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
