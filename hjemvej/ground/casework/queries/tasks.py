"""What is to be done?"""

import datetime
import uuid

from django.db.models import Q, QuerySet

from hjemvej.ground.casework.models import Task
from hjemvej.platform.access.viewer import Viewer

from .coordination import who_work_here
from .whose import readable


def open_tasks(*, viewer: Viewer) -> QuerySet[Task]:
    """What the viewer's organisation has to do, the first due first."""
    rows = viewer.rows_of(Task).filter(done_at=None).select_related("person", "assigned_to")
    if viewer.scope != "system":
        rows = rows.filter(organisation_id=viewer.team_id)
    return rows.order_by("due_at", "id")


def tasks_to_do(*, viewer: Viewer, on: datetime.date) -> QuerySet[Task]:
    """The viewer's own tasks, and those nobody has: not agreed on yet, or with somebody who works here no more."""
    somebodys = Q(assigned_to__in=who_work_here(on, viewer=viewer))
    return open_tasks(viewer=viewer).filter(Q(assigned_to_id=viewer.user_id) | Q(assigned_to=None) | ~somebodys)


def tasks_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Task]:
    """What is open for this person, the first due first."""
    rows = viewer.rows_of(Task).filter(readable(viewer), person_id=person_id, done_at=None)
    return rows.select_related("assigned_to", "organisation").order_by("due_at", "id")


def task(task_id: uuid.UUID, *, viewer: Viewer) -> Task | None:
    rows = viewer.rows_of(Task).filter(readable(viewer), pk=task_id)
    return rows.select_related("person", "assigned_to", "organisation").first()
