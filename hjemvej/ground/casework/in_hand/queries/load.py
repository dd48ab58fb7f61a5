"""How is the work shared in the team? For the leader's glance, never a measure of a person."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from hjemvej.ground.casework.models import Task
from hjemvej.ground.casework.queries import possible_coordinators
from hjemvej.platform.access.viewer import Viewer


@dataclass(frozen=True)
class Load:
    """One colleague: people coordinated, tasks open, and tasks past their day."""

    name: str
    people: int
    tasks: int
    late: int


def team_load(*, viewer: Viewer, at: datetime.datetime, on: datetime.date) -> list[Load]:
    """Every colleague who has people or tasks, and the tasks nobody has; the most past their day first."""
    rows = viewer.rows_of(Task).filter(done_at=None, organisation_id=viewer.team_id).values_list("assigned_to_id")
    tasks = {
        user_id: (count, late)
        for user_id, count, late in rows.annotate(count=Count("id"), late=Count("id", filter=Q(due_at__lt=at)))
    }
    loads = [
        Load(colleague.name, colleague.coordinates, *tasks.pop(colleague.id, (0, 0)))
        for colleague in possible_coordinators(viewer=viewer, on=on)
    ]
    left = list(tasks.values())  # nobody's yet, or with somebody who works here no more
    loads.append(Load(_("Ingen har dem"), 0, sum(count for count, _late in left), sum(late for _count, late in left)))
    return sorted((load for load in loads if load.people or load.tasks), key=lambda load: (-load.late, -load.tasks))
