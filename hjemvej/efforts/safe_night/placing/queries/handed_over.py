"""Who was handed over to the night, and has no request yet? Open courses of the kind, with the sender's words."""

import datetime
import uuid

from django.db.models import Exists, OuterRef, QuerySet

from hjemvej.efforts.safe_night.models import PlaceRequest
from hjemvej.efforts.safe_night.rules import COURSE
from hjemvej.ground.casework.models import Course
from hjemvej.ground.casework.queries import open_courses
from hjemvej.ground.situations.rules import begins_at
from hjemvej.platform.access.viewer import Viewer

DAY = datetime.timedelta(days=1)


def handed_over(night: datetime.date, *, viewer: Viewer) -> QuerySet[Course]:
    """Return this night's hand-overs without a request for the person yet, the longest waiting first."""
    courses = open_courses(COURSE, viewer=viewer)
    requests = viewer.rows_of(PlaceRequest).filter(night=night, person_id=OuterRef("person_id"))
    requests = requests.exclude(status=PlaceRequest.Status.WITHDRAWN)
    return courses.filter(~Exists(requests), opened_at__gte=begins_at(night), opened_at__lt=begins_at(night + DAY))


def courses_until(night: datetime.date, *, viewer: Viewer) -> QuerySet[Course]:
    """Return every open hand-over made before the end of this night."""
    return open_courses(COURSE, viewer=viewer).filter(opened_at__lt=begins_at(night + DAY))


def hand_over_note(person_id: uuid.UUID, night: datetime.date, *, viewer: Viewer) -> str:
    """Why this person was handed over to this night, in the sender's words."""
    found = courses_until(night, viewer=viewer).filter(person_id=person_id, opened_at__gte=begins_at(night)).first()
    return found.opened_because if found else ""
