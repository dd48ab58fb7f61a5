"""What happens by itself? The overview is counted every ten minutes, so that no one waits for it; months are closed."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hjemvej.platform.access.viewer import looking_as, system

from . import actions


@app.task(queueing_lock="mapping.overview_is_counted")
def count_overview(timestamp: int) -> None:
    """The counts of today."""
    at = timezone.now()
    on, by = timezone.localdate(at), system("mapping")
    with looking_as(by):
        actions.count_overview(on=on, by=by, at=at)


@app.task(queueing_lock="mapping.months_are_closed")
def close_months(timestamp: int) -> None:
    """Those of the last year that are due and not closed."""
    at = timezone.now()
    by = system("mapping")
    with looking_as(by):
        actions.close_months(on=timezone.localdate(at), by=by, at=at)
