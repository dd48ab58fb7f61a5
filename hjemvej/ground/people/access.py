"""Who may open a person's record, and who may see what is hidden in it? Each look is logged."""

import datetime
import uuid

from django.http import Http404

from hjemvej.platform.access.door import enter
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import cpr, queries
from .models import Person

SHOWN_FOR_SECONDS = 30  # what was asked for is covered again by itself


def open_person(
    viewer: Viewer,
    person_id: uuid.UUID,
    *,
    page: str,
    at: datetime.datetime,
    needs: Permission = Permission.SEE_PERSON,
) -> Person:
    """The person, or 404 for both forbidden and unknown; a merged record opens as the one it became."""
    person = queries.survivor(person_id, viewer=viewer)  # an unknown id is asked for at the door too: the same work
    need = enter(viewer, person.pk if person else person_id, page=page, at=at, needs=needs)
    if person is None:
        raise Http404
    person.glass_until = need.until_at if need and need.user_id else None
    return person


def reveal_cpr(viewer: Viewer, person_id: uuid.UUID, *, at: datetime.datetime) -> str:
    """The number as people write it; nothing when the person has none."""
    person = open_person(viewer, person_id, page="people.cpr", at=at, needs=Permission.SEE_CPR)
    return cpr.write_out(cpr.decrypt(person.cpr_encrypted)) if person.cpr_encrypted else ""


def reveal_protected(viewer: Viewer, person_id: uuid.UUID, *, at: datetime.datetime) -> Person:
    """A protected person, to be shown by name for a short while."""
    return open_person(viewer, person_id, page="people.protected_name", at=at, needs=Permission.SEE_PROTECTED)
