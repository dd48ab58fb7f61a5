"""What does a partner send us? An inquiry, once, and what they add to it."""

import datetime
import uuid

from django.utils import timezone

from hjemvej.efforts.one_entry import actions as one_entry
from hjemvej.efforts.one_entry.answering import queries as inquiries
from hjemvej.ground.shelters.models import House
from hjemvej.platform.access.viewer import Viewer


class NoAgreement(Exception):
    """The organisation has no agreement in force to send us inquiries."""


def ask_of_municipality(*, question: str, house: House, by: Viewer, at: datetime.datetime) -> uuid.UUID:
    """Ask the team to call about a guest, without saying which: once a day, however many there are."""
    facts = one_entry.InquiryFacts(
        asker_name=by.name, asker_contact=house.phone, wants_answer=True, text=question, tonight="has_place"
    )
    return send_inquiry(key=f"municipality {house.pk} {timezone.localdate(at)}", facts=facts, by=by, at=at)


def send_inquiry(*, key: str, facts: one_entry.InquiryFacts, by: Viewer, at: datetime.datetime) -> uuid.UUID:
    """Send it to the receiving team; the same tap sent twice over a bad line is one inquiry."""
    if not inquiries.may_send(viewer=by, on=timezone.localdate(at)):
        raise NoAgreement
    inquiry_id = uuid.uuid5(by.team_id, key) if key else uuid.uuid4()
    if not inquiries.sent_inquiries(viewer=by, at=at).filter(pk=inquiry_id).exists():
        asker_kind = "landlord" if by.organisation_kind == "landlord" else "professional"
        one_entry.record_inquiry(
            by=by, at=at, inquiry_id=inquiry_id, channel="partner", asker_kind=asker_kind, sent_by_id=by.team_id,
            organisation_id=one_entry.receiving_team(), **facts,
        )  # fmt: skip
    return inquiry_id
