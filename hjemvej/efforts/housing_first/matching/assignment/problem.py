"""Who could live where, and what counts, in which order? People, homes, the pairs that are allowed, and levels.

Everything is sorted by id when a problem is made, so the order in which rows were given changes nothing later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Whole = NDArray[np.int64]
Index = NDArray[np.intp]
Id = int | str


class UnclearProblem(ValueError):
    """What was given is no problem that can be solved; the message says what is wrong."""


@dataclass(frozen=True)
class Level:
    """One aim, to be as great as it can: the sum of whole numbers over those who get a home.

    `weights` are n numbers, one a person, or one a pair where `by_pair`. Whoever gets no home counts as 0; a number
    may be negative. A level before another always comes first, however much it costs the later one.
    """

    name: str
    weights: Whole
    by_pair: bool = False

    @staticmethod
    def of_people(name: str, weights: ArrayLike) -> Level:
        """Count a number for each person who gets a home: n whole numbers, in the order of the people given."""
        return Level(name, whole(weights, name))

    @staticmethod
    def of_ids(name: str, people: Sequence[Id]) -> Level:
        """As a last level: of people who are alike, the first by id. Counts n for the first, and 1 for the last."""
        return Level(name, len(people) - _inverse(_order(people, "person")))

    @staticmethod
    def of_pairs(name: str, weights: ArrayLike) -> Level:
        """Count a number for each pair: in the order of the pairs given, or n × m of a grid."""
        return Level(name, whole(weights, name), by_pair=True)


@dataclass(frozen=True)
class Problem:
    """n people, m homes, E allowed pairs (compressed rows), and levels, the first first.

    Person i may have the homes `home_of_pair[starts[i] : starts[i + 1]]`, which are places in `homes`, rising. The
    weights of a level by pair stand in the same order. Make it with `of_pairs`, or from a `Grid`.
    """

    people: tuple[Id, ...]
    homes: tuple[Id, ...]
    starts: Index  # n + 1
    home_of_pair: Index  # E
    levels: tuple[Level, ...]

    @property
    def pairs(self) -> int:
        return len(self.home_of_pair)

    @property
    def person_of_pair(self) -> Index:
        """E places in `people`."""
        return np.repeat(np.arange(len(self.people)), np.diff(self.starts))

    def by_pair(self, level: Level) -> Whole:
        """A level's E numbers, one a pair."""
        return level.weights if level.by_pair else np.repeat(level.weights, np.diff(self.starts))

    def places(self, people: Index, homes: Index) -> Index:
        """Where pairs stand in `home_of_pair`, by places of k people and k homes; -1 where a pair is not allowed.

        All k are looked up at once, each by halving the person's own pairs.
        """
        low, end = self.starts[people], self.starts[people + 1]
        high = end.copy()
        while (low < high).any():
            middle = (low + high) // 2
            before = low < high
            before[before] = self.home_of_pair[middle[before]] < homes[before]
            low, high = np.where(before, middle + 1, low), np.where(before, high, np.minimum(middle, high))
        found = low < end
        found[found] = self.home_of_pair[low[found]] == homes[found]
        return np.where(found, low, -1)

    @staticmethod
    def of_pairs(
        people: Sequence[Id], homes: Sequence[Id], person_of_pair: ArrayLike, home_of_pair: ArrayLike,
        levels: Sequence[Level],
    ) -> Problem:  # fmt: skip
        """Sort people, homes and pairs by id. A pair names a place in `people` and one in `homes`, as they are given.

        Raises UnclearProblem for an id or a pair given twice, a pair that names nobody, or a level of another length.
        """
        by_person, by_home = _order(people, "person"), _order(homes, "home")
        rows, columns = _places(person_of_pair, len(people), "person"), _places(home_of_pair, len(homes), "home")
        if len(rows) != len(columns):
            raise UnclearProblem(f"{len(rows)} persons of pairs, but {len(columns)} homes")
        _check_lengths(levels, len(people), (len(rows),))
        key = _inverse(by_person)[rows] * len(homes) + _inverse(by_home)[columns]
        order = None if (key[1:] > key[:-1]).all() else np.argsort(key, kind="stable")
        if order is not None:
            key = key[order]
            for twice in np.flatnonzero(key[1:] == key[:-1])[:1]:
                person, home = divmod(int(key[twice]), len(homes))
                pair = f"person {people[by_person[person]]} and home {homes[by_home[home]]}"
                raise UnclearProblem(f"the pair of {pair} is given twice")
        rows, columns = np.divmod(key, max(len(homes), 1))
        return Problem(
            tuple(people[one] for one in by_person),
            tuple(homes[one] for one in by_home),
            np.searchsorted(rows, np.arange(len(people) + 1)).astype(np.intp),
            columns.astype(np.intp),
            tuple(
                Level(one.name, one.weights[by_person])
                if not one.by_pair
                else (one if order is None else Level(one.name, one.weights[order], by_pair=True))
                for one in levels
            ),
        )


@dataclass(frozen=True)
class Grid:
    """Every person beside every home: which conditions fail, as bits, and what each pair counts at each level.

    `failing` is n × m of uint32: bit k stands where condition k fails. Levels by pair have n × m weights.
    """

    people: tuple[Id, ...]
    homes: tuple[Id, ...]
    failing: NDArray[np.uint32]
    levels: tuple[Level, ...]

    @staticmethod
    def of(people: Sequence[Id], homes: Sequence[Id], failing: NDArray[Any], levels: Sequence[Level]) -> Grid:
        """Sort by id. Raises UnclearProblem for an id given twice, or a shape that does not fit."""
        by_person, by_home = _order(people, "person"), _order(homes, "home")
        shape = (len(people), len(homes))
        if failing.shape != shape or failing.dtype != np.uint32:
            raise UnclearProblem(f"the masks are {failing.dtype} {failing.shape}, not uint32 {shape}")
        _check_lengths(levels, len(people), shape)
        if all((order[1:] > order[:-1]).all() for order in (by_person, by_home)):
            return Grid(tuple(people), tuple(homes), failing, tuple(levels))
        cells = np.ix_(by_person, by_home)
        return Grid(
            tuple(people[one] for one in by_person),
            tuple(homes[one] for one in by_home),
            failing[cells],
            tuple(Level(one.name, one.weights[cells if one.by_pair else by_person], one.by_pair) for one in levels),
        )

    def problem(self, *, without: int = 0) -> Problem:
        """Allow each pair at which nothing fails, or nothing but conditions of the bits `without`."""
        failing = self.failing if not without else self.failing & np.uint32(~without & 0xFFFFFFFF)
        allowed = failing == 0
        counts = np.count_nonzero(allowed, axis=1)
        starts = np.concatenate(([0], np.cumsum(counts))).astype(np.intp)
        cells = np.flatnonzero(allowed)
        homes = cells - np.repeat(np.arange(len(self.people)) * len(self.homes), counts)
        levels = tuple(
            Level(one.name, one.weights.reshape(-1)[cells], by_pair=True) if one.by_pair else one for one in self.levels
        )
        return Problem(self.people, self.homes, starts, homes, levels)


def whole(numbers: ArrayLike, name: str) -> Whole:
    """Whole numbers as int64. Raises UnclearProblem for others."""
    given = np.asarray(numbers)
    if given.size and (given.dtype.kind not in "biu" or given.max() > np.iinfo(np.int64).max):
        raise UnclearProblem(f"{name}: the weights must be whole numbers of at most 63 bits, not {given.dtype}")
    return given.astype(np.int64)


def _order(ids: Sequence[Id], kind: str) -> Index:
    """The places of the ids, sorted. Raises UnclearProblem for an id given twice, or words among numbers."""
    try:
        order = sorted(range(len(ids)), key=lambda place: ids[place])
    except TypeError:
        raise UnclearProblem(f"the ids of each {kind} must be all numbers or all words") from None
    for before, after in pairwise(order):
        if ids[before] == ids[after]:
            raise UnclearProblem(f"the {kind} {ids[before]} is given twice")
    return np.array(order, dtype=np.intp)


def _inverse(order: Index) -> Index:
    places = np.empty(len(order), dtype=np.intp)
    places[order] = np.arange(len(order))
    return places


def _places(given: ArrayLike, count: int, kind: str) -> Index:
    places = np.asarray(given)
    if places.size and (places.dtype.kind not in "iu" or places.min() < 0 or places.max() >= count):
        raise UnclearProblem(f"a pair names a {kind} who is not among the {count}")
    return places.astype(np.intp)


def _check_lengths(levels: Sequence[Level], people: int, pairs: tuple[int, ...]) -> None:
    if not levels:
        raise UnclearProblem("no level says what is to be as great as it can")
    for level in levels:
        wanted = pairs if level.by_pair else (people,)
        if level.weights.shape != wanted:
            raise UnclearProblem(f"{level.name}: weights of shape {level.weights.shape}, not {wanted}")
