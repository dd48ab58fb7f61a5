"""Who may open a notice about a child? The team that has it, with the look at the citizen logged; others get 404."""

import datetime
import uuid

from django.http import Http404

from hjemvej.efforts.one_entry.models import ChildNotice
from hjemvej.platform.access.door import enter
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries


def open_notice(viewer: Viewer, notice_id: uuid.UUID, *, page: str, at: datetime.datetime) -> ChildNotice:
    found = queries.notice(notice_id, viewer=viewer)
    if found is None or not viewer.may(Permission.HANDLE_INQUIRIES):
        raise Http404
    person_id = queries.person_of(found)
    if person_id is not None:
        enter(viewer, person_id, page=page, at=at, needs=Permission.HANDLE_INQUIRIES)
    return found
