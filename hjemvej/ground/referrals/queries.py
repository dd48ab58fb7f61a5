"""Which questions to other units wait, for whose answer, and what may be asked today?"""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework.queries import ShownTask, with_clocks
from hjemvej.ground.consents import queries as consents
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.consents.rules import recipient, state, topics_in_words
from hjemvej.ground.law import queries as law
from hjemvej.ground.law.models import LegalBasis
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import PaperLine
from hjemvej.platform.spans.queries import lasting_on
from hjemvej.platform.ui.reasons import Reason

from . import rules
from .models import Matter, Referral

ON_THE_CARD = 4
ANSWERS_WITHIN = "unit_answers_within"
MAY_COVER = "referral"  # in LegalBasis.covers: a paragraph by which another unit may be told
Kind = Organisation.Kind
UNITS = (Kind.TEAM, Kind.MUNICIPALITY, Kind.HEALTH)  # a landlord, a church or a sister is no unit


def matters_on(on: datetime.date) -> QuerySet[Matter]:
    """Return what may be asked for on this day, a unit at a time."""
    return Matter.objects.filter(lasting_on(on, begins="valid_from", until="valid_to")).order_by("order", "key")


def expected_on(asked_on: datetime.date) -> datetime.date:
    """The day by which we expect an answer, by our own goal."""
    return law.due_on(ANSWERS_WITHIN, asked_on).due_on


def rights(person_id: uuid.UUID, *, viewer: Viewer, at: datetime.datetime, on: datetime.date) -> list[rules.Right]:
    """List by which rights this citizen's affairs may be told to any unit of the list."""
    units = {unit.casefold() for unit in matters_on(on).values_list("unit", flat=True)}
    to_units = Q(to_organisation=None) | Q(to_organisation__kind__in=UNITS)
    held = consents.consents_of(person_id, viewer=viewer).filter(consents.in_force(at), to_units)
    said_yes = [
        (str(one.pk), _("Samtykke: %(to)s, om %(what)s") % {"to": recipient(one), "what": topics_in_words(one.topics)})
        for one in held
        if one.to_organisation or one.to_name.strip().casefold() in units
    ]
    paragraphs = {
        basis.key: (basis.key, basis.title, basis.paragraph)
        for basis in law.bases_on(on, use=LegalBasis.Use.WE_TELL)
        if MAY_COVER in basis.covers
    }
    return rules.rights(said_yes, list(paragraphs.values()))


def covers(right: rules.Right, matter: Matter, on: datetime.date) -> bool:
    """Does the paragraph hold for this kind of unit?"""
    found = law.bases_on(on, use=LegalBasis.Use.WE_TELL, partner_kind=matter.told_as)
    return any(right.key == f"law:{basis.key}" and MAY_COVER in basis.covers for basis in found)


def names_unit(consent: Consent, matter: Matter) -> bool:
    """Did the citizen say yes to telling this unit, by its name or as an organisation of its kind?"""
    if consent.to_organisation:
        return consent.to_organisation.kind == matter.told_as
    return consent.to_name.strip().casefold() == matter.unit.casefold()


def _referrals(viewer: Viewer) -> QuerySet[Referral]:
    is_team = viewer.scope == "system" or viewer.organisation_kind == Organisation.Kind.TEAM
    own = Q() if is_team else Q(organisation_id=viewer.organisation_id)
    rows = viewer.rows_of(Referral).filter(own)
    return rows.select_related("person", "matter", "organisation", "asked_by", "closed_by", "task", "consent")


def referrals_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Referral]:
    """Return the citizen's: those that wait first, by the day the answer is expected, then the newest."""
    rows = _referrals(viewer).filter(person_id=person_id)
    return rows.order_by(F("closed_at").desc(nulls_first=True), "task__due_at", "id")


def referral(referral_id: uuid.UUID, *, viewer: Viewer) -> Referral | None:
    return _referrals(viewer).filter(pk=referral_id).first()


def referral_of_task(task_id: uuid.UUID, *, viewer: Viewer) -> Referral | None:
    return _referrals(viewer).filter(task_id=task_id).first()


@dataclass(frozen=True)
class Row:
    """A question to a unit, and how long it has to answer."""

    referral: Referral
    shown: ShownTask


def rows(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> list[Row]:
    found = list(referrals_of(person_id, viewer=viewer))
    clocks = with_clocks([one.task for one in found], on=on)
    return [Row(one, shown) for one, shown in zip(found, clocks, strict=True)]


def person_card(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:
    found = rows(person_id, viewer=viewer, on=on)
    waits = [row for row in found if row.referral.closed_at is None]
    return {
        "person_id": person_id, "rows": found[:ON_THE_CARD], "number": len(found), "waits": len(waits),
        "late": sum(row.shown.clock.kind == "late" for row in waits), "may_write": viewer.may(Permission.WRITE_NOTE),
    }  # fmt: skip


def clock_of(found: Referral, on: datetime.date) -> ShownTask:
    return with_clocks([found.task], on=on)[0]


def consent_state(found: Referral, at: datetime.datetime) -> Reason | None:
    """Does the consent by which the unit was told still hold? Nothing where none was needed."""
    return state(found.consent, at) if found.consent else None


def paper(person_id: uuid.UUID, viewer: Viewer, _at: datetime.datetime) -> list[PaperLine]:
    """List, for the citizen's own paper, what other units have been asked and have not answered."""
    rows = viewer.rows_of(Referral).filter(person_id=person_id, organisation_id=viewer.team_id, closed_at=None)
    return [
        PaperLine(one.matter.unit, f"svarer på {one.matter.title}", localdate(one.task.due_at))
        for one in rows.select_related("matter", "task").order_by("task__due_at", "id")
    ]
