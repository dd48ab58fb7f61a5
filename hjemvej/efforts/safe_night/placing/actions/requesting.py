"""How is a place requested? Once a person and night; withdrawn when the person finds a place alone."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.ground.needs.actions import refuse_under_glass
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.rooms import derive_again

from .handing_back import close_hand_over
from .holding import cancel_hold

Status = PlaceRequest.Status


def request_place(
    *,
    person_id: uuid.UUID,
    night: datetime.date,
    needs: Iterable[str],
    by: Viewer,
    at: datetime.datetime,
    safety: str = "",
    note: str = "",
    inquiry_id: uuid.UUID | None = None,
    request_id: uuid.UUID | None = None,
) -> PlaceRequest:
    """The person's request for this night. A second call adds what is new to the same request."""
    wanted = sorted({PlaceRequest.Need(need).value for need in needs})
    with transaction.atomic():
        known = _open_request(person_id, night)
        if known is not None:
            return _add_what_is_new(known, wanted, safety, note, inquiry_id, by=by, at=at)
        refuse_under_glass(person_id, by=by, at=at)
        request = PlaceRequest(
            id=request_id or uuid.uuid4(),
            person_id=person_id,
            night=night,
            needs=wanted,
            safety=safety,
            note=note,
            inquiry_id=inquiry_id,
            organisation_id=by.team_id,
            requested_at=at,
            requested_by_id=by.user_id,
        )
        try:
            with transaction.atomic():
                request.save(force_insert=True)
        except IntegrityError:  # a colleague asked in the same second
            known = _open_request(person_id, night)
            if known is None:
                raise
            return known
        details: dict[str, object] = {"night": night.isoformat(), "needs": wanted}
        record("safe_night.place_requested", by=by, at=at, person_id=person_id, details=details)
    return request


def change_request(
    *, request: PlaceRequest, needs: Iterable[str], safety: str, note: str, by: Viewer, at: datetime.datetime
) -> None:
    """What the person needs now; a need can be removed too."""
    with transaction.atomic():
        request.needs, request.safety, request.note = sorted(needs), safety, note
        request.save(update_fields=["needs", "safety", "note"])
        record("safe_night.request_changed", by=by, at=at, person_id=request.person_id)


def withdraw_request(*, request: PlaceRequest, by: Viewer, at: datetime.datetime, why: str = "") -> None:
    """The person has found a place to sleep without us."""
    with transaction.atomic():
        for held in Occupancy.objects.filter(request=request, status=Occupancy.Status.HELD).select_related("house"):
            cancel_hold(occupancy=held, why=why, by=by, at=at)
        PlaceRequest.objects.filter(pk=request.pk).update(status=Status.WITHDRAWN, closed_at=at, note=why[:300])
        record("safe_night.request_withdrawn", by=by, at=at, person_id=request.person_id, why=why)
        outcome = _("Har selv fundet et sted: %s") % why if why else _("Har selv fundet et sted")
        close_hand_over(request.person_id, outcome, by=by, at=at)
        derive_again([request.person_id], from_on=request.night, by=by, at=at)


def _open_request(person_id: uuid.UUID, night: datetime.date) -> PlaceRequest | None:
    asked = PlaceRequest.objects.filter(person_id=person_id, night=night).exclude(status=Status.WITHDRAWN)
    return asked.select_for_update(of=("self",)).first()


def _add_what_is_new(
    request: PlaceRequest,
    needs: list[str],
    safety: str,
    note: str,
    inquiry_id: uuid.UUID | None,
    *,
    by: Viewer,
    at: datetime.datetime,
) -> PlaceRequest:
    before = (list(request.needs), request.safety, request.note, request.inquiry_id)
    request.needs = sorted({*request.needs, *needs})
    request.safety = safety or request.safety
    request.note = note or request.note
    request.inquiry_id = request.inquiry_id or inquiry_id
    if before != (request.needs, request.safety, request.note, request.inquiry_id):
        request.save(update_fields=["needs", "safety", "note", "inquiry_id"])
        record("safe_night.request_changed", by=by, at=at, person_id=request.person_id)
    return request
