"""Who coordinates for whom, and which courses run?"""

import datetime
import uuid
from collections.abc import Collection

from django.db.models import F, Q, QuerySet

from hjemvej.ground.casework.models import Coordination, Course
from hjemvej.platform.access.models import Membership, User
from hjemvej.platform.access.viewer import Viewer


def coordinators(person_ids: Collection[uuid.UUID], *, viewer: Viewer) -> dict[uuid.UUID, tuple[uuid.UUID, str]]:
    """Each person's present coordinator, as (user id, name); those without one are left out."""
    rows = Coordination.objects.filter(person_id__in=person_ids, until_on=None)
    return {
        person_id: (user_id, name)
        for person_id, user_id, name in rows.values_list("person_id", "coordinator_id", "coordinator__name")
    }


def coordinator_of(person_id: uuid.UUID, *, viewer: Viewer) -> Coordination | None:
    """The present coordinator, since when."""
    return Coordination.objects.filter(person_id=person_id, until_on=None).select_related("coordinator").first()


def possible_coordinators(*, viewer: Viewer, on: datetime.date) -> QuerySet[User]:
    """The colleagues in the viewer's own organisation on a day, by name."""
    places = Membership.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on), organisation_id=viewer.team_id, from_on__lte=on
    )
    return User.objects.filter(pk__in=places.values("user_id"), is_active=True).order_by("name")


def courses_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Course]:
    """Every course of this person, the open ones first."""
    rows = Course.objects.filter(person_id=person_id).select_related("responsible")
    return rows.order_by(F("closed_at").desc(nulls_first=True), "-opened_at")


def open_courses(kind: str, *, viewer: Viewer) -> QuerySet[Course]:
    """What waits in an effort's room, the longest waiting first."""
    rows = Course.objects.filter(kind=kind, closed_at=None).select_related("person", "responsible")
    return rows.order_by("opened_at", "id")


def course(course_id: uuid.UUID, *, viewer: Viewer) -> Course | None:
    return Course.objects.filter(pk=course_id).select_related("person", "responsible").first()
