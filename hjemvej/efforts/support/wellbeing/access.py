"""Who may open a sheet on wellbeing? Who works with the citizen, while the citizen wishes it; a look is logged."""

import datetime
import uuid

from django.http import Http404

from hjemvej.efforts.support.models import WellbeingSheet
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries

ASK = Permission.ASK_WELLBEING


def open_sheet(viewer: Viewer, sheet_id: uuid.UUID, *, page: str, at: datetime.datetime) -> WellbeingSheet:
    found = queries.sheet(sheet_id, viewer=viewer)
    if found is None:
        raise Http404
    open_person(viewer, found.person_id, page=page, at=at, needs=ASK)
    return found
