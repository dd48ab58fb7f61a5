"""What do five answers say, and is it a change since the last time? In words for the citizen. Pure; no diagnosis."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

# Keys of ground/law.
LOW, CHANGE = "wellbeing_low", "wellbeing_change"
TIMES = 4  # the sum of five answers from 0 to 5, as 0 to 100


@dataclass(frozen=True)
class Point:
    """The points of a day."""

    on: datetime.date
    points: int


@dataclass(frozen=True)
class Told:
    """The words first; where the points are low, a kind word beside."""

    words: str
    talk: str


def points(answers: Sequence[int]) -> int:
    return TIMES * sum(answers)


def told(course: Sequence[Point], *, low: int, change: int) -> Told:
    """Say how the latest of these points stands to the one before; the first first, one at least."""
    now = course[-1].points
    talk = ""
    if now < low:
        talk = _("Det kan være godt at tale med nogen om, hvordan du har det: os, din læge eller en, du stoler på.")
    if len(course) == 1:
        return Told(_("%s af 100. Det er første gang.") % now, talk)
    before = course[-2].points
    if now == before:
        return Told(_("%s af 100. Det samme som sidst.") % now, talk)
    if abs(now - before) >= change:
        said = _("%(now)s af 100. Sidst %(before)s: det er en forandring.")
    else:
        said = _("%(now)s af 100. Sidst %(before)s: så lille en forskel kan være tilfældig.")
    return Told(said % {"now": now, "before": before}, talk)
