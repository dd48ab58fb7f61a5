"""What happens by itself? A citizen given to somebody who did not answer comes back; config/timetable.py says when."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hjemvej.platform.access.viewer import system

from .in_hand import actions as in_hand


@app.task(queueing_lock="casework.hand_overs_come_back")
def bring_back(timestamp: int) -> None:
    """Asked each hour: what should have come back while the machine slept comes back then."""
    in_hand.bring_back(by=system("Overdragelser kommer tilbage"), at=timezone.now())


@app.task(queueing_lock="casework.days_are_counted")
def count_days(timestamp: int) -> None:
    """On whom nobody followed up as each day ended; hourly, so that no day is lost while the machine sleeps."""
    in_hand.count_days(by=system("Dage uden nogen tælles"), at=timezone.now())
