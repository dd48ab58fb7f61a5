"""What happens by itself? Forms that came back a week ago are forgotten."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hjemvej.platform.access.viewer import looking_as, system

from . import actions


@app.task(queueing_lock="offline.forget_returned")
def forget_returned(timestamp: int) -> None:
    """Hourly."""
    with looking_as(system("forget_returned")):
        actions.forget_returned(at=timezone.now())
