"""What happens by itself? Long files are imported, and files that nobody imported are forgotten after a day."""

import uuid

from django.utils import timezone
from procrastinate.contrib.django import app

from hjemvej.platform.access.viewer import looking_as, system

from . import actions, queries
from .dwellings.actions import planning as dwellings
from .dwellings.actions.importing import import_dwellings
from .importing.actions import running
from .importing.actions.importing import import_rows
from .importing.actions.planning import source_of


@app.task(queueing_lock="spreadsheets.forget_uploads")
def forget_uploads(timestamp: int) -> None:
    """Hourly: uploads older than a day are emptied."""
    by = system("Glemmer gamle regneark")
    with looking_as(by):
        actions.forget_old_uploads(by=by, at=timezone.now())


@app.task
def import_file(upload_id: str) -> None:
    """Import the rows as the uploader who asked for it; done a second time it changes nothing."""
    by = system("Henter rækker fra regneark")
    with looking_as(by):
        uploader = running.uploader_of(uuid.UUID(upload_id), by=by, at=timezone.now())
    if uploader:
        with looking_as(uploader):
            of_dwellings = queries.is_of_dwellings(uuid.UUID(upload_id), viewer=uploader)
            read, bring_in = (dwellings.source_of, import_dwellings) if of_dwellings else (source_of, import_rows)
            running.import_file(
                upload_id=uuid.UUID(upload_id), by=uploader, at=timezone.now(), read=read, bring_in=bring_in
            )
