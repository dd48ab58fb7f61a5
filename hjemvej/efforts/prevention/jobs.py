"""What happens by itself? Clocks that have begun since are found, and citizens known by a signal alone go in time."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hjemvej.platform.access.viewer import system

from . import actions


@app.task(queueing_lock="prevention.due_is_renewed")
def renew_due(timestamp: int) -> None:
    """Whom a number settles, and what is due first of each signal, as needs become known and days pass."""
    actions.renew_due(by=system("Regner fristerne for signaler ud"), at=timezone.now())


@app.task(queueing_lock="prevention.erase_who_is_alone")
def erase_who_is_alone(timestamp: int) -> None:
    """Hourly, before the old rows go: citizens whom only a signal names, when it is not kept any longer."""
    actions.erase_who_is_alone(by=system("Sletter, hvem kun et signal nævnte"), at=timezone.now())
