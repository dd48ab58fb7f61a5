"""What does the one who asked hear from us? Questions while we work, and the answer they may have."""

import datetime
import uuid

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjemvej.efforts.one_entry.actions.handling import locked, locked_open, step
from hjemvej.efforts.one_entry.actions.receiving import record_inquiry
from hjemvej.efforts.one_entry.models import Inquiry, InquiryStep
from hjemvej.efforts.one_entry.rules import without_cpr
from hjemvej.ground.consents.actions import hold_consent
from hjemvej.ground.correspondence.actions import write_message
from hjemvej.ground.correspondence.models import Message
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import full_date

from . import queries, rules

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


class NoRightToTell(Refused):
    """The consent was withdrawn or ran out, the paragraph does not fit the recipient, or no right was chosen."""

    field = "ground"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Det må vi ikke fortælle: Samtykket gælder ikke mere, eller der er ingen hjemmel til den modtager."
                " Din tekst står her endnu."
            )
        )


class OnlyStandardAnswers(Refused):
    """Others than the citizen get one of the three sentences."""

    field = "standard"


def answer_inquiry(
    *,
    inquiry: Inquiry,
    answer: str,
    by: Viewer,
    at: datetime.datetime,
    more: str = "",
    ground: str = "",
    by_mail: bool = False,
) -> None:
    """Give the answer. The first stops the clock; a later one replaces it.

    Others than the citizen get a standard `answer`, and `more` by the right that `ground` names. `by_mail` writes the
    same, and nothing more, to the asker's e-mail.
    """
    with transaction.atomic():
        now = locked_open(inquiry)
        right = _right(now, ground, by=by, at=at) if more else None
        if now.asker_kind != Inquiry.Asker.SELF and answer not in _standard_answers(now.language):
            raise OnlyStandardAnswers(_("Andre end borgeren må kun få et af de tre faste svar."))
        now.answer, now.more, now.answered_at = answer, more, now.answered_at or at
        now.told_by_id = uuid.UUID(ground.removeprefix(rules.CONSENT)) if ground.startswith(rules.CONSENT) else None
        now.basis_key = ground.removeprefix(rules.LAW) if ground.startswith(rules.LAW) else ""
        now.save(update_fields=["answer", "more", "told_by", "basis_key", "answered_at"])
        because = right.reason.text if right else rules.what_may_be_told(now.asker_kind).reasons[0].text
        message_id = _mail_to_asker(now, by=by, at=at).pk if by_mail else None
        details: dict[str, object] = {"ground": ground if more else "", "by_mail": by_mail}
        step(
            now, Kind.ANSWERED, "one_entry.inquiry_answered", by=by, at=at, message_id=message_id, details=details,
            text="\n".join([*filter(None, [answer, more]), f"({because})"]),
        )  # fmt: skip


def _right(inquiry: Inquiry, key: str, *, by: Viewer, at: datetime.datetime) -> rules.Ground:
    """Return the right as it stands now; a consent is held, so that its withdrawal waits or came first."""
    if key.startswith(rules.CONSENT) and inquiry.person_id is not None:
        consent_id = uuid.UUID(key.removeprefix(rules.CONSENT))
        hold_consent(consent_id=consent_id, person_id=inquiry.person_id, by=by, at=at)
    for ground in queries.may_tell(inquiry, viewer=by, at=at).grounds:
        if ground.key == key:
            return ground
    raise NoRightToTell


def _standard_answers(language: str) -> set[str]:
    with translation.override(language):
        return set(rules.standard_answers().values())


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
        text="\n\n".join(filter(None, [inquiry.answer, inquiry.more, settings.MUNICIPALITY_NAME])),
        person_id=inquiry.person_id,
        is_to_the_person=inquiry.asker_kind == Inquiry.Asker.SELF,
        told_by_id=inquiry.told_by_id,
        by=by,
        at=at,
    )


def ask_back(*, inquiry: Inquiry, question: str, by: Viewer, at: datetime.datetime) -> None:
    """Ask the one who asked; they see the question where they follow their inquiry."""
    with transaction.atomic():
        now = locked_open(inquiry)
        step(now, Kind.ASKED_BACK, "one_entry.inquiry_asked_back", by=by, at=at, text=question)


def reply(*, inquiry: Inquiry, text: str, by: Viewer, at: datetime.datetime, may_follow: bool = True) -> None:
    """The one who asked tells us more, on the partner's or the public page; the same twice in a row is once.

    A closed one takes no more. Who may not know that it is closed is not shown it: the words are kept with it, and the
    team, which perhaps no longer has a case, gets them as a new inquiry that names nobody.
    """
    with transaction.atomic():
        now = locked_open(inquiry) if may_follow else locked(inquiry)
        latest = now.steps.order_by("-at", "-pk").first()
        if latest is not None and (latest.kind, latest.text) == (Kind.REPLIED, without_cpr(text)):
            return
        step(now, Kind.REPLIED, "one_entry.inquiry_replied", by=by, at=at, text=text)
        if now.status == Inquiry.Status.CLOSED:
            _hear_anew(now, text, by=by, at=at)


def _hear_anew(closed: Inquiry, text: str, *, by: Viewer, at: datetime.datetime) -> None:
    words = _("Mere om den henvendelse, der kom %(day)s og er afsluttet: %(text)s")
    record_inquiry(
        by=by, at=at, channel=Inquiry.Channel.REPLY, asker_kind=closed.asker_kind, sent_by_id=closed.sent_by_id,
        organisation_id=closed.organisation_id, asker_name=closed.asker_name, asker_contact=closed.asker_contact,
        wants_answer=closed.wants_answer, about=closed.about,
        text=words % {"day": full_date(localtime(closed.received_at).date()), "text": text},
    )  # fmt: skip
