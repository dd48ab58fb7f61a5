"""What happens by itself? Clocks that have begun since are found, and citizens known by a signal alone go in time."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hjemvej.platform.access.viewer import system

from .following.actions import follow_outcomes as follow_all_outcomes
from .keeping import actions
from .leaving.actions import tell_meeting_days
from .nights_after import actions as nights_after
from .onsets.actions import decide_onsets as decide_all_onsets


@app.task(queueing_lock="prevention.due_is_renewed")
def renew_due(timestamp: int) -> None:
    """Whom a number settles, what is due first of each signal as days pass, and the day of each meeting called."""
    by = system("Regner fristerne for signaler ud")
    actions.renew_due(by=by, at=timezone.now())
    tell_meeting_days(by=by)


@app.task(queueing_lock="prevention.erase_who_is_alone")
def erase_who_is_alone(timestamp: int) -> None:
    """Hourly, before the old rows go: citizens whom only a signal names, when it is not kept any longer."""
    actions.erase_who_is_alone(by=system("Sletter, hvem kun et signal nævnte"), at=timezone.now())


@app.task(queueing_lock="prevention.put_on_the_board")
def put_on_the_board(timestamp: int) -> None:
    """Every ten minutes: who is asked about without an answer comes on the night board; who no longer is leaves it."""
    by, at = system("Sætter dem, ingen har svaret for, på tavlen for natten"), timezone.now()
    nights_after.take_off_the_board(by=by, at=at)
    nights_after.put_on_the_board(by=by, at=at)


@app.task(queueing_lock="prevention.follow_outcomes")
def follow_outcomes(timestamp: int) -> None:
    """Hourly: how far each signal came, and whether a home was kept after three, six and twelve months."""
    follow_all_outcomes(by=system("Læser i registret, om hjemmet blev beholdt"), at=timezone.now())


@app.task(queueing_lock="prevention.decide_onsets")
def decide_onsets(timestamp: int) -> None:
    """Hourly: who has become homeless, and had anybody told us that the home was at risk?"""
    decide_all_onsets(by=system("Ser efter, om nogen havde sagt, at hjemmet var i fare"), at=timezone.now())
