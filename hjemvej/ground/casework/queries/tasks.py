"""What is to be done?"""

import uuid

from django.db.models import QuerySet

from hjemvej.ground.casework.models import Task
from hjemvej.platform.access.viewer import Viewer

from .whose import readable


def open_tasks(*, viewer: Viewer, assigned_to: uuid.UUID | None = None) -> QuerySet[Task]:
    """What the viewer's organisation has to do, the first due first; only one colleague's when asked for."""
    rows = Task.objects.filter(done_at=None).select_related("person", "assigned_to")
    if viewer.scope != "system":
        rows = rows.filter(organisation_id=viewer.team_id)
    if assigned_to is not None:
        rows = rows.filter(assigned_to_id=assigned_to)
    return rows.order_by("due_at", "id")


def tasks_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Task]:
    """What is open for this person, the first due first."""
    rows = Task.objects.filter(readable(viewer), person_id=person_id, done_at=None)
    return rows.select_related("assigned_to", "organisation").order_by("due_at", "id")


def task(task_id: uuid.UUID, *, viewer: Viewer) -> Task | None:
    rows = Task.objects.filter(readable(viewer), pk=task_id)
    return rows.select_related("person", "assigned_to", "organisation").first()
