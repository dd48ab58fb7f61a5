"""Who may open a goal, a small step or a plan? Those who may open the citizen's record; each look is logged."""

import datetime
import uuid
from typing import TypeVar

from django.http import Http404

from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries
from .models import Goal, PlanVersion, SmallStep

SEE = Permission.SEE_PERSON
Row = TypeVar("Row", Goal, PlanVersion, SmallStep)


def open_goal(viewer: Viewer, goal_id: uuid.UUID, *, at: datetime.datetime, needs: Permission = SEE) -> Goal:
    return _opened(queries.goal(goal_id, viewer=viewer), viewer, "plans.goal", at, needs)


def open_small_step(
    viewer: Viewer, small_step_id: uuid.UUID, *, at: datetime.datetime, needs: Permission = SEE
) -> SmallStep:
    return _opened(queries.small_step(small_step_id, viewer=viewer), viewer, "plans.goal", at, needs)


def open_step_of_task(viewer: Viewer, task_id: uuid.UUID, *, at: datetime.datetime) -> SmallStep:
    return _opened(queries.small_step_of_task(task_id, viewer=viewer), viewer, "plans.goal", at, SEE)


def open_plan_version(
    viewer: Viewer, plan_version_id: uuid.UUID, *, at: datetime.datetime, needs: Permission = SEE
) -> PlanVersion:
    return _opened(queries.plan_version(plan_version_id, viewer=viewer), viewer, "plans.plan_version", at, needs)


def _opened(found: Row | None, viewer: Viewer, page: str, at: datetime.datetime, needs: Permission) -> Row:
    if found is None:
        raise Http404
    open_person(viewer, found.person_id, page=page, at=at, needs=needs)
    return found
