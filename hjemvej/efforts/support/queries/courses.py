"""Which courses of support has a citizen had, what is in one, and who waits for a method?"""

import uuid
from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet

from hjemvej.efforts.support.models import Pause, Phase, PhaseArea, SupportCourse
from hjemvej.efforts.support.rules import COURSE
from hjemvej.efforts.support.rules.phases import Area
from hjemvej.ground.casework.models import Course
from hjemvej.ground.casework.queries import open_courses
from hjemvej.platform.access.viewer import Viewer


def support(support_id: uuid.UUID, *, viewer: Viewer) -> SupportCourse | None:
    rows = viewer.rows_of(SupportCourse).filter(pk=support_id)
    return rows.select_related("person", "worker", "team", "course").first()


def support_of(person_id: uuid.UUID, *, viewer: Viewer) -> SupportCourse | None:
    """The citizen's open course."""
    rows = viewer.rows_of(SupportCourse).filter(person_id=person_id, ended_on=None)
    return rows.select_related("person", "worker", "team", "course").first()


def supports_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[SupportCourse]:
    """Every course of the citizen, the latest first."""
    rows = viewer.rows_of(SupportCourse).filter(person_id=person_id).select_related("worker", "team")
    return rows.order_by("-began_on", "-id")


def phases_of(support: SupportCourse, *, viewer: Viewer) -> list[Phase]:
    """The phases of a course, the latest first, with what each plan holds and held before. Two queries."""
    every = viewer.rows_of(PhaseArea).select_related("agreed_by", "ended_by").order_by("order", "ended_on", "pk")
    rows = viewer.rows_of(Phase).filter(support=support).order_by("-number")
    return list(rows.prefetch_related(Prefetch("areas", every)))


def plan_of(phase: Phase, *, viewer: Viewer) -> list[PhaseArea]:
    """What the plan of a phase holds now."""
    return list(viewer.rows_of(PhaseArea).filter(phase=phase, ended_on=None).order_by("order"))


def area(area_id: int, *, viewer: Viewer) -> PhaseArea | None:
    return viewer.rows_of(PhaseArea).filter(pk=area_id).select_related("phase__support__person").first()


def pauses_of(support: SupportCourse, *, viewer: Viewer) -> list[Pause]:
    return list(viewer.rows_of(Pause).filter(support=support).order_by("-from_on", "-id"))


def open_pause(support: SupportCourse, *, viewer: Viewer) -> Pause | None:
    return viewer.rows_of(Pause).filter(support=support, until_on=None).first()


def as_areas(phases: Sequence[Phase]) -> list[Area]:
    """Give the areas of these phases as the rules read them."""
    return [Area(each.number, area.dimension, area.handed_to) for each in phases for area in each.plan]


def to_hand(phases: Sequence[Phase]) -> set[int]:
    """Of each part of a life, its latest area, where nobody has it yet; the phases come the latest first."""
    latest: dict[str, PhaseArea] = {}
    for each in phases:
        for area in each.plan:
            latest.setdefault(area.dimension, area)
    return {area.pk for area in latest.values() if not area.handed_to}


def waiting(*, viewer: Viewer) -> QuerySet[Course]:
    """Those handed over to support, for whom no method is chosen yet; who has waited longest first."""
    running = viewer.rows_of(SupportCourse).filter(ended_on=None)
    handed = open_courses(COURSE, viewer=viewer).filter(person__died_on=None)
    return handed.exclude(person_id__in=running.values("person_id"))  # read once; EXISTS would ask for each


def waits_of(person_id: uuid.UUID, *, viewer: Viewer) -> Course | None:
    """The hand-over by which the citizen waits, or by which the course runs."""
    return open_courses(COURSE, viewer=viewer).filter(person_id=person_id).first()
