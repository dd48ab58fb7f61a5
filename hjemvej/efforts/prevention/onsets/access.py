"""Who may read of a citizen who became homeless? Who may open the record, with the look logged; all others get 404."""

import datetime
import uuid

from django.http import Http404

from hjemvej.efforts.prevention.models import Onset
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries


def open_onset(viewer: Viewer, onset_id: uuid.UUID, *, page: str, at: datetime.datetime) -> Onset:
    """Return it to a viewer who may open its citizen's record."""
    found = queries.onset(onset_id, viewer=viewer)
    if found is None:
        raise Http404
    open_person(viewer, found.person_id, page=page, at=at, needs=Permission.HANDLE_INQUIRIES)
    return found
