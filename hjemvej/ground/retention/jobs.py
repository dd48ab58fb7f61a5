"""What happens by itself? What is kept no longer goes, some at a time; the next run goes on."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hjemvej.platform.access.viewer import looking_as, system

from . import actions, queries


@app.task(queueing_lock="retention.erase_due")
def erase_due(timestamp: int) -> None:
    """Hourly: citizens whose case has been still for so long, and old rows with a rule of their own."""
    if queries.not_set_up():
        return  # `overdue` tells the alarm
    actions.erase_due(by=system("Sletter, hvad der ikke skal gemmes længere"), at=timezone.now())


@app.task(queueing_lock="retention.preview_is_counted")
def count_preview(timestamp: int) -> None:
    """Hourly: what goes when, so that no leader waits for it."""
    at, by = timezone.now(), system("Tæller, hvad der slettes")
    with looking_as(by):
        actions.count_preview(on=timezone.localdate(at), by=by, at=at)
