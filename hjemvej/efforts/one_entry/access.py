"""Who may open an inquiry? The team that has it, with every look at its citizen logged; everybody else gets 404."""

import datetime
import uuid

from django.http import Http404

from hjemvej.platform.access.door import enter
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries
from .models import Inquiry


def open_inquiry(viewer: Viewer, inquiry_id: uuid.UUID, *, page: str, at: datetime.datetime) -> Inquiry:
    """The inquiry for one of the team that has it; a look at the citizen it is about, if we know whom."""
    inquiry = queries.inquiry_of(inquiry_id, viewer=viewer)
    if inquiry is None or not viewer.may(Permission.HANDLE_INQUIRIES):
        raise Http404
    if inquiry.person_id is not None:
        enter(viewer, inquiry.person_id, page=page, at=at, needs=Permission.HANDLE_INQUIRIES)
    return inquiry
