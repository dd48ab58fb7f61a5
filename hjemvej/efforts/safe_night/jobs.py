"""What happens by itself? Holds run out, and each night is settled; config/timetable.py says when."""

import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from hjemvej.efforts.safe_night.mornings.actions import settle_night
from hjemvej.efforts.safe_night.placing.actions import holding
from hjemvej.ground.situations.rules import night_of
from hjemvej.platform.access.viewer import system

DAY = datetime.timedelta(days=1)
NIGHTS_BACK = 3  # made up again, should the machine have stood still; what is made up already stays


@app.task(queueing_lock="safe_night.holds_run_out")
def let_holds_run_out(timestamp: int) -> None:
    """Places whose time is out are free for the next."""
    holding.expire_holds(at=timezone.now())


@app.task(queueing_lock="safe_night.nights_are_made_up")
def settle_nights(timestamp: int) -> None:
    """The nights that are over; hourly, so that 04:00 comes also on the days the clock is changed."""
    at = timezone.now()
    for nights_back in range(NIGHTS_BACK, 0, -1):
        settle_night(night=night_of(at) - nights_back * DAY, by=system("Natten gøres op"), at=at)
