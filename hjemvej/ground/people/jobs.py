"""What happens by itself? Two records that may be one citizen are found; config/timetable.py says when."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hjemvej.platform.access.viewer import system

from .recognising import actions


@app.task(queueing_lock="people.same_are_looked_for")
def look_for_same(timestamp: int) -> None:
    """A minute after somebody was written: the door never waits for it."""
    actions.look_for_same(by=system("Leder efter borgere, der er skrevet op to gange"), at=timezone.now())
