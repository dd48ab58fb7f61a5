"""What happens by itself? Needs to know end by their rules; config/timetable.py says when."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hjemvej.platform.access.viewer import system

from . import actions


@app.task(queueing_lock="needs.needs_are_ended")
def end_needs(timestamp: int) -> None:
    """Ask each hour, for days end at midnight and a machine may sleep just then."""
    actions.end_needs(by=system("Adgang ophører"), at=timezone.now())
