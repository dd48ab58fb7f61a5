"""When is it asked where a citizen sleeps after a signal's day, and when are they on the night board? Pure."""

import datetime
from typing import Literal

from hjemvej.ground.law.rules import working_day_before

from ..models import NightAfter

Answer = NightAfter.Answer
State = Literal["later", "ask", "board", "answered", "over"]


def asked_from(day: datetime.date) -> datetime.date:
    """The last working day before: colleagues are at work, and there is time to find a place."""
    return working_day_before(day)


def state(day: datetime.date, on: datetime.date, answer: str = "") -> State:
    """Say how the night after a day stands; unanswered on the day itself, or with nowhere to go: on the night board."""
    if on > day:
        return "over"
    if answer and answer != Answer.NOWHERE:
        return "answered"
    if on == day:
        return "board"
    return "ask" if on >= asked_from(day) and not answer else "later"
