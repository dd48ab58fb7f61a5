"""Who coordinates for whom, and which courses run?"""

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value

from hjemvej.ground.casework.models import Coordination, Course
from hjemvej.platform.access.many import among
from hjemvej.platform.access.models import Membership
from hjemvej.platform.access.roles import PERMISSIONS, Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.identity.models import User
from hjemvej.platform.rooms import known_course_kind
from hjemvej.platform.spans.queries import lasting_through
from hjemvej.platform.ui.alphabet import DanishOrder


def coordinator_of(person_id: uuid.UUID, *, viewer: Viewer) -> Coordination | None:
    """The present coordinator, since when."""
    return viewer.rows_of(Coordination).filter(person_id=person_id, until_on=None).select_related("coordinator").first()


def coordinators_of(person_ids: Collection[uuid.UUID], *, viewer: Viewer) -> dict[uuid.UUID, str]:
    """Return the present coordinator's name of each of these citizens who has one; one query."""
    rows = viewer.rows_of(Coordination).filter(among("person_id", person_ids), until_on=None)
    return dict(rows.values_list("person_id", "coordinator__name"))


def is_mine_or_nobodys(viewer: Viewer) -> Q:
    """Select rows about citizens whom the viewer coordinates, or nobody; no query of its own."""
    present = viewer.rows_of(Coordination).filter(person_id=OuterRef("person_id"), until_on=None)
    return Q(~Exists(present.exclude(coordinator_id=viewer.user_id)))


def coordinated_by(user_id: uuid.UUID, *, viewer: Viewer) -> int | None:
    """For how many citizens of the viewer's team the user coordinates now; none for a viewer who leads no team."""
    found = viewer.rows_of(Coordination).filter(coordinator_id=user_id, until_on=None)
    return found.count() if viewer.may(Permission.SEE_TEAM_LOAD) else None


@dataclass(frozen=True)
class Colleague:
    """Somebody who works with citizens, and for how many they coordinate now."""

    id: uuid.UUID
    name: str
    coordinates: int


def who_work_here(on: datetime.date, *, viewer: Viewer) -> QuerySet[User]:
    """Those in the viewer's own organisation who work with citizens on a day."""
    places = Membership.objects.filter(
        lasting_through(on), organisation_id=viewer.team_id,
        role__in=[role for role, permissions in PERMISSIONS.items() if Permission.WRITE_NOTE in permissions],
    )  # fmt: skip
    return User.objects.filter(pk__in=places.values("user_id"), is_active=True)


def possible_coordinators(*, viewer: Viewer, on: datetime.date) -> list[Colleague]:
    """The colleagues in the viewer's own organisation who work with citizens on a day, by name."""
    users = who_work_here(on, viewer=viewer).order_by(DanishOrder("name"))
    present = viewer.rows_of(Coordination).filter(until_on=None, coordinator__in=users).order_by()
    numbers = dict(present.values("coordinator").annotate(number=Count("id")).values_list("coordinator", "number"))
    return [Colleague(user.pk, user.name, numbers.get(user.pk, 0)) for user in users]


def courses_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Course]:
    """Every course of this person, the open ones first."""
    rows = viewer.rows_of(Course).filter(person_id=person_id).select_related("responsible")
    return rows.order_by(F("closed_at").desc(nulls_first=True), "-opened_at")


def open_courses(kind: str, *, viewer: Viewer) -> QuerySet[Course]:
    """What waits in an effort's room, the longest waiting first."""
    rows = viewer.rows_of(Course).filter(kind=known_course_kind(kind), closed_at=None)
    return rows.select_related("person", "responsible").order_by("opened_at", "id")


def latest_courses(kind: str, person_ids: Collection[uuid.UUID], *, viewer: Viewer) -> dict[uuid.UUID, Course]:
    """Each person's latest course of a kind, open or closed: whoever handed over reads here what came of it."""
    known = known_course_kind(kind)
    rows = viewer.rows_of(Course).filter(kind=known, person_id__in=person_ids).order_by("person_id", "-opened_at", "id")
    return {row.person_id: row for row in rows.distinct("person_id")}


def open_with_us(person_ids: Collection[uuid.UUID], *, viewer: Viewer) -> QuerySet[Any, tuple[uuid.UUID, str]]:
    """What is open of each citizen's case: a `course` of any kind, a `coordinator`; rooms join what they have open."""
    courses = viewer.rows_of(Course).filter(person_id__in=person_ids, closed_at=None)
    coordinations = viewer.rows_of(Coordination).filter(person_id__in=person_ids, until_on=None)
    kind = partial(Value, output_field=CharField())
    found = courses.order_by().values_list("person_id", kind("course"))
    return found.union(coordinations.values_list("person_id", kind("coordinator")))


def course(course_id: uuid.UUID, *, viewer: Viewer) -> Course | None:
    return viewer.rows_of(Course).filter(pk=course_id).select_related("person", "responsible").first()
