"""Who may open an upload? Only the one who uploaded it; for everybody else it is not there."""

import datetime
import uuid

from django.http import Http404

from hjemvej.platform.access.viewer import Viewer

from . import queries
from .models import Upload


def open_upload(viewer: Viewer, upload_id: uuid.UUID, *, at: datetime.datetime, of_dwellings: bool = False) -> Upload:
    """The viewer's own upload while it is not too old, or 404; a list of dwellings has pages of its own."""
    upload = queries.upload(upload_id, viewer=viewer)
    if upload is None or queries.open_until(upload) <= at or upload.organisation_id != viewer.organisation_id:
        raise Http404
    if upload.is_of_dwellings != of_dwellings:
        raise Http404
    return upload


def open_file(viewer: Viewer, upload_id: uuid.UUID, *, at: datetime.datetime, of_dwellings: bool = False) -> Upload:
    """Return the viewer's own upload while it still holds its file or is imported, or 404."""
    upload = open_upload(viewer, upload_id, at=at, of_dwellings=of_dwellings)
    if not (upload.imported_at or upload.content):
        raise Http404
    return upload
