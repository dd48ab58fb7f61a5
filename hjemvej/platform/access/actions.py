"""What do we change about who may enter? Needs to know are opened, closed, and broken open in an emergency."""

import datetime
import uuid

from django.db import transaction

from hjemvej.platform.audit.actions import record

from .models import NeedToKnow
from .viewer import Viewer

BREAK_GLASS_LASTS = datetime.timedelta(hours=4)  # our own house rule, not the law's


class ReasonMissing(ValueError):
    """Break-glass without a reason one can read."""


def open_need(
    *,
    person_id: uuid.UUID,
    organisation_id: uuid.UUID,
    basis: NeedToKnow.Basis,
    by: Viewer,
    at: datetime.datetime,
    reason: str = "",
) -> None:
    """An organisation needs to know of this person from now on; nothing happens when it already does."""
    needs = NeedToKnow.objects.filter(person_id=person_id, organisation_id=organisation_id, basis=basis, until_at=None)
    with transaction.atomic():
        if not needs.exists():
            needs.create(person_id=person_id, organisation_id=organisation_id, basis=basis, reason=reason, from_at=at)
            details: dict[str, object] = {"organisation": str(organisation_id), "basis": str(basis)}
            record("access.need_opened", by=by, at=at, person_id=person_id, why=reason, details=details)


def close_need(
    *,
    person_id: uuid.UUID,
    organisation_id: uuid.UUID,
    basis: NeedToKnow.Basis,
    by: Viewer,
    at: datetime.datetime,
) -> None:
    """The organisation no longer needs to know on this basis, as when a guest has left."""
    with transaction.atomic():
        open_ones = NeedToKnow.objects.filter(
            person_id=person_id, organisation_id=organisation_id, basis=basis, until_at=None
        )
        if open_ones.update(until_at=at):
            details: dict[str, object] = {"organisation": str(organisation_id), "basis": str(basis)}
            record("access.need_closed", by=by, at=at, person_id=person_id, details=details)


def break_glass(*, person_id: uuid.UUID, reason: str, by: Viewer, at: datetime.datetime) -> None:
    """Open a record in an emergency: this user only, for a few hours, with a written reason the leader will read."""
    if len(reason.strip()) < 10:
        raise ReasonMissing("Skriv med mindst 10 tegn, hvorfor du har brug for at se sagen nu.")
    with transaction.atomic():
        NeedToKnow.objects.create(
            person_id=person_id,
            organisation_id=by.team_id,
            user_id=by.user_id,
            basis=NeedToKnow.Basis.BREAK_GLASS,
            reason=reason.strip(),
            from_at=at,
            until_at=at + BREAK_GLASS_LASTS,
        )
        record("access.glass_broken", by=by, at=at, person_id=person_id, why=reason.strip())
