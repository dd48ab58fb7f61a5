"""Who may open an inquiry as its asker? A member of the organisation that sent it; everybody else gets 404."""

import datetime
import uuid

from django.http import Http404

from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries


def open_sent_inquiry(viewer: Viewer, inquiry_id: uuid.UUID, *, at: datetime.datetime) -> Inquiry:
    """Open an inquiry for a member of the organisation that sent it; they may see `queries.inquiry_for_asker` of it."""
    inquiry = queries.sent_inquiries(viewer=viewer, at=at).prefetch_related("steps").filter(pk=inquiry_id).first()
    if inquiry is None or not viewer.may(Permission.SEND_INQUIRY):
        raise Http404
    return inquiry
