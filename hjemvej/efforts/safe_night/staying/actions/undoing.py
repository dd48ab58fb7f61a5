"""The wrong guest was written as come: what an arrival wrote is taken back, and stays on record as a mistake."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.actions.holding import hold_ends_at, note_hold
from hjemvej.efforts.safe_night.placing.actions.occupying import lock_occupancy, lock_request, set_request_status
from hjemvej.efforts.safe_night.rules import COURSE
from hjemvej.efforts.safe_night.staying.queries.guests import may_be_undone
from hjemvej.efforts.safe_night.staying.queries.notices import open_notice
from hjemvej.ground.casework.actions import complete_task, open_course
from hjemvej.ground.casework.queries import latest_courses
from hjemvej.ground.shelters.rules import night_of
from hjemvej.ground.situations.actions import take_back
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record

from .stays import NotStaying
from .telling import take_back_notice

Status = Occupancy.Status


def undo_arrival(*, occupancy: Occupancy, by: Viewer, at: datetime.datetime) -> None:
    """Expect the guest again, as before the arrival; a second undo changes nothing."""
    with transaction.atomic():
        request = lock_request(occupancy)
        occupancy = lock_occupancy(occupancy)
        if occupancy.status == Status.HELD:
            return
        if not may_be_undone(occupancy, night_of(at)):
            raise NotStaying(_("Det kan ikke fortrydes længere. Skriv i stedet, at gæsten er rejst."))
        arrived_at = occupancy.arrived_at or at
        occupancy.status, occupancy.arrived_at = Status.HELD, None
        occupancy.held_until = hold_ends_at(occupancy.house, occupancy.from_night, at)
        occupancy.save()
        set_request_status(request, PlaceRequest.Status.WAITING)
        take_back(person_id=occupancy.person_id, recorded_at=arrived_at, by=by, at=at)
        take_back_notice(occupancy, by=by, at=at)
        notice = open_notice(occupancy.person_id, viewer=by)
        if notice is not None and notice.created_at == arrived_at:
            complete_task(task=notice, outcome=_("Skrevet ved en fejl: gæsten var ikke kommet"), by=by, at=at)
        course = latest_courses(COURSE, {occupancy.person_id}, viewer=by).get(occupancy.person_id)
        if course is not None and course.closed_at == arrived_at:
            open_course(person_id=course.person_id, kind=course.kind, because=course.opened_because, by=by, at=at)
        note_hold(occupancy, by=by, at=at)
        details: dict[str, object] = {"house": str(occupancy.house_id)}
        record("safe_night.arrival_undone", by=by, at=at, person_id=occupancy.person_id, details=details)
