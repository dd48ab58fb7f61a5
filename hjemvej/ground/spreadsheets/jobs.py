"""What happens by itself? Files that nobody imported are forgotten after a day."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hjemvej.platform.access.viewer import looking_as, system

from . import actions


@app.task(queueing_lock="spreadsheets.forget_uploads")
def forget_uploads(timestamp: int) -> None:
    """Hourly: uploads older than a day are emptied."""
    by = system("Glemmer gamle regneark")
    with looking_as(by):
        actions.forget_old_uploads(by=by, at=timezone.now())
