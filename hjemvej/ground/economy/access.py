"""Who may open a sheet? Those who may open the citizen's record; each look is logged."""

import datetime
import uuid

from django.http import Http404

from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries
from .models import Sheet


def open_sheet(
    viewer: Viewer,
    sheet_id: uuid.UUID,
    *,
    page: str,
    at: datetime.datetime,
    needs: Permission = Permission.SEE_PERSON,
) -> Sheet:
    sheet = queries.sheet(sheet_id, viewer=viewer)
    if sheet is None:
        raise Http404
    open_person(viewer, sheet.person_id, page=page, at=at, needs=needs)
    return sheet
