"""Who may open a write-up? Those who may open the citizen's record; each look is logged."""

import datetime
import uuid

from django.http import Http404

from hjemvej.efforts.housing_first.models import HousingRegistration
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries


def open_registration(
    viewer: Viewer, registration_id: uuid.UUID, *, page: str, at: datetime.datetime
) -> HousingRegistration:
    return _opened(queries.registration(registration_id, viewer=viewer), viewer, page, at)


def open_registration_of_task(
    viewer: Viewer, task_id: uuid.UUID, *, page: str, at: datetime.datetime
) -> HousingRegistration:
    return _opened(queries.registration_of_task(task_id, viewer=viewer), viewer, page, at)


def _opened(found: HousingRegistration | None, viewer: Viewer, page: str, at: datetime.datetime) -> HousingRegistration:
    if found is None:
        raise Http404
    open_person(viewer, found.person_id, page=page, at=at, needs=Permission.WRITE_NOTE)
    return found
