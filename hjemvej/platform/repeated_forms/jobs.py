"""What happens by itself? Forms taken some days ago are forgotten."""

from django.utils import timezone
from procrastinate.contrib.django import app

from . import actions


@app.task(queueing_lock="repeated_forms.forget_taken_forms")
def forget_taken_forms(timestamp: int) -> None:
    """Hourly."""
    actions.forget_taken_forms(at=timezone.now())
