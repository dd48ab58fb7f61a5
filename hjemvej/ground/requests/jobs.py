"""What happens by itself? Whoever was promised it is erased, once nothing holds the case."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hjemvej.platform.access.viewer import system

from . import actions


@app.task(queueing_lock="requests.keep_promises")
def keep_promises(timestamp: int) -> None:
    """Hourly: citizens who asked to be erased and were told yes."""
    actions.keep_promises(by=system("Sletter, hvad borgeren har fået lovet"), at=timezone.now())
