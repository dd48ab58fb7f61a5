"""What may the asker be told, and what do they see of their inquiry?"""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import BooleanField, Case, ExpressionWrapper, F, Q, QuerySet, When
from django.utils.timezone import localtime

from hjemvej.efforts.one_entry.models import Inquiry, InquiryStep
from hjemvej.ground.consents import queries as consents
from hjemvej.ground.consents.rules import recipient, topics_in_words
from hjemvej.ground.law import queries as law
from hjemvej.ground.law.models import LegalBasis
from hjemvej.ground.partners import queries as partners
from hjemvej.ground.partners import rules as agreements
from hjemvej.platform.access.viewer import Viewer

from . import rules

STILL_TOLD = "is_still_told"
FROM_ORGANISATIONS = (Inquiry.Asker.PROFESSIONAL, Inquiry.Asker.LANDLORD)


def may_tell(inquiry: Inquiry, *, viewer: Viewer, at: datetime.datetime) -> rules.MayTell:
    """What the asker may be told, by the citizen's consents and the law that fits the organisation that sent it."""
    if inquiry.asker_kind == Inquiry.Asker.SELF:
        return rules.what_may_be_told(inquiry.asker_kind)
    return rules.what_may_be_told(
        inquiry.asker_kind, [*_consent_grounds(inquiry, viewer, at), *_law_grounds(inquiry, localtime(at).date())]
    )


def _consent_grounds(inquiry: Inquiry, viewer: Viewer, at: datetime.datetime) -> list[rules.Ground]:
    """Of an asker who did not write from an organisation's own page, a human says whether the consent names them.

    A relative or a neighbour is never an organisation.
    """
    if inquiry.person_id is None:
        return []
    held = consents.consents_in_force(inquiry.person_id, to_organisation_id=inquiry.sent_by_id, viewer=viewer, at=at)
    if inquiry.sent_by_id is None and inquiry.asker_kind not in FROM_ORGANISATIONS:
        held = held.filter(to_organisation=None)
    return [
        rules.consent_ground(
            consent.pk, to=recipient(consent), topics=topics_in_words(consent.topics), details=consent.details,
            last_on=consent.last_on, is_the_asker=inquiry.sent_by_id is not None,
        )
        for consent in held
    ]  # fmt: skip


def _law_grounds(inquiry: Inquiry, on: datetime.date) -> list[rules.Ground]:
    """Only of an organisation that we know the kind of: the law names authorities, never a landlord or a church."""
    if inquiry.sent_by is None:
        return []
    bases = law.bases_on(on, use=LegalBasis.Use.WE_TELL, partner_kind=inquiry.sent_by.kind)
    return [rules.law_ground(basis.key, title=basis.title, paragraph=basis.paragraph) for basis in bases]


def address_for_mail(inquiry: Inquiry) -> str:
    """Return the address to mail the answer to; empty when there is none."""
    is_protected = inquiry.person is not None and inquiry.person.is_protected
    return rules.address_for_mail(inquiry.asker_contact, is_protected=is_protected)


# --- for the asker ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class InquiryForAsker:
    """What the one who asked may see: how far it is, the answer they may have, and what we ask them."""

    id: uuid.UUID
    received_at: datetime.datetime
    status: str
    closed_at: datetime.datetime | None
    answer: str
    more: str
    answered_at: datetime.datetime | None
    questions: list[str]
    about: str
    written: list[tuple[datetime.datetime, str]]  # what the asker wrote, the first inquiry and each reply
    is_followed: bool  # whether the asker may see how far it is


def sent_inquiries(*, viewer: Viewer, at: datetime.datetime, open_first: bool = False) -> QuerySet[Inquiry]:
    """Those the viewer's own organisation has sent; the open ones first only where it may know which they are."""
    sent = _for_asker(viewer, at).filter(sent_by_id=viewer.team_id, channel=Inquiry.Channel.PARTNER)
    return sent.order_by(*[F("closed_at").desc(nulls_first=True)] * open_first, "-received_at")


def may_send(*, viewer: Viewer, on: datetime.date) -> bool:
    """Does an agreement let the viewer's organisation send us inquiries?"""
    in_force = partners.agreements_in_force(viewer.team_id, on)
    return bool(agreements.may_send(in_force, agreements.What.INQUIRY, on))


def may_follow(organisation_id: uuid.UUID, *, on: datetime.date) -> bool:
    """Does an agreement let this organisation see how far its inquiries are, in three sentences?"""
    in_force = partners.agreements_in_force(organisation_id, on)
    return bool(agreements.may_see(in_force, agreements.What.ANSWER, on))


def is_answer_seen(inquiry: Inquiry, *, on: datetime.date) -> bool:
    """Has the asker a page where they see the answer: by their code, or by an agreement?"""
    if inquiry.channel == Inquiry.Channel.PARTNER and inquiry.sent_by_id is not None:
        return may_follow(inquiry.sent_by_id, on=on)
    return inquiry.channel == Inquiry.Channel.PUBLIC


def inquiry_for_asker(inquiry: Inquiry, *, may_follow: bool = True) -> InquiryForAsker:
    """What the asker sees now: nothing of a consent that no longer holds, nothing but its own without an agreement."""
    steps = sorted(inquiry.steps.all(), key=lambda step: (step.at, step.pk))
    questions = [step.text for step in steps if step.kind == InquiryStep.Kind.ASKED_BACK]
    replies = [(step.at, step.text) for step in steps if step.kind == InquiryStep.Kind.REPLIED]
    return InquiryForAsker(
        id=inquiry.pk,
        received_at=inquiry.received_at,
        status=inquiry.status if may_follow else Inquiry.Status.NEW,
        closed_at=inquiry.closed_at if may_follow else None,
        answer=inquiry.answer if may_follow else "",
        more=inquiry.more if getattr(inquiry, STILL_TOLD) else "",
        answered_at=inquiry.answered_at if may_follow else None,
        questions=questions,
        about=inquiry.about,
        written=[(inquiry.received_at, inquiry.text), *replies],
        is_followed=may_follow,
    )


def _for_asker(viewer: Viewer, at: datetime.datetime) -> QuerySet[Inquiry]:
    """Inquiries with whether what was told on them may still be shown: the consent holds, or a paragraph was named."""
    by_law = ~Q(basis_key__in=["", rules.BEFORE_THE_LIST])
    return viewer.rows_of(Inquiry).annotate(
        **{
            STILL_TOLD: Case(
                When(told_by__isnull=False, then=consents.holds("told_by_id", "person_id", at=at)),
                default=ExpressionWrapper(by_law, output_field=BooleanField()),
            )
        }
    )


def by_follow_up(hashes: list[str], *, viewer: Viewer, at: datetime.datetime) -> Inquiry | None:
    """The inquiry a code was given for, by any hash the code may have; row-level security lets the system alone."""
    return _for_asker(viewer, at).filter(follow_up_hash__in=filter(None, hashes)).prefetch_related("steps").first()
