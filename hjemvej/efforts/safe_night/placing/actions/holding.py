"""How is a place held for a person, and until when? A no is recorded with its reason; the person stays on the list.

A request waits until its person has come, so a hold that expires changes nothing in it.
"""

import datetime
import uuid

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Answer, Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.rules import clocks
from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.shelters.models import House
from hjemvej.ground.shelters.rules import takes_in_on_night
from hjemvej.platform.access.actions import close_need, open_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import clock

from .handing_back import note_on_hand_over
from .occupying import ACTIVE, PlaceNoLongerFree, lock_place, occupy_place, refuse_closed_place

Status = Occupancy.Status
GUEST = NeedToKnow.Basis.GUEST
FREED_AS = {Answer.Kind.DECLINED: Status.CANCELLED, Answer.Kind.TURNED_AWAY: Status.TURNED_AWAY}


class AlreadyCome(Refused):
    """The person has arrived meanwhile, so there is no hold to release."""


def hold_place(
    *,
    request: PlaceRequest,
    place_id: uuid.UUID,
    by: Viewer,
    at: datetime.datetime,
    until: datetime.datetime | None = None,
) -> Occupancy:
    """Hold the place for the person; the house may read who its guest will be. A double click makes a single hold."""
    with transaction.atomic():
        request = PlaceRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        place = lock_place(place_id)
        expire_holds(at=at, among=Q(place=place) | Q(person_id=request.person_id))
        earlier = Occupancy.objects.filter(request=request, place=place, status__in=ACTIVE).first()
        if earlier is not None:
            return earlier
        refuse_closed_place(place, request.night)
        house = place.room.house
        held = occupy_place(
            place,
            person_id=request.person_id,
            from_night=request.night,
            request=request,
            status=Status.HELD,
            held_until=until or hold_ends_at(house, request.night, at),
            by=by,
            at=at,
        )
        open_need(person_id=request.person_id, organisation_id=house.organisation_id, basis=GUEST, by=by, at=at)
        details: dict[str, object] = {"place": str(place.pk), "night": request.night.isoformat()}
        record("safe_night.place_held", by=by, at=at, person_id=request.person_id, details=details)
        note_hold(held, by=by, at=at)
    return held


def extend_hold(*, occupancy: Occupancy, until: datetime.datetime, by: Viewer, at: datetime.datetime) -> None:
    """The person is late but on the way."""
    with transaction.atomic():
        held = Occupancy.objects.filter(pk=occupancy.pk, status=Status.HELD)
        if not held.update(held_until=until):
            raise PlaceNoLongerFree(_("Pladsen holdes ikke længere. Hold den igen, hvis den stadig er ledig."))
        record("safe_night.hold_extended", by=by, at=at, person_id=occupancy.person_id)
        occupancy.held_until = until
        note_hold(occupancy, by=by, at=at)


def cancel_hold(*, occupancy: Occupancy, by: Viewer, at: datetime.datetime, why: str = "") -> None:
    """The team no longer wants the place held; the person waits for another."""
    with transaction.atomic():
        if release_hold(occupancy, Status.CANCELLED, why=why, by=by, at=at):
            record("safe_night.hold_cancelled", by=by, at=at, person_id=occupancy.person_id, why=why)
            close_guest_need(occupancy, by=by, at=at)


def decline(*, request: PlaceRequest, house: House, words: str, by: Viewer, at: datetime.datetime) -> Answer:
    """The person says no to a place, in their own words. They stay on the list."""
    return _write_answer(Answer.Kind.DECLINED, request, house, words, by=by, at=at)


def turn_away(*, request: PlaceRequest, house: House, words: str, by: Viewer, at: datetime.datetime) -> Answer:
    """The house says no, with its reason. The person stays on the list."""
    return _write_answer(Answer.Kind.TURNED_AWAY, request, house, words, by=by, at=at)


def expire_holds(*, at: datetime.datetime, among: Q = Q()) -> int:
    """Release every hold that has run out, or only those `among` the given holds.

    The system itself does it: the caller may not see another team's or house's guests.
    """
    with transaction.atomic(), looking_as(system("En reserveret plads udløb")):
        expired = Occupancy.objects.filter(among, status=Status.HELD, held_until__lte=at)
        rows = list(expired.select_for_update(of=("self",), skip_locked=True))
        for occupancy in rows:
            by = system("En reserveret plads udløb")
            release_hold(occupancy, Status.EXPIRED, by=by, at=at)
            record("safe_night.hold_expired", by=by, at=at, person_id=occupancy.person_id)
    return len(rows)


def hold_ends_at(house: House, night: datetime.date, at: datetime.datetime) -> datetime.datetime:
    """As long as our own service goal says, within the house's hours."""
    lasts = datetime.timedelta(hours=float(provision_on("hold_lasts", night).value))
    return clocks.hold_until(at, night, lasts, takes_in_on_night(list(house.hours.all()), night, at))


def note_hold(held: Occupancy, *, by: Viewer, at: datetime.datetime) -> None:
    """Let the team that handed the person over read which house holds a place, and until when."""
    words = {"house": held.house.name, "clock": clock(held.held_until)}
    note_on_hand_over(held.person_id, _("%(house)s har reserveret en plads til %(clock)s") % words, by=by, at=at)


def release_hold(
    occupancy: Occupancy, status: Occupancy.Status, *, by: Viewer, at: datetime.datetime, why: str = ""
) -> bool:
    """Free a held place; False when it was not held any more. The request never left the list."""
    held = Occupancy.objects.filter(pk=occupancy.pk, status=Status.HELD)
    if held.update(status=status, held_until=None, why=why[:300]):
        note_on_hand_over(occupancy.person_id, "", by=by, at=at)
        return True
    refuse_arrived(Occupancy.objects.filter(pk=occupancy.pk))
    return False


def refuse_arrived(places: QuerySet[Occupancy]) -> None:
    if places.filter(status=Status.STAYING).exists():
        raise AlreadyCome(_("Intet er ændret: i mellemtiden er det skrevet, at borgeren er kommet."))


def close_guest_need(occupancy: Occupancy, *, by: Viewer, at: datetime.datetime) -> None:
    """End the house's need to know of the person, unless another of its places has them."""
    organisation_id = occupancy.house.organisation_id
    others = Occupancy.objects.filter(
        person_id=occupancy.person_id, house__organisation_id=organisation_id, status__in=ACTIVE
    )
    if not others.exclude(pk=occupancy.pk).exists():
        close_need(person_id=occupancy.person_id, organisation_id=organisation_id, basis=GUEST, by=by, at=at)


def _write_answer(
    kind: Answer.Kind, request: PlaceRequest, house: House, words: str, *, by: Viewer, at: datetime.datetime
) -> Answer:
    """Record a no with its words, and free what this house holds for the request."""
    with transaction.atomic():
        refuse_arrived(Occupancy.objects.filter(request=request, house=house))
        answer = Answer.objects.create(
            request=request, house=house, kind=kind, words=words[:300], at=at, by_id=by.user_id
        )
        for occupancy in Occupancy.objects.filter(request=request, house=house, status=Status.HELD):
            release_hold(occupancy, FREED_AS[kind], why=words, by=by, at=at)
            close_guest_need(occupancy, by=by, at=at)
        details: dict[str, object] = {"house": str(house.pk)}
        record(f"safe_night.{kind}", by=by, at=at, person_id=request.person_id, details=details)
    return answer
