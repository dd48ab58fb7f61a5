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
    lacks to be as good as what its two have; of going without, what the one keeps.
    """
    far = np.full(len(other), FAR)
    by = np.full(len(other), -1, dtype=np.intp)
    free = np.flatnonzero(holder_of < 0)
    waiting = far.copy()  # as `far`, for held places that have not been left yet
    movers, costs = [seeker], [0]
    cheapest, goes_without, found = int(own[seeker]), seeker, -1
    mover, cost = seeker, 0
    while True:
        reached = (other - numbers[mover]) + (int(own[mover]) + cost)
        nearer = reached < far
        far[nearer], by[nearer] = reached[nearer], mover
        if len(free):
            best = free[int(far[free].argmin())]
            if far[best] < cheapest:
                cheapest, found = int(far[best]), int(best)
        np.copyto(waiting, far, where=nearer)
        waiting[free] = FAR
        place = int(waiting.argmin())
        if waiting[place] >= cheapest:
            break
        cost, mover = int(waiting[place]), int(holder_of[place])
        waiting[place] = FAR
        movers.append(mover)
        costs.append(cost)
        if cost + own[mover] < cheapest:
            cheapest, goes_without, found = cost + int(own[mover]), mover, -1
    left = [place_of[one] for one in movers[1:]]
    own[movers] -= cheapest - np.array(costs)
    other[left] += cheapest - np.array(costs[1:], dtype=np.int64)
    if found < 0:
        found, place_of[goes_without] = int(place_of[goes_without]), -1
        if goes_without == seeker:
            return
    while True:
        mover = int(by[found])
        left_behind = int(place_of[mover])
        place_of[mover], holder_of[found] = found, mover
        found = left_behind
        if mover == seeker:
            return
