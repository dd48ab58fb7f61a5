"""May the viewer open a message? If their team wrote it; a look is logged where it is about a citizen. Else 404."""

import datetime
import uuid

from django.http import Http404

from hjemvej.platform.access.door import enter
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries
from .models import Message


def open_message(viewer: Viewer, message_id: uuid.UUID, *, page: str, at: datetime.datetime) -> Message:
    message = queries.message(message_id, viewer=viewer)
    if message is None or not viewer.may(Permission.HANDLE_INQUIRIES):
        raise Http404
    if message.person_id is not None:
        enter(viewer, message.person_id, page=page, at=at, needs=Permission.HANDLE_INQUIRIES)
    return message
