"""When does a way home begin, and where does it end? From where people slept to times that can be estimated."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Slept:
    """Where one person slept, from a day until another (none: still), by the name of the kind."""

    kind: str
    from_on: datetime.date
    until_on: datetime.date | None


@dataclass(frozen=True)
class WayHome:
    """One homelessness of one person: `home_on` is the day of a home of their own, none while they wait.

    `last_on` is the last day on which they were followed: the home's, or the day on which they died, moved away or were
    lost sight of, else today. `slept` is the kind of the last night in homelessness.
    """

    began_on: datetime.date
    home_on: datetime.date | None
    last_on: datetime.date
    slept: str


def ways_home(
    nights: Sequence[Slept],
    *,
    homeless: Collection[str],
    home: Collection[str],
    gone: Collection[str],
    today: datetime.date,
    anew_after: int,
) -> list[WayHome]:
    """Part one person's nights, in order of time, into ways home.

    A home for fewer than `anew_after` days (whole days) that led back to homelessness was none. Kinds that are neither
    `homeless`, `home` nor `gone` (a hospital, a prison) are on the way. Whoever is `gone` is followed no longer:
    a home after `anew_after` days of it is not the end of this way.
    """
    found: list[WayHome] = []
    began: datetime.date | None = None
    slept, housed_on, is_gone = "", None, None
    for night in nights:
        if night.kind in homeless:
            if began and housed_on and night.from_on - housed_on >= anew_after * DAY:
                found.append(WayHome(began, housed_on, housed_on, slept))
                began = None
            elif began and is_gone and night.from_on - is_gone >= anew_after * DAY:
                found.append(WayHome(began, None, is_gone, slept))
                began = None
            began, slept, housed_on, is_gone = began or night.from_on, night.kind, None, None
        elif began and night.kind in home and is_gone and night.from_on - is_gone >= anew_after * DAY:
            found.append(WayHome(began, None, is_gone, slept))
            began = None
        elif began and night.kind in home:
            housed_on = housed_on or night.from_on
        elif began and night.kind in gone and not housed_on:
            is_gone = is_gone or night.from_on
    if began:
        found.append(WayHome(began, housed_on, housed_on or is_gone or today, slept))
    return found
