"""What is a landlord told of the citizen for its home, and what does it answer? By a consent, and no more."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from hjemvej.efforts.housing_first.models import HomeOffer, Proposal
from hjemvej.efforts.housing_first.offering import queries, rules
from hjemvej.ground.consents.actions import hold_consent
from hjemvej.ground.homes.models import IdleSpan
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from .offering import OfferMoved, await_lease, locked, record_offer

MAY_BE_TOLD = (rules.State.SHOWN, rules.State.ACCEPTED)


class NoConsent(Refused):
    """The citizen has not said yes to telling this landlord, or not any more."""

    field = "consent"


class CitizenIsProtected(Refused):
    """A protected citizen stands on no landlord's page."""


class NothingTold(Refused):
    """Not a word of what the landlord is told."""

    field = "told"


class LandlordsAnswerLacks(Refused):
    """A no without a reason, or a yes without a day."""


def tell_landlord(*, offer: HomeOffer, consent_id: uuid.UUID, told: str, by: Viewer, at: datetime.datetime) -> Proposal:
    """Tell the landlord the least a lease needs; the consent is held until it is written, and asked at each look."""
    if not told.strip():
        raise NothingTold(_("Skriv, hvad boligorganisationen skal bruge til lejekontrakten."))
    with transaction.atomic():
        row = locked(offer, by)
        if row.person.is_protected:
            raise CitizenIsProtected(
                _("Borgeren er beskyttet og må ikke stå på boligorganisationens side. Aftal lejen uden om siderne.")
            )
        if row.state not in MAY_BE_TOLD:
            raise OfferMoved(_("Borgeren skal have hørt om boligen, før boligorganisationen hører om borgeren."))
        consent = hold_consent(consent_id=consent_id, person_id=row.person_id, by=by, at=at)
        landlord_id = row.vacancy.dwelling.landlord_id
        if consent is None or consent.to_organisation_id != landlord_id or "home" not in consent.topics:
            raise NoConsent(_("Borgeren har ikke sagt ja, eller har trukket det tilbage. Spørg borgeren først."))
        proposal, _is_new = Proposal.objects.update_or_create(
            offer=row,
            defaults={
                "person_id": row.person_id, "vacancy": row.vacancy, "landlord_id": landlord_id, "consent": consent,
                "told": told.strip(), "told_at": at, "told_by_id": by.signed_in_id, "answer": "", "words": "",
                "lease_from_on": None, "answered_at": None, "answered_by": None, "closed_at": None,
            },
        )  # fmt: skip
        if row.state in rules.SAID_YES:
            await_lease(row, IdleSpan.Owner.LANDLORD, by=by, at=at)
        record_offer("housing_first.landlord_told", row, by, at)
        return proposal


def answer_proposal(
    *, proposal: Proposal, answer: str, words: str, lease_from_on: datetime.date | None, by: Viewer,
    at: datetime.datetime,
) -> Proposal:  # fmt: skip
    """The landlord answers: ready, from a day; or no, with its reason."""
    is_ready = answer == Proposal.Answer.READY
    if is_ready and lease_from_on is None:
        raise LandlordsAnswerLacks(_("Skriv, fra hvilken dag lejekontrakten kan gælde."), field="lease_from_on")
    if not is_ready and not words.strip():
        raise LandlordsAnswerLacks(_("Skriv hvorfor ikke, så kommunen kan hjælpe."), field="words")
    with transaction.atomic():
        said = {"answer": answer, "words": words.strip(), "lease_from_on": lease_from_on if is_ready else None}
        told = queries.proposals_to(by, at=at).filter(pk=proposal.pk)
        if not told.update(**said, answered_at=at, answered_by_id=by.signed_in_id):
            raise NoConsent(_("Kommunen har trukket forslaget tilbage. Ring til teamet, hvis noget er uklart."))
        record(
            "housing_first.landlord_answered", by=by, at=at, person_id=proposal.person_id, details={"answer": answer}
        )
        proposal.refresh_from_db()
        return proposal
