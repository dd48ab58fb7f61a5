"""Who may open a letter? Those of the team that wrote it who may open the citizen's record; each look is logged."""

import datetime
import uuid

from django.http import Http404

from hjemvej.ground.correspondence.models import Letter
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries


def open_letter(
    viewer: Viewer, letter_id: uuid.UUID, *, page: str, at: datetime.datetime,
    needs: Permission = Permission.SEE_PERSON,
) -> Letter:  # fmt: skip
    found = queries.letter(letter_id, viewer=viewer)
    if found is None:
        raise Http404
    open_person(viewer, found.person_id, page=page, at=at, needs=needs)
    return found
