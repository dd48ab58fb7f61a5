"""May this viewer open this person's record? Check, log the look, or answer 404 for both no and unknown."""

import datetime
import uuid

from django.http import Http404

from hjemvej.platform.audit.actions import record_look

from . import queries
from .models import NeedToKnow
from .roles import Permission
from .viewer import Viewer


def enter(
    viewer: Viewer, person_id: uuid.UUID, *, page: str, at: datetime.datetime, needs: Permission
) -> NeedToKnow | None:
    """Let the viewer in to this person's record and log the look; the need that let them in, or 404."""
    if not viewer.may(needs):
        raise Http404
    need = queries.need_of(viewer, person_id, at=at)
    if need is None:
        raise Http404
    record_look(page, by=viewer, at=at, person_id=person_id, basis=need.basis, why=need.reason)
    return need
