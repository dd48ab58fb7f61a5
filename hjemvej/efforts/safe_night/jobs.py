"""What happens by itself? Holds run out, and each night is settled; config/timetable.py says when."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hjemvej.efforts.safe_night.mornings import actions as mornings
from hjemvej.efforts.safe_night.placing.actions import holding
from hjemvej.platform.access.viewer import system


@app.task(queueing_lock="safe_night.holds_run_out")
def let_holds_run_out(timestamp: int) -> None:
    """Places whose time is out are free for the next."""
    holding.expire_holds(at=timezone.now())


@app.task(queueing_lock="safe_night.nights_are_made_up")
def settle_nights(timestamp: int) -> None:
    """The nights that are over; hourly, so that 04:00 comes also on the days the clock is changed."""
    mornings.settle_nights(by=system("Natten gøres op"), at=timezone.now())
