"""Who gets the place? It is held for one person for a while; a no is written down and strikes nobody off.

Rows are locked in one order, request, place, occupancy, so that two who meet wait for each other and never deadlock.
A request waits until its person has come: that a hold ran out needs no change of it.
"""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Answer, Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.rules import clocks
from hjemvej.ground.law.queries import rule_on
from hjemvej.ground.shelters import queries as shelters
from hjemvej.ground.shelters.models import House, Place
from hjemvej.ground.shelters.rules import takes_in_on_night
from hjemvej.platform.access.actions import close_need, open_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.when import clock

from .handing_back import tell_hand_over

Status = Occupancy.Status
ACTIVE = (Status.HELD, Status.STAYING)
GUEST = NeedToKnow.Basis.GUEST


class PlaceNoLongerFree(ValueError):
    """Somebody else got the place, or it was closed."""


class AlreadyPlaced(ValueError):
    """The person has a place that night already."""


class AlreadyCome(ValueError):
    """The person has come in the meantime: there is nothing to let go."""


def hold_place(
    *,
    request: PlaceRequest,
    place_id: uuid.UUID,
    by: Viewer,
    at: datetime.datetime,
    until: datetime.datetime | None = None,
) -> Occupancy:
    """Keep the place for the person until a moment; the house gets to know of them as its guest to be."""
    with transaction.atomic():
        request = PlaceRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        place = lock_place(place_id)
        expire_holds(at=at, place_id=place.pk, person_id=request.person_id)
        mine = Occupancy.objects.filter(request=request, place=place, status__in=ACTIVE).first()
        if mine is not None:  # pressed twice
            return mine
        refuse_closed(place, request.night)
        house = place.room.house
        held = insert_occupancy(
            place=place,
            person_id=request.person_id,
            from_night=request.night,
            request=request,
            status=Status.HELD,
            held_until=until or hold_runs_out(house, request.night, at),
            by=by,
            at=at,
        )
        open_need(person_id=request.person_id, organisation_id=house.organisation_id, basis=GUEST, by=by, at=at)
        details: dict[str, object] = {"place": str(place.pk), "night": request.night.isoformat()}
        record("safe_night.place_held", by=by, at=at, person_id=request.person_id, details=details)
        tell_held(held, by=by, at=at)
    return held


def tell_held(held: Occupancy, *, by: Viewer, at: datetime.datetime) -> None:
    words = {"house": held.house.name, "clock": clock(held.held_until)}
    tell_hand_over(held.person_id, _("%(house)s holder en plads til %(clock)s") % words, by=by, at=at)


def lock_place(place_id: uuid.UUID) -> Place:
    """One at a time at each place: the second waits here, and is then told in words rather than by a deadlock."""
    places = Place.objects.select_for_update(of=("self",)).select_related("room__house")
    place = places.filter(pk=place_id, is_active=True, room__house__is_active=True).first()
    if place is None:
        raise PlaceNoLongerFree(_("Pladsen er ikke i brug længere. Vælg en anden."))
    return place


def refuse_closed(place: Place, night: datetime.date) -> None:
    closure = shelters.closures_on(night).filter(place=place).first()
    if closure is not None:
        raise PlaceNoLongerFree(_("Pladsen er lukket i nat: %(why)s. Vælg en anden.") % {"why": closure.why})


def hold_runs_out(house: House, night: datetime.date, at: datetime.datetime) -> datetime.datetime:
    """As long as our own service goal says, within the house's hours."""
    lasts = datetime.timedelta(hours=float(rule_on("hold_lasts", night).value))
    return clocks.hold_until(at, night, lasts, takes_in_on_night(list(house.hours.all()), night, at))


def insert_occupancy(
    *,
    place: Place,
    person_id: uuid.UUID,
    from_night: datetime.date,
    request: PlaceRequest | None,
    status: Occupancy.Status,
    by: Viewer,
    at: datetime.datetime,
    held_until: datetime.datetime | None = None,
    arrived_at: datetime.datetime | None = None,
) -> Occupancy:
    """The database decides whether place and person are free those nights."""
    house = place.room.house
    occupancy = Occupancy(
        place=place,
        house=house,
        person_id=person_id,
        request=request,
        from_night=from_night,
        until_night=first_night_after(house, from_night),
        status=status,
        held_until=held_until,
        arrived_at=arrived_at,
        made_at=at,
        made_by_id=by.user_id,
    )
    save_occupancy(occupancy)
    return occupancy


def first_night_after(house: House, from_night: datetime.date) -> datetime.date | None:
    """The first night that a stay no longer covers; none while nobody has said."""
    return clocks.nights_until(from_night, one_night=house.is_one_night_only, max_nights=house.max_nights)


def save_occupancy(occupancy: Occupancy) -> None:
    try:
        with transaction.atomic():
            occupancy.save()
    except IntegrityError as problem:
        if "a_person_has_one_place_a_night" in str(problem):
            raise AlreadyPlaced(_already_placed(occupancy)) from problem
        if "a_place_has_one_person_a_night" in str(problem):
            raise PlaceNoLongerFree(
                _("En anden nåede at få pladsen. Intet er tabt: borgeren står stadig på listen. Vælg en anden plads.")
            ) from problem
        raise


def cancel_hold(*, occupancy: Occupancy, by: Viewer, at: datetime.datetime, why: str = "") -> None:
    """The place is not to be kept after all; the person waits for another."""
    with transaction.atomic():
        if release(occupancy, Status.CANCELLED, why=why, by=by, at=at):
            record("safe_night.hold_cancelled", by=by, at=at, person_id=occupancy.person_id, why=why)
            stop_being_guest(occupancy, by=by, at=at)


def extend_hold(*, occupancy: Occupancy, until: datetime.datetime, by: Viewer, at: datetime.datetime) -> None:
    """The person is late but on the way."""
    with transaction.atomic():
        held = Occupancy.objects.filter(pk=occupancy.pk, status=Status.HELD)
        if not held.update(held_until=until):
            raise PlaceNoLongerFree(_("Pladsen holdes ikke længere. Hold den igen, hvis den stadig er ledig."))
        record("safe_night.hold_extended", by=by, at=at, person_id=occupancy.person_id)
        occupancy.held_until = until
        tell_held(occupancy, by=by, at=at)


def decline(*, request: PlaceRequest, house: House, words: str, by: Viewer, at: datetime.datetime) -> Answer:
    """The person says no to a place, in their own words. They stay on the list."""
    return _say_no(Answer.Kind.DECLINED, Status.CANCELLED, request, house, words, by=by, at=at)


def turn_away(*, request: PlaceRequest, house: House, words: str, by: Viewer, at: datetime.datetime) -> Answer:
    """The house says no, with its reason. The person stays on the list."""
    return _say_no(Answer.Kind.TURNED_AWAY, Status.TURNED_AWAY, request, house, words, by=by, at=at)


def expire_holds(
    *,
    at: datetime.datetime,
    place_id: uuid.UUID | None = None,
    person_id: uuid.UUID | None = None,
    house_id: uuid.UUID | None = None,
) -> int:
    """Holds whose time is out are let go, whoever made them.

    A house or team may not see another's guests, so the system itself does it.
    """
    with transaction.atomic(), looking_as(system("En holdt plads udløb")):
        stale = Occupancy.objects.filter(status=Status.HELD, held_until__lte=at)
        if place_id is not None:
            stale = stale.filter(Q(place_id=place_id) | Q(person_id=person_id))
        if house_id is not None:
            stale = stale.filter(house_id=house_id)
        rows = list(stale.select_for_update(of=("self",), skip_locked=True))
        for occupancy in rows:
            by = system("En holdt plads udløb")
            release(occupancy, Status.EXPIRED, by=by, at=at)
            record("safe_night.hold_expired", by=by, at=at, person_id=occupancy.person_id)
    return len(rows)


def release(
    occupancy: Occupancy, status: Occupancy.Status, *, by: Viewer, at: datetime.datetime, why: str = ""
) -> bool:
    """Let a held place go; False when it wasn't held any more. The request never left the list."""
    held = Occupancy.objects.filter(pk=occupancy.pk, status=Status.HELD)
    if held.update(status=status, held_until=None, why=why[:300]):
        tell_hand_over(occupancy.person_id, "", by=by, at=at)
        return True
    refuse_come(Occupancy.objects.filter(pk=occupancy.pk))
    return False


def refuse_come(places: QuerySet[Occupancy]) -> None:
    if places.filter(status=Status.STAYING).exists():
        raise AlreadyCome(_("Intet er ændret: i mellemtiden er det skrevet, at borgeren er kommet."))


def set_status(request: PlaceRequest, status: PlaceRequest.Status) -> None:
    request.status = status
    request.save(update_fields=["status"])


def lock_request(occupancy: Occupancy) -> PlaceRequest | None:
    """The request behind an occupancy, before anything else is locked."""
    if occupancy.request_id is None:
        return None
    return PlaceRequest.objects.select_for_update(of=("self",)).filter(pk=occupancy.request_id).first()


def stop_being_guest(occupancy: Occupancy, *, by: Viewer, at: datetime.datetime) -> None:
    """The house no longer needs to know, unless it has the person in another of its places."""
    other = Occupancy.objects.filter(
        person_id=occupancy.person_id, house__organisation_id=occupancy.house.organisation_id, status__in=ACTIVE
    )
    if not other.exclude(pk=occupancy.pk).exists():
        organisation_id = occupancy.house.organisation_id
        close_need(person_id=occupancy.person_id, organisation_id=organisation_id, basis=GUEST, by=by, at=at)


def _say_no(
    kind: Answer.Kind,
    status: Occupancy.Status,
    request: PlaceRequest,
    house: House,
    words: str,
    *,
    by: Viewer,
    at: datetime.datetime,
) -> Answer:
    with transaction.atomic():
        refuse_come(Occupancy.objects.filter(request=request, house=house))
        answer = Answer.objects.create(
            request=request, house=house, kind=kind, words=words[:300], at=at, by_id=by.user_id
        )
        for occupancy in Occupancy.objects.filter(request=request, house=house, status=Status.HELD):
            release(occupancy, status, why=words, by=by, at=at)
            stop_being_guest(occupancy, by=by, at=at)
        details: dict[str, object] = {"house": str(house.pk)}
        record(f"safe_night.{kind}", by=by, at=at, person_id=request.person_id, details=details)
    return answer


def _already_placed(occupancy: Occupancy) -> str:
    there = Occupancy.objects.filter(person_id=occupancy.person_id, status__in=ACTIVE).exclude(pk=occupancy.pk)
    first = there.select_related("house").first()
    where = first.house.name if first else _("et andet sted")
    return _("Borgeren har allerede en plads i nat: %(where)s. Giv den fri først.") % {"where": where}
