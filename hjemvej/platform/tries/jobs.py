"""What happens by itself? Yesterday's tries are forgotten."""

from django.utils import timezone
from procrastinate.contrib.django import app

from . import counting


@app.task(queueing_lock="tries.forget_old_tries")
def forget_old_tries(timestamp: int) -> None:
    """Hourly."""
    counting.forget_old_tries(at=timezone.now())
