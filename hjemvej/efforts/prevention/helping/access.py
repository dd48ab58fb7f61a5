"""Who may open a help that was sought? Who may open its case, with the look logged; all others get 404."""

import datetime
import uuid

from django.http import Http404

from hjemvej.efforts.prevention.access import open_case
from hjemvej.efforts.prevention.models import HelpSought
from hjemvej.platform.access.viewer import Viewer

from .queries import helps


def open_help(viewer: Viewer, help_id: uuid.UUID, *, page: str, at: datetime.datetime) -> HelpSought:
    """Return the help to a viewer who may open the record of its citizen."""
    found = helps(viewer=viewer).filter(pk=help_id).first()
    if found is None:
        raise Http404
    open_case(viewer, found.case_id, page=page, at=at)
    return found
