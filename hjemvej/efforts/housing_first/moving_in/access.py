"""Who may open a line of a checklist? Those who may open the citizen's record; each look is logged."""

import datetime
import uuid

from django.http import Http404

from hjemvej.efforts.housing_first.models import MovingInLine, MovingInStep
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries


def open_line(viewer: Viewer, line_id: uuid.UUID, *, page: str, at: datetime.datetime) -> MovingInLine:
    found = queries.line(line_id, viewer=viewer)
    if found is None:
        raise Http404
    open_person(viewer, found.person_id, page=page, at=at, needs=Permission.WRITE_NOTE)
    return found


def open_step(viewer: Viewer, step_id: int, *, on: datetime.date) -> MovingInStep:
    """A step of the team's list; it says nothing of a citizen."""
    found = next((step for step in queries.steps_on(on, team_id=viewer.team_id) if step.pk == step_id), None)
    if found is None:
        raise Http404
    return found
