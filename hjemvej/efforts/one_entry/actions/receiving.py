"""How does an inquiry come in? Recorded, about somebody known or not yet, and handed to the night if need be."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Literal, TypedDict, Unpack

from django.db import transaction
from django.utils.timezone import localtime

from hjemvej.ground.casework.actions import open_course
from hjemvej.ground.casework.informing.actions import note_meeting
from hjemvej.ground.partners.queries import receiving_team
from hjemvej.ground.people.actions import create_person
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record

from .. import rules
from ..models import Inquiry, InquiryStep

FREE_TEXT: dict[Literal["about", "where", "text", "danger"], int | None] = {  # and how much there is room for
    "about": 300, "where": 300, "text": None, "danger": 300,
}  # fmt: skip


class InquiryFacts(TypedDict, total=False):
    """What was said, as the model remembers it."""

    language: str
    asker_name: str
    asker_contact: str
    wants_answer: bool
    about: str
    where: str
    concerns: Sequence[str]
    text: str
    tonight: str
    children: int | None
    is_threatened: bool
    danger: str
    animals: str
    eviction_on: datetime.date | None
    follow_up_hash: str


def record_inquiry(
    *,
    by: Viewer,
    at: datetime.datetime,
    channel: str,
    asker_kind: str,
    received_at: datetime.datetime | None = None,
    organisation_id: uuid.UUID | None = None,
    sent_by_id: uuid.UUID | None = None,
    person_id: uuid.UUID | None = None,
    new_person: str = "",
    is_named: bool = False,
    take: bool = False,
    inquiry_id: uuid.UUID | None = None,
    **facts: Unpack[InquiryFacts],
) -> Inquiry:
    """Record what somebody told us; `new_person` creates a citizen from these words: a description, or their name."""
    for words, room in FREE_TEXT.items():
        if words in facts:
            facts[words] = rules.without_cpr(facts[words])[:room]
    with transaction.atomic():
        if new_person and person_id is None:
            person_id = create_described(new_person, is_named=is_named, animals=facts.get("animals", ""), by=by, at=at)
        inquiry = Inquiry.objects.create(
            id=inquiry_id or uuid.uuid4(), received_at=received_at or at, recorded_at=at, recorded_by_id=by.user_id,
            organisation_id=organisation_id or _receiving_team(by), sent_by_id=sent_by_id, channel=channel,
            asker_kind=asker_kind, person_id=person_id, **{**facts, "concerns": list(facts.get("concerns", ()))},
        )  # fmt: skip
        details: dict[str, object] = {"inquiry": str(inquiry.pk), "channel": channel}
        record("one_entry.inquiry_recorded", by=by, at=at, person_id=person_id, details=details)
        if take and by.user_id is not None:
            _taken_by_the_recorder(inquiry, by=by, at=at)
        if person_id is not None:
            make_known(person_id, inquiry, by=by, at=at)
    return inquiry


def make_known(person_id: uuid.UUID, inquiry: Inquiry, *, by: Viewer, at: datetime.datetime) -> None:
    """The team needs to know of the citizen; without a place tonight the night board is handed the course."""
    basis = NeedToKnow.Basis.INQUIRY
    open_need(person_id=person_id, organisation_id=inquiry.organisation_id, basis=basis, by=by, at=at)
    if inquiry.asker_kind == Inquiry.Asker.SELF:
        note_meeting(person_id=person_id, on=localtime(inquiry.received_at).date(), by=by, at=at)
    if inquiry.tonight == Inquiry.Tonight.NO_PLACE:
        because = rules.summary_for_the_night(
            inquiry.received_at, where=inquiry.where, children=inquiry.children, animals=inquiry.animals,
            danger=inquiry.danger,
        )  # fmt: skip
        open_course(person_id=person_id, kind=rules.SAFE_NIGHT, because=because, by=by, at=at)


def _receiving_team(by: Viewer) -> uuid.UUID:
    return by.team_id if by.organisation_kind == Organisation.Kind.TEAM else receiving_team()


def create_described(words: str, *, is_named: bool, animals: str, by: Viewer, at: datetime.datetime) -> uuid.UUID:
    """Somebody we do not know yet: with the name that was said, or nameless as described."""
    words = rules.without_cpr(words)
    read = rules.read_description(words, localtime(at).date())
    named = is_named and bool(read.surname)
    person = create_person(
        by=by, at=at, given_names=read.given_names[:120] if named else "", surname=read.surname[:120] if named else "",
        description="" if named else words[:200], sex=read.sex, born_year=read.born_year,
        born_year_is_guess=read.born_year is not None, animals=animals, basis=NeedToKnow.Basis.INQUIRY,
    )  # fmt: skip
    return person.pk


def _taken_by_the_recorder(inquiry: Inquiry, *, by: Viewer, at: datetime.datetime) -> None:
    inquiry.status, inquiry.taken_by_id, inquiry.taken_at = Inquiry.Status.TAKEN, by.user_id, at
    inquiry.save(update_fields=["status", "taken_by", "taken_at"])
    InquiryStep.objects.create(inquiry=inquiry, kind=InquiryStep.Kind.TAKEN, at=at, by_id=by.user_id)
