"""Who may open a question to another unit? Those who may open the citizen's record; each look is logged."""

import datetime
import uuid

from django.http import Http404

from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries
from .models import Referral

SEE = Permission.SEE_PERSON


def open_referral(
    viewer: Viewer, referral_id: uuid.UUID, *, page: str, at: datetime.datetime, needs: Permission = SEE
) -> Referral:
    return _opened(queries.referral(referral_id, viewer=viewer), viewer, page, at, needs)


def open_referral_of_task(viewer: Viewer, task_id: uuid.UUID, *, page: str, at: datetime.datetime) -> Referral:
    return _opened(queries.referral_of_task(task_id, viewer=viewer), viewer, page, at, SEE)


def _opened(found: Referral | None, viewer: Viewer, page: str, at: datetime.datetime, needs: Permission) -> Referral:
    if found is None:
        raise Http404
    open_person(viewer, found.person_id, page=page, at=at, needs=needs)
    return found
