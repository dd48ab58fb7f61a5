"""Who may see and say where a person sleeps? Those who may open the person; each look is logged."""

import datetime
import uuid

from django.http import Http404

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.door import enter
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer


def open_history(viewer: Viewer, person_id: uuid.UUID, *, at: datetime.datetime) -> Person:
    """The person whose situations are to be read."""
    return _open(viewer, person_id, page="situations.history", at=at, needs=Permission.SEE_PERSON)


def open_to_record(viewer: Viewer, person_id: uuid.UUID, *, at: datetime.datetime) -> Person:
    """The person of whom something is to be recorded."""
    return _open(viewer, person_id, page="situations.record_situation", at=at, needs=Permission.EDIT_PERSON)


def _open(viewer: Viewer, person_id: uuid.UUID, *, page: str, at: datetime.datetime, needs: Permission) -> Person:
    enter(viewer, person_id, page=page, at=at, needs=needs)
    try:
        return Person.objects.get(pk=person_id)
    except Person.DoesNotExist:
        raise Http404 from None
