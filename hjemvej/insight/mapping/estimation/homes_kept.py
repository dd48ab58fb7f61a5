"""How long is a home of one's own kept, and how does it end? From tenancies and nights to times that can be estimated.

A move to another home of one's own ends nothing. A home is lost when the tenancy ends and the person sleeps in
homelessness soon after, or is evicted, or leaves and nobody knows where to. Death, and a move to a place where help is
part of living there, are other ends. Whoever moves away, or of whom it is not known, is followed to that day.
"""

import datetime
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from .ways_home import DAY, Slept

# How a tenancy ended, as `ground/homes` says it.
EVICTED, LEFT, OTHER_HOME, STAY, DIED = "evicted", "left", "other_home", "stay", "died"


class WayOut(StrEnum):
    LOST = "lost"
    INSTITUTION = "institution"
    DEAD = "dead"


@dataclass(frozen=True)
class Home:
    """A home of one person's own, from a day until another (none: still), and how it ended where that was said."""

    from_on: datetime.date
    until_on: datetime.date | None
    ended: str = ""

    def outlasts(self, day: datetime.date) -> bool:
        return self.until_on is None or self.until_on > day


@dataclass(frozen=True)
class Kinds:
    """What the kinds of nights mean: in homelessness, a home of one's own, away for a time, moved away."""

    homeless: Collection[str]
    own: Collection[str]
    residential: Collection[str]
    institution: Collection[str]
    moved: Collection[str]


@dataclass(frozen=True)
class Limits:
    """All in days: how soon homelessness tells of a loss, how long away is no home any longer, how short is bridged."""

    lost_within: int
    institution_after: int
    bridged_under: int


@dataclass(frozen=True)
class HomeKept:
    """One move-in: the last day that it was followed, and by which way it ended; none: followed no longer, or still.

    `is_followed` says that it still lasts today; with neither, the person moved away or nobody knows.
    `person_id` is set by whoever counts people, since one may move in more than once.
    """

    moved_in_on: datetime.date
    last_on: datetime.date
    way_out: WayOut | None
    is_followed: bool = False
    person_id: uuid.UUID | None = None


@dataclass(frozen=True)
class _Life:
    """What is known of one person up to today."""

    nights: Sequence[Slept]
    died_on: datetime.date | None
    kinds: Kinds
    limits: Limits
    today: datetime.date

    def of(self, kinds: Collection[str], since: datetime.date, within: int) -> list[Slept]:
        """The nights of these kinds between a day and so many days after, also where they began before."""
        last = min(since + within * DAY, self.today)
        return [
            night
            for night in self.nights
            if night.kind in kinds and night.from_on <= last and (night.until_on is None or night.until_on > since)
        ]

    def days_of(self, night: Slept) -> int:
        return ((night.until_on or self.today) - night.from_on).days


def homes_kept(
    homes: Sequence[Home],
    nights: Sequence[Slept],
    *,
    died_on: datetime.date | None,
    kinds: Kinds,
    limits: Limits,
    today: datetime.date,
) -> list[HomeKept]:
    """Follow each move-in of one person, the first first; `homes` with a lease of one's own, `nights` in order."""
    life = _Life(_joined(nights, kinds), died_on, kinds, limits, today)
    waiting = sorted((home for home in homes if home.from_on <= today), key=lambda home: home.from_on)
    found = []
    while waiting:
        lived_in, kept = _followed(waiting, life)
        found.append(kept)
        if kept.way_out is WayOut.DEAD:
            break
        goes_on = kept.way_out is not None
        waiting = [
            home
            for home in waiting
            if home not in lived_in and (home.from_on > kept.last_on or (goes_on and home.outlasts(kept.last_on)))
        ]
    return found


def _joined(nights: Sequence[Slept], kinds: Kinds) -> list[Slept]:
    """Stays away that follow on each other, hospital and prison, are one stay by its last kind."""
    joined: list[Slept] = []
    for night in nights:
        before = joined[-1] if joined else None
        away = {*kinds.residential, *kinds.institution}
        if before and night.kind in away and before.kind in away and before.until_on == night.from_on:
            joined[-1] = replace(night, from_on=before.from_on)
        else:
            joined.append(night)
    return joined


def _followed(homes: Sequence[Home], life: _Life) -> tuple[list[Home], HomeKept]:
    """From the first of these homes on: the homes that it took, and how it stands."""
    home, lived_in = homes[0], [homes[0]]
    begins = home.from_on
    while True:
        ends = home.until_on if home.until_on and home.until_on <= life.today else None
        gone = _gone_meanwhile(home, ends or life.today, begins, life)
        if gone:
            return lived_in, gone
        if ends is None:
            return lived_in, HomeKept(begins, life.today, None, is_followed=True)
        following = None if home.ended == EVICTED else _next_home(home, ends, homes, lived_in, life)
        if following is None:
            return lived_in, _ended(home, ends, begins, life)
        home = following
        lived_in.append(following)


def _gone_meanwhile(home: Home, until: datetime.date, begins: datetime.date, life: _Life) -> HomeKept | None:
    """Death, or a stay away that became too long, while the home was still theirs."""
    ends = []
    if life.died_on and life.died_on <= until:
        ends.append((max(life.died_on, begins), WayOut.DEAD))
    for night in life.nights:
        too_long = max(night.from_on, home.from_on) + (life.limits.institution_after + 1) * DAY
        is_away = night.kind in life.kinds.residential or night.kind in life.kinds.institution
        if is_away and too_long <= min(night.until_on or life.today, until):
            ends.append((too_long, WayOut.INSTITUTION))
    return HomeKept(begins, *min(ends)) if ends else None


def _next_home(
    home: Home, ends: datetime.date, homes: Sequence[Home], lived_in: Sequence[Home], life: _Life
) -> Home | None:
    """The home of one's own that follows in time, unless the nights in homelessness before it were too many."""
    limits = life.limits
    own = [
        Home(max(night.from_on, ends), night.until_on)
        for night in life.of(life.kinds.own, ends, limits.lost_within)
        if night.from_on >= ends or home.ended == OTHER_HOME
    ]
    leases = [
        other
        for other in homes
        if other not in lived_in and other.outlasts(ends) and other.from_on <= ends + limits.lost_within * DAY
    ]
    following = min(chain(leases, own), key=lambda other: max(other.from_on, ends), default=None)
    if following is None:
        return None
    between = [
        min(night.until_on or following.from_on, following.from_on) - max(night.from_on, ends)
        for night in life.of(life.kinds.homeless, ends, limits.lost_within)
    ]
    nights = sum(max(one.days, 0) for one in between)
    return following if nights < limits.bridged_under else None


def _ended(home: Home, ends: datetime.date, begins: datetime.date, life: _Life) -> HomeKept:
    """How it ended, where no home of one's own followed."""
    kinds, within = life.kinds, life.limits.lost_within
    stays = life.of(kinds.institution, ends, within)
    if home.ended == DIED:
        return HomeKept(begins, ends, WayOut.DEAD)
    if home.ended == EVICTED or life.of(kinds.homeless, ends, within):
        return HomeKept(begins, ends, WayOut.LOST)
    too_long = any(life.days_of(stay) > life.limits.institution_after for stay in stays)
    if home.ended == STAY or life.of(kinds.residential, ends, within) or too_long:
        return HomeKept(begins, ends, WayOut.INSTITUTION)
    if life.died_on and life.died_on <= ends + within * DAY:
        return HomeKept(begins, life.died_on, WayOut.DEAD)
    if home.ended == LEFT and not life.of(kinds.moved, ends, within) and not stays:
        return HomeKept(begins, ends, WayOut.LOST)
    return HomeKept(begins, ends, None)
