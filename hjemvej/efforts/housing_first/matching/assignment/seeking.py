"""Who moves, when one person has no home any longer, or one home no person? The cheapest way, and prices mended.

Numbers are laid out in full, people × homes, one a pair; NEVER where a pair is not allowed. Between changes these hold:
each pair's number is no more than what the person keeps and the home's price together; a pair that stands has exactly
that; who stands without keeps 0, or has the price 0; and nothing is below 0. They prove the matching (checking.py), and
each change below restores them with at most two ways.

A way: the seeker takes the place that costs least, whoever was there seeks in turn, until a place that is free is found
or somebody goes without (a shortest augmenting path by Dijkstra's labels on what pairs lack; Edmonds and Karp 1972,
Tomizawa 1971).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .problem import Index, Whole

NEVER = -(2**60)
FAR = 2**62
LONG = 40  # movers after which a search begins anew
TOGETHER = 32  # movers at one cost that are looked at together


@dataclass
class Layout:
    """A best matching by one number a pair, in places; rows and columns to spare are never allowed anything."""

    numbers: Whole  # people × homes
    kept: Whole  # people
    price: Whole  # homes
    home_of: Index  # people; -1 for none
    person_of: Index  # homes; -1 for none

    def lose_person(self, person: int) -> None:
        """A person leaves; the home seeks another."""
        home = int(self.home_of[person])
        self.numbers[person] = NEVER
        self.home_of[person], self.kept[person] = -1, 0
        if home >= 0:
            self.person_of[home] = -1
            self._home_seeks(home)

    def lose_home(self, home: int) -> None:
        """A home leaves; whoever had it seeks another."""
        person = int(self.person_of[home])
        self.numbers[:, home] = NEVER
        self.person_of[home], self.price[home] = -1, 0
        if person >= 0:
            self.home_of[person] = -1
            self._person_seeks(person)

    def gain_person(self, person: int, numbers: Whole) -> None:
        """A person comes, with a number for each home, and seeks one."""
        self.numbers[person] = numbers
        self.kept[person] = max(0, int((numbers - self.price).max()))
        self._person_seeks(person)

    def gain_home(self, home: int, numbers: Whole) -> None:
        """A home comes, with a number for each person, and seeks one."""
        self.numbers[:, home] = numbers
        self.price[home] = max(0, int((numbers - self.kept).max()))
        self._home_seeks(home)

    def forbid(self, person: int, home: int) -> None:
        """A pair is allowed no longer. Where it stood, the home leaves and comes again without it."""
        if self.home_of[person] != home:
            self.numbers[person, home] = NEVER
            return
        numbers = self.numbers[:, home].copy()
        numbers[person] = NEVER
        self.lose_home(home)
        self.gain_home(home, numbers)

    def _person_seeks(self, person: int) -> None:
        _seek(self.numbers, self.kept, self.price, self.home_of, self.person_of, person)

    def _home_seeks(self, home: int) -> None:
        _seek(self.numbers.T, self.price, self.kept, self.person_of, self.home_of, home)


def _seek(numbers: Whole, own: Whole, other: Whole, place_of: Index, holder_of: Index, seeker: int) -> None:
    """Find the cheapest way for a seeker who stands without, let each on it move, and mend the prices.

    `own`, `place_of` are of the seeker's kind, `other`, `holder_of` of the places'. The cost of a step is what a pair
    lacks to be as good as what its two have; of going without, what the one keeps. A search that grows long begins anew
    after a shift of prices, which makes the ends nearer.
    """
    way = _cheapest_way(numbers, own, other, holder_of, seeker, at_most=LONG)
    if way is None:
        _shift(numbers, own, other, place_of, holder_of, seeker)
        way = _cheapest_way(numbers, own, other, holder_of, seeker, at_most=len(own))
    assert way is not None  # noqa: S101
    for movers, cost in way.moved:
        own[movers] -= way.cost - cost
        other[place_of[movers[place_of[movers] >= 0]]] += way.cost - cost
    place = way.end
    if place >= 0 and holder_of[place] >= 0:
        place_of[holder_of[place]] = -1
    while place >= 0:
        mover = int(way.by[place])
        left_behind = int(place_of[mover])
        place_of[mover], holder_of[place] = place, mover
        place = left_behind


@dataclass(frozen=True)
class _Way:
    """The place at which the cheapest way ends (-1: the seeker goes without), its cost, and who might move at which."""

    end: int
    cost: int
    by: Index  # who takes each place
    moved: list[tuple[Index, int]]


def _cheapest_way(
    numbers: Whole, own: Whole, other: Whole, holder_of: Index, seeker: int, at_most: int
) -> _Way | None:  # fmt: skip
    """Dijkstra's labels, many at one cost together; None where more than `at_most` would move."""
    far = np.full(len(other), FAR)
    waiting = far.copy()  # as `far`, for held places that have not been left yet
    by = np.full(len(other), -1, dtype=np.intp)
    is_held = holder_of >= 0
    ending = np.where(is_held, own[holder_of], 0)  # what it costs that whoever is at a place goes without
    moved, count = [(np.array([seeker], dtype=np.intp), 0)], 1
    end, cheapest = -1, int(own[seeker])
    while True:
        movers, cost = moved[-1]
        nearest, mover = _reached(numbers, own, other, movers)
        nearest += cost
        nearer = nearest < far
        far[nearer], by[nearer] = nearest[nearer], mover[nearer]
        nearer &= is_held
        waiting[nearer] = nearest[nearer]
        ends = far + ending
        last = int(ends.argmin())
        if ends[last] < cheapest:
            end, cheapest = last, int(ends[last])
        cost = int(waiting.min())
        if cost >= cheapest:
            return _Way(end, cheapest, by, moved)
        places = np.flatnonzero(waiting == cost)[:TOGETHER]
        waiting[places] = FAR
        moved.append((holder_of[places], cost))
        count += len(places)
        if count > at_most:
            return None


def _reached(numbers: Whole, own: Whole, other: Whole, movers: Index) -> tuple[Whole, Index]:
    """What each place costs the mover to whom it costs least, and who that is."""
    if len(movers) == 1:
        return other - numbers[movers[0]] + own[movers[0]], np.full(len(other), movers[0])
    lacking = own[movers, None] - numbers[movers]
    least = lacking.argmin(axis=0)
    return lacking[least, np.arange(len(other))] + other, movers[least]


def _shift(numbers: Whole, own: Whole, other: Whole, place_of: Index, holder_of: Index, seeker: int) -> None:
    """Let each who has a place, and the seeker, keep less by the same, and their places be dearer by it.

    As much as goes until one keeps nothing, or would rather have a free place. What pairs that stand lack stays
    nothing; all that held holds.
    """
    placed = np.flatnonzero(place_of >= 0)
    free = np.flatnonzero(holder_of < 0)
    placed = np.append(placed, seeker)
    least = int(own[placed].min())
    if len(free) and least:
        lacking = own[placed, None] + other[free] - numbers[np.ix_(placed, free)]
        least = min(least, int(lacking.min()))
    own[placed] -= least
    other[place_of[placed[:-1]]] += least
