"""What happens with a long list? A job imports it while its uploader does other things, and tells how far it is.

The import is one transaction: a worker that is killed leaves nothing of it. Whether it still runs, the page asks of a
lock that PostgreSQL lets go of with the worker's connection.
"""

import contextlib
import datetime
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.spreadsheets.importing import queries
from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.platform.access import claims
from hjemvej.platform.access.queries import viewer_of
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from .importing import import_rows
from .planning import source_of

MOST_AT_ONCE = 100  # rows; more take longer than anybody should wait for a page


class ColumnsForgotten(Refused):
    """What each column is, nobody has said or it is forgotten since."""


def begin_import(*, upload: Upload, row_count: int, by: Viewer, at: datetime.datetime) -> None:
    """Let the worker import this file; where it is being imported already, its page tells how far it is."""
    with transaction.atomic():
        if queries.is_being_imported(upload.pk, viewer=by):
            return
        begun = Upload.objects.filter(pk=upload.pk, imported_at=None).update(
            status=Upload.Status.RUNNING, begun_at=at, stopped_because="", row_count=row_count, rows_done=0
        )
        if begun:
            with connection.cursor() as cursor:
                cursor.execute("SELECT spreadsheets_write_job(%s)", [upload.pk])
            record("spreadsheets.import_begun", by=by, at=at, details={"upload": str(upload.pk), "rows": row_count})


def uploader_of(upload_id: uuid.UUID, *, by: Viewer, at: datetime.datetime) -> Viewer | None:
    """Who asked for it, if they may import still; a file that is gone is nobody's."""
    upload = by.rows_of(Upload).select_related("user").filter(pk=upload_id).first()
    if upload is None or not upload.user.is_active:
        return None
    viewer = viewer_of(upload.user, on=localdate(at), organisation_id=str(upload.organisation_id))
    is_theirs = viewer is not None and viewer.organisation_id == upload.organisation_id
    needs = Permission.EDIT_HOMES if upload.is_of_dwellings else Permission.IMPORT_PEOPLE
    return viewer if viewer and is_theirs and viewer.may(needs) else None


def import_file(
    *,
    upload_id: uuid.UUID,
    by: Viewer,
    at: datetime.datetime,
    read: Callable[..., Any] = source_of,  # these two as its kind of list is
    bring_in: Callable[..., Any] = import_rows,
) -> None:
    """Import the rows; where the import is refused, the uploader reads why on the page of the dry run."""
    upload = queries.to_be_imported(upload_id, viewer=by)
    if upload is None:
        return
    try:
        source, _others = read(upload, by=by, at=at)
        if source is None:
            raise ColumnsForgotten(_("Vi ved ikke længere, hvad kolonnerne er. Vælg dem igen."))
        with _telling(upload, by) as tell:
            bring_in(**source, upload=upload, tell=tell)
    except Refused as refusal:
        _note_refusal(upload, str(refusal), by=by, at=at)


def _note_refusal(upload: Upload, words: str, *, by: Viewer, at: datetime.datetime) -> None:
    with transaction.atomic():
        runs = Upload.objects.filter(pk=upload.pk, status=Upload.Status.RUNNING, imported_at=None)
        if runs.update(status=Upload.Status.READY, stopped_because=words[:200]):
            record("spreadsheets.import_stopped", by=by, at=at, details={"upload": str(upload.pk)})


@contextlib.contextmanager
def _telling(upload: Upload, by: Viewer) -> Iterator[Callable[[int], None]]:
    """Give `tell(rows)`, on a connection of its own: what the import itself writes nobody sees before it is whole."""
    beside = connection.copy()

    def tell(rows: int) -> None:
        beside.ensure_connection()
        link: claims.Link = beside.connection
        with link.transaction():
            claims.tell(link, by.says)
            link.execute("UPDATE spreadsheets_upload SET rows_done = %s WHERE id = %s", [rows, upload.pk])

    try:
        yield tell
    finally:
        beside.close()
