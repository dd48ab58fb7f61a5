"""Who may open a request? Those who may open the citizen's record; each look is logged."""

import datetime
import uuid

from django.http import Http404

from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries
from .models import CitizenRequest

SEE = Permission.SEE_PERSON


def open_request(
    viewer: Viewer, citizen_request_id: uuid.UUID, *, page: str, at: datetime.datetime, needs: Permission = SEE
) -> CitizenRequest:
    return _opened(queries.citizen_request(citizen_request_id, viewer=viewer), viewer, page, at, needs)


def open_request_of_task(viewer: Viewer, task_id: uuid.UUID, *, page: str, at: datetime.datetime) -> CitizenRequest:
    return _opened(queries.request_of_task(task_id, viewer=viewer), viewer, page, at, SEE)


def _opened(
    found: CitizenRequest | None, viewer: Viewer, page: str, at: datetime.datetime, needs: Permission
) -> CitizenRequest:
    if found is None:
        raise Http404
    open_person(viewer, found.person_id, page=page, at=at, needs=needs)
    return found
