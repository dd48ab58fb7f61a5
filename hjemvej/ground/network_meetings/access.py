"""Who may open a network meeting? Those who may open the citizen's record; each look is logged."""

import datetime
import uuid

from django.http import Http404

from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries
from .models import NetworkMeeting

SEE = Permission.SEE_PERSON
PAGE = "network_meetings.meeting"


def open_meeting(
    viewer: Viewer, meeting_id: uuid.UUID, *, at: datetime.datetime, needs: Permission = SEE
) -> NetworkMeeting:
    return _opened(queries.meeting(meeting_id, viewer=viewer), viewer, at, needs)


def open_meeting_of_task(viewer: Viewer, task_id: uuid.UUID, *, at: datetime.datetime) -> NetworkMeeting:
    return _opened(queries.meeting_of_task(task_id, viewer=viewer), viewer, at, SEE)


def _opened(found: NetworkMeeting | None, viewer: Viewer, at: datetime.datetime, needs: Permission) -> NetworkMeeting:
    if found is None:
        raise Http404
    open_person(viewer, found.person_id, page=PAGE, at=at, needs=needs)
    return found
