"""Who coordinates, and which courses run? One coordinator at a time; one open course of a kind."""

import datetime
import uuid

from django.contrib.messages import constants as messages
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hjemvej.ground.casework.models import Coordination, Course, HandOver
from hjemvej.ground.needs.actions import refuse_under_glass
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Membership
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.rooms import known_course_kind, own_end_of_course
from hjemvej.platform.spans.queries import lasting_through
from hjemvej.platform.ui.refusals import Refused

from .tasks import complete_given_back


class CannotCoordinate(Refused):
    """The one chosen has no place in a team on that day."""

    field = "coordinator"


class CourseEndsOnItsOwnPage(Refused):
    """The effort runs, and its own page asks what must be in place before it ends."""


class CourseAlreadyClosed(Refused):
    """Somebody closed the course meanwhile."""

    level = messages.INFO


def assign_coordinator(
    *, person_id: uuid.UUID, coordinator_id: uuid.UUID, by: Viewer, at: datetime.datetime
) -> Coordination:
    """From this day on, this colleague coordinates; the one before no longer does. Nothing happens to the same one."""
    on = timezone.localdate(at)
    if not _in_a_team(coordinator_id, by, on):
        raise CannotCoordinate(_("Vælg en kollega, der er med i teamet i dag."))
    refuse_under_glass(person_id, by=by, at=at)
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=person_id)  # two who assign at once: one after the other
        current = Coordination.objects.filter(person_id=person_id, until_on=None).first()
        if current and current.coordinator_id == coordinator_id:
            return current
        if current:
            _end(current, on)
        waiting = HandOver.objects.filter(person_id=person_id, settled_at=None)
        waiting.update(settled_at=at, outcome=HandOver.Outcome.OVERTAKEN)
        complete_given_back(person_id=person_id, by=by, at=at)
        chosen = Coordination.objects.create(person_id=person_id, coordinator_id=coordinator_id, from_on=on)
        details: dict[str, object] = {"coordinator": str(coordinator_id)}
        record("casework.coordinator_assigned", by=by, at=at, person_id=person_id, details=details)
        return chosen


def end_coordination(*, person_id: uuid.UUID, by: Viewer, at: datetime.datetime) -> None:
    """From this day on nobody coordinates. Nothing happens when nobody did."""
    on = timezone.localdate(at)
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=person_id)
        current = Coordination.objects.filter(person_id=person_id, until_on=None).first()
        if current is None:
            return
        _end(current, on)
        details: dict[str, object] = {"coordinator": str(current.coordinator_id)}
        record("casework.coordinator_ended", by=by, at=at, person_id=person_id, details=details)


def _end(current: Coordination, on: datetime.date) -> None:
    current.until_on = max(on, current.from_on)
    current.save(update_fields=["until_on"])


def _in_a_team(user_id: uuid.UUID, by: Viewer, on: datetime.date) -> bool:
    places = Membership.objects.filter(lasting_through(on), user_id=user_id)
    team = Q(organisation_id=by.organisation_id) if by.organisation_id else Q(organisation__kind="team")
    return places.filter(team).exists()


def open_course(
    *, person_id: uuid.UUID, kind: str, because: str, by: Viewer, at: datetime.datetime,
    responsible_id: uuid.UUID | None = None,
) -> Course:  # fmt: skip
    """Hand the person over to an effort: its room lists open courses of its kind. The open one, if there is one."""
    refuse_under_glass(person_id, by=by, at=at)
    with transaction.atomic():
        course, is_new = Course.objects.get_or_create(
            person_id=person_id,
            kind=known_course_kind(kind),
            closed_at=None,
            defaults={"opened_at": at, "opened_because": because.strip(), "responsible_id": responsible_id},
        )
        if is_new:
            details: dict[str, object] = {"course": str(course.pk), "kind": str(kind)}
            record("casework.course_opened", by=by, at=at, person_id=person_id, details=details)
        return course


def tell_so_far(*, course: Course, outcome: str, by: Viewer, at: datetime.datetime) -> None:
    """How far the effort is, for whoever handed over; the course goes on."""
    with transaction.atomic():
        if Course.objects.filter(pk=course.pk, closed_at=None).update(outcome=outcome.strip()):
            details: dict[str, object] = {"course": str(course.pk), "kind": course.kind}
            record("casework.course_told", by=by, at=at, person_id=course.person_id, details=details)


def close_course(*, course: Course, outcome: str, by: Viewer, at: datetime.datetime) -> Course:
    """The effort has done its part, and tells how it went; where it ends on a page of its own, that comes first."""
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=course.person_id)  # nobody begins the effort meanwhile
        course = Course.objects.select_for_update().get(pk=course.pk)
        if course.closed_at:
            raise CourseAlreadyClosed(_("Forløbet er allerede afsluttet."))
        if own_end_of_course(course.kind, course.person_id, by):
            words = _("%s er i gang og sluttes på sin egen side. Dér står, hvad der skal være på plads først.")
            raise CourseEndsOnItsOwnPage(words % course.get_kind_display())
        course.closed_at, course.outcome = at, outcome.strip()
        course.save(update_fields=["closed_at", "outcome"])
        details: dict[str, object] = {"course": str(course.pk), "kind": course.kind}
        record("casework.course_closed", by=by, at=at, person_id=course.person_id, details=details)
        return course
