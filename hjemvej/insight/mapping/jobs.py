"""What happens by itself? The overview is counted every ten minutes, so that no one waits for it."""

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
