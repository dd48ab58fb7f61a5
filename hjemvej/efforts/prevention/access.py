"""Who may open a signal or a case? The team that has it, with every look at its citizen logged; all others get 404."""

import datetime
import uuid

from django.http import Http404

from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.door import enter
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries
from .models import PreventionCase, Signal

WORKS = Permission.HANDLE_INQUIRIES


def open_signal(viewer: Viewer, signal_id: uuid.UUID, *, page: str, at: datetime.datetime) -> Signal:
    """Return the signal to a viewer of the team that has it; a look at the citizen it is about, if we know whom."""
    found = queries.signal(signal_id, viewer=viewer) if viewer.may(WORKS) else None
    if found is None:
        raise Http404
    if found.person_id is not None:
        enter(viewer, found.person_id, page=page, at=at, needs=WORKS)
    return found


def open_case(viewer: Viewer, case_id: uuid.UUID, *, page: str, at: datetime.datetime) -> PreventionCase:
    """Return the case to a viewer who may open its citizen's record."""
    found = queries.case_of(case_id, viewer=viewer)
    if found is None:
        raise Http404
    open_person(viewer, found.person_id, page=page, at=at, needs=WORKS)
    return found
