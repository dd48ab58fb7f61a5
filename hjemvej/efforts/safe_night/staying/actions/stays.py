"""Who came, who didn't, who left and where to? An arrival writes the situation and starts the law's clocks."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.actions.handing_back import close_hand_over
from hjemvej.efforts.safe_night.placing.actions.holding import GUEST, release_hold
from hjemvej.efforts.safe_night.placing.actions.occupying import (
    first_night_after,
    lock_occupancy,
    lock_place,
    lock_request,
    occupy_place,
    save_occupancy,
    set_request_status,
)
from hjemvej.efforts.safe_night.staying.queries.guests import may_still_arrive
from hjemvej.ground.shelters.models import House
from hjemvej.ground.shelters.rules import night_of
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.queries import situation_of
from hjemvej.ground.situations.rules import SLEEPS_AS
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.rooms import derive_again
from hjemvej.platform.ui.refusals import Refused

from .telling import begin_notice

Status, Discharge, Kind = Occupancy.Status, Occupancy.Discharge, Situation.Kind
DAY = datetime.timedelta(days=1)
SITUATION_AFTER: dict[str, str] = {
    Discharge.OWN_HOME: Kind.OWN_HOME,
    Discharge.FAMILY_FRIENDS: Kind.FAMILY_FRIENDS,
    Discharge.STREET: Kind.STREET,
    Discharge.HOSPITAL: Kind.HOSPITAL,  # nobody has said that they leave again within a month
    Discharge.PRISON: Kind.PRISON,
}


class NotOnTheWay(Refused):
    """The place isn't held for this person any more."""


class NotStaying(Refused):
    """The person has left already."""


def confirm_arrival(
    *, occupancy: Occupancy, by: Viewer, at: datetime.datetime, place_id: uuid.UUID | None = None
) -> Occupancy:
    """The person arrived. A second confirmation changes nothing; an expired hold counts while the place is free."""
    with transaction.atomic():
        request = lock_request(occupancy)
        place = lock_place(place_id or occupancy.place_id)
        occupancy = lock_occupancy(occupancy)
        if occupancy.status == Status.STAYING:
            return occupancy
        if not may_still_arrive(occupancy, night_of(at)):
            raise NotOnTheWay(
                _("Pladsen er ikke reserveret længere. Ring til hjemløseteamet, eller tag imod som ny gæst.")
            )
        occupancy.place, occupancy.house = place, place.room.house
        if occupancy.status == Status.ENDED:  # left tonight, and is back
            until_night = first_night_after(occupancy.house, occupancy.from_night)
            occupancy.until_night = max(until_night, night_of(at) + DAY) if until_night else None
        occupancy.status, occupancy.arrived_at, occupancy.held_until, occupancy.why = Status.STAYING, at, None, ""
        occupancy.left_at, occupancy.discharged_to = None, ""
        save_occupancy(occupancy)
        set_request_status(request, PlaceRequest.Status.PLACED)
        house = occupancy.house
        open_need(person_id=occupancy.person_id, organisation_id=house.organisation_id, basis=GUEST, by=by, at=at)
        write_arrival(occupancy, by=by, at=at)
    return occupancy


def write_arrival(occupancy: Occupancy, *, by: Viewer, at: datetime.datetime) -> None:
    """Write the person's situation, close the hand-over, start the law's clocks, and log the arrival."""
    house = occupancy.house
    write_situation(occupancy, by=by, at=at)
    close_hand_over(occupancy.person_id, _("Er kommet til %(house)s") % {"house": house.name}, by=by, at=at)
    if house.stands_under == House.Paragraph.SHELTER:
        begin_notice(occupancy, by=by, at=at)
    derive_again([occupancy.person_id], from_on=occupancy.from_night, by=by, at=at)  # a night told late counts
    details: dict[str, object] = {"house": str(house.pk), "night": occupancy.from_night.isoformat()}
    record("safe_night.arrived", by=by, at=at, person_id=occupancy.person_id, details=details)


def did_not_come(*, occupancy: Occupancy, by: Viewer, at: datetime.datetime, why: str = "") -> None:
    """The person did not come to the held place: the place is free, and the person is missing."""
    with transaction.atomic():
        if release_hold(occupancy, Status.DID_NOT_COME, why=why, by=by, at=at):
            record("safe_night.did_not_come", by=by, at=at, person_id=occupancy.person_id, why=why)


def depart(*, occupancy: Occupancy, discharged_to: str, by: Viewer, at: datetime.datetime, why: str = "") -> None:
    """The person left. A guest who leaves on the night of arrival has no place that night, and waits again."""
    with transaction.atomic():
        request = lock_request(occupancy)
        occupancy = lock_occupancy(occupancy)
        if occupancy.status == Status.ENDED or occupancy.left_at is not None:
            return
        if occupancy.status != Status.STAYING:
            raise NotStaying(_("Borgeren er ikke meldt kommet."))
        tonight = max(night_of(at), occupancy.from_night)
        occupancy.left_at, occupancy.discharged_to, occupancy.why = at, discharged_to, why[:300]
        if tonight == occupancy.from_night:
            expelled = discharged_to == Discharge.EXPELLED
            occupancy.status = Status.TURNED_AWAY if expelled else Status.CANCELLED
            set_request_status(request, PlaceRequest.Status.WAITING)
        else:
            occupancy.status = Status.ENDED
            occupancy.until_night = min(occupancy.until_night or tonight, tonight)
        occupancy.save()
        record_situation(
            person_id=occupancy.person_id,
            kind=SITUATION_AFTER.get(discharged_to, Kind.UNKNOWN),
            from_on=tonight,
            source=occupancy.house.name,
            certainty=Situation.Certainty.TOLD if discharged_to in SITUATION_AFTER else Situation.Certainty.ASSUMED,
            detail=str(Discharge(discharged_to).label),
            by=by,
            at=at,
        )
        details: dict[str, object] = {"house": str(occupancy.house_id), "to": discharged_to}
        record("safe_night.departed", by=by, at=at, person_id=occupancy.person_id, details=details)


def extend_stay(*, occupancy: Occupancy, until_night: datetime.date | None, by: Viewer, at: datetime.datetime) -> None:
    """The person may stay until another night, or until they leave."""
    with transaction.atomic():
        occupancy = lock_occupancy(occupancy)
        if occupancy.status != Status.STAYING:
            raise NotStaying(_("Borgeren er allerede rejst."))
        occupancy.until_night = until_night
        save_occupancy(occupancy)
        write_situation(occupancy, by=by, at=at)
        record("safe_night.stay_extended", by=by, at=at, person_id=occupancy.person_id)


def write_situation(occupancy: Occupancy, *, by: Viewer, at: datetime.datetime) -> None:
    """Where the person sleeps those nights, seen by the house; what was said of a home of their own stands."""
    kind = SLEEPS_AS[occupancy.house.stands_under]
    known = situation_of(occupancy.person_id, occupancy.from_night, viewer=by)
    is_same_stay = known is not None and (known.kind, known.house_id) == (kind, occupancy.house_id)
    record_situation(
        person_id=occupancy.person_id,
        kind=kind,
        unusable_home=known.unusable_home if known and is_same_stay else "",
        from_on=occupancy.from_night,
        until_on=occupancy.until_night,
        house=occupancy.house,
        source=occupancy.house.name,
        certainty=Situation.Certainty.SEEN,
        by=by,
        at=at,
    )


def move(*, occupancy: Occupancy, place_id: uuid.UUID, by: Viewer, at: datetime.datetime) -> Occupancy:
    """To another place in the same house, from tonight; the nights before stay where they were slept."""
    with transaction.atomic():
        place = lock_place(place_id)
        occupancy = lock_occupancy(occupancy)
        if occupancy.place_id == place.pk:
            return occupancy
        if place.room.house_id != occupancy.house_id or occupancy.status not in (Status.STAYING, Status.HELD):
            raise NotStaying(_("Man kan kun flytte mellem pladser i samme hus."))
        tonight = max(night_of(at), occupancy.from_night)
        if tonight == occupancy.from_night:
            occupancy.place = place
            save_occupancy(occupancy)
            moved = occupancy
        else:
            arrived_at = occupancy.arrived_at
            occupancy.status, occupancy.until_night = Status.ENDED, tonight
            occupancy.save()
            moved = occupy_place(
                place, person_id=occupancy.person_id, from_night=tonight, request=occupancy.request,
                status=Status.STAYING, arrived_at=arrived_at, by=by, at=at,
            )  # fmt: skip
        record("safe_night.moved", by=by, at=at, person_id=occupancy.person_id, details={"place": str(place.pk)})
    return moved
