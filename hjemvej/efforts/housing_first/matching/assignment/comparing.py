"""What if homes were given out one by one, and who would gain or wait by another answer?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .combining import combined_weights, factors_of, objective
from .problem import Id, Index, Problem, UnclearProblem


@dataclass(frozen=True)
class Difference:
    """From one matching to another: who gains a home, who waits instead, and what each level reaches in both."""

    gain: tuple[Id, ...]
    wait: tuple[Id, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]

    @property
    def more_housed(self) -> int:
        return len(self.gain) - len(self.wait)


def one_by_one(problem: Problem, *, homes: Sequence[Id], people: Sequence[Id] | None = None) -> Index:
    """Give the homes out one by one in an order; each goes to the first person in order whom it fits and who has none.

    Without an order of people each home goes to the person with whom it counts most by the levels, ties by id; a home
    that counts less than none with everybody stays empty. Returns n places of homes, -1 for none. Raises UnclearProblem
    where an order leaves somebody or something out, or names it twice.
    """
    home_order = _places(problem.homes, homes, "home")
    if people is None:
        numbers = combined_weights(problem, factors_of(problem))
        rank = -numbers
    else:
        position = np.empty(len(problem.people), dtype=np.int64)
        position[_places(problem.people, people, "person")] = np.arange(len(problem.people))
        rank = np.repeat(position, np.diff(problem.starts))
    by_home = np.argsort(problem.home_of_pair, kind="stable")
    starts = np.searchsorted(problem.home_of_pair[by_home], np.arange(len(problem.homes) + 1))
    person_of_pair = problem.person_of_pair
    homes_of = np.full(len(problem.people), -1, dtype=np.intp)
    for home in home_order:
        pairs = by_home[starts[home] : starts[home + 1]]
        pairs = pairs[homes_of[person_of_pair[pairs]] < 0]
        if not len(pairs):
            continue
        first = pairs[rank[pairs].argmin()]
        if people is not None or rank[first] <= 0:
            homes_of[person_of_pair[first]] = home
    return homes_of


def difference(problem: Problem, before: Index, after: Index) -> Difference:
    """Between two matchings of one problem."""
    ids = problem.people
    return Difference(
        tuple(ids[one] for one in np.flatnonzero((before < 0) & (after >= 0))),
        tuple(ids[one] for one in np.flatnonzero((before >= 0) & (after < 0))),
        objective(problem, before),
        objective(problem, after),
    )


def _places(ids: Sequence[Id], order: Sequence[Id], kind: str) -> Index:
    places = {one: place for place, one in enumerate(ids)}
    if len(order) != len(ids) or set(order) != set(ids):
        raise UnclearProblem(f"the order must name each {kind} once")
    return np.array([places[one] for one in order], dtype=np.intp)
