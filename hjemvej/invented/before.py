"""Who is with the team on the first day? Years have gone by unseen, so that the first day is a day like any other."""

import datetime

from hjemvej.ground.situations.rules import HOMELESS

from .life import DAY, Moved, Soul, Town, moment
from .rates import Kind
from .working_days import next_at_work

YEARS_UNSEEN = 12
THE_TEAM_IS_OLD = 2 * 365 * DAY  # on the first day; whoever was homeless before that became known as it began
BEGINNING = 60  # days in which the team got to know those
FOLLOWED = 120 * DAY  # in a home of their own
GONE = frozenset({Kind.MOVED_AWAY, Kind.DEAD})


def live(town: Town, start: datetime.date) -> list[Soul]:
    """Let the town live unseen; it keeps those whom the team still knows, each with a past as the team knows it."""
    day = start - YEARS_UNSEEN * 365 * DAY
    while day < start:
        for _ in range(town.arrivals(day)):
            town.arrive(day)
        for soul in town.due(day):
            town.move_on(soul, day)
        day += DAY
    town.souls = [soul for soul in town.souls if is_known_still(soul, start) or comes_back(soul)]
    for soul in town.souls:
        _begin_as_known(soul, start - THE_TEAM_IS_OLD, town)
    return town.souls


def is_known_still(soul: Soul, on: datetime.date) -> bool:
    """Does the team still meet them?"""
    if soul.kind == Kind.OWN_HOME:
        return on - soul.since < FOLLOWED
    return soul.kind not in GONE


def comes_back(soul: Soul) -> bool:
    """Lives in a home of their own, and will not for ever."""
    return soul.changes_on is not None


def _begin_as_known(soul: Soul, began: datetime.date, town: Town) -> None:
    """Of what was before the team began it was told since when they had been homeless, and no more."""
    earlier = [moved for moved in soul.past if moved.day <= began]
    if not earlier:
        return
    soul.arrived_on = next_at_work(began + town.rng.randrange(BEGINNING) * DAY)
    soul.recorded_at = moment(soul.arrived_on, town.rng)
    known = [moved for moved in soul.past if moved.day <= soul.arrived_on]
    now, since = known[-1], known[-1].day
    for moved in reversed(known):
        if moved.kind not in HOMELESS or now.kind not in HOMELESS:
            break
        since = moved.day
    soul.homeless_since = since if now.kind in HOMELESS else None
    soul.past = [Moved(soul.arrived_on, now.kind, now.bed), *soul.past[len(known) :]]
    soul.since = max(soul.since, soul.arrived_on)
