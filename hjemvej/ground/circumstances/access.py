"""Who may open an answer? Those who may open the citizen's record; each look is logged."""

import datetime
import uuid

from django.http import Http404

from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries
from .models import Circumstance


def open_circumstance(
    viewer: Viewer,
    circumstance_id: uuid.UUID,
    *,
    page: str,
    at: datetime.datetime,
    needs: Permission = Permission.SEE_PERSON,
) -> Circumstance:
    found = queries.circumstance(circumstance_id, viewer=viewer)
    if found is None:
        raise Http404
    open_person(viewer, found.person_id, page=page, at=at, needs=needs)
    return found
