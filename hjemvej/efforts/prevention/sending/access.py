"""Who may see what came of a signal? The partner that sent it; all others get the 404 of what does not exist."""

import uuid

from django.http import Http404

from hjemvej.efforts.prevention.models import SentSignal
from hjemvej.platform.access.viewer import Viewer

from . import queries


def open_sent_signal(viewer: Viewer, sent_signal_id: uuid.UUID) -> SentSignal:
    found = queries.sent_signal(sent_signal_id, viewer=viewer)
    if found is None:
        raise Http404
    return found
