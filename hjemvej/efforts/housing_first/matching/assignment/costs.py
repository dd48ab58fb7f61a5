"""What does a rule cost, and what would one more home give? Each answer solves again, from the start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .combining import combined_weights, factors_of
from .comparing import Difference
from .problem import Grid, Id, Level, Problem, UnclearProblem
from .solving import Solution, solve


@dataclass(frozen=True)
class Cost:
    """What changes, who gains and who waits, and what the prices had said it could be at most.

    `at_most` bounds the gain at each level, as words in a dictionary compare: after is no more than before and it.
    """

    difference: Difference
    at_most: tuple[int, ...]
    solution: Solution

    @property
    def more_housed(self) -> int:
        return self.difference.more_housed


def without_conditions(grid: Grid, now: Solution, bits: int) -> Cost:
    """What leaving conditions out would change; `bits` has theirs set. `now` is the solution of the grid with all."""
    then = solve(grid.problem(without=bits))
    return Cost(_between(now, then), _at_most(now, then.problem), then)


def with_more_homes(grid: Grid, now: Solution, home: Id, copies: int = 1) -> Cost:
    """What some more homes just like one of the grid's would give."""
    place = _home(grid, home)
    ids = _new_ids(grid, home, copies)
    columns = np.append(np.arange(len(grid.homes)), np.repeat(place, copies))
    more = Grid.of(
        grid.people,
        [*grid.homes, *ids],
        grid.failing[:, columns],
        [Level(one.name, one.weights[:, columns], True) if one.by_pair else one for one in grid.levels],
    )
    then = solve(more.problem())
    price = now.certificate.price[place]
    return Cost(_between(now, then), tuple((copies * price).tolist()), then)


def without_home(grid: Grid, now: Solution, home: Id) -> Cost:
    """What one vacancy's not being there costs: nobody gains from it, so the bound is 0."""
    columns = np.flatnonzero(np.arange(len(grid.homes)) != _home(grid, home))
    fewer = Grid(
        grid.people,
        tuple(grid.homes[one] for one in columns),
        grid.failing[:, columns],
        tuple(Level(one.name, one.weights[:, columns], True) if one.by_pair else one for one in grid.levels),
    )
    then = solve(fewer.problem())
    return Cost(_between(now, then), (0,) * len(grid.levels), then)


def homes_that_count(solution: Solution) -> tuple[Id, ...]:
    """The homes without which one person fewer could be matched; `solution` matches as many as can be.

    Whoever has a home that is taken away finds another only along a path of changes that ends at an empty home. So the
    paths are followed backwards from the empty homes, and a home that is met does not count: it can be done without.
    """
    problem, homes_of = solution.problem, solution.homes_of
    person_of_pair = problem.person_of_pair
    is_filled = np.zeros(len(problem.homes), dtype=bool)
    is_filled[homes_of[homes_of >= 0]] = True
    is_met, newly = ~is_filled, ~is_filled
    while newly.any():
        theirs = homes_of[person_of_pair[newly[problem.home_of_pair]]]
        newly = np.zeros_like(is_met)
        newly[theirs[theirs >= 0]] = True
        newly &= ~is_met
        is_met |= newly
    return tuple(problem.homes[place] for place in np.flatnonzero(is_filled & ~is_met))


def _between(now: Solution, then: Solution) -> Difference:
    ids = now.problem.people
    before, after = now.homes_of >= 0, then.homes_of >= 0
    return Difference(
        tuple(ids[one] for one in np.flatnonzero(~before & after)),
        tuple(ids[one] for one in np.flatnonzero(before & ~after)),
        now.objective,
        then.objective,
    )


def _at_most(now: Solution, then: Problem) -> tuple[int, ...]:
    """What the new pairs can give at most: the proof holds again when each person keeps what the best of them lacks."""
    factors = factors_of(then)
    kept, price = factors.combine(now.certificate.kept), factors.combine(now.certificate.price)
    people = then.person_of_pair
    over = combined_weights(then, factors) - kept[people] - price[then.home_of_pair]
    beats = np.flatnonzero(over > 0)
    best = beats[np.lexsort((-over[beats], people[beats]))]
    best = best[np.append(True, people[best][1:] != people[best][:-1])] if len(best) else best
    bound = []
    for column, level in enumerate(then.levels):
        counts = level.weights[best] if level.by_pair else level.weights[people[best]]
        covered = now.certificate.kept[people[best], column] + now.certificate.price[then.home_of_pair[best], column]
        bound.append(int((counts - covered).sum()))
    return tuple(bound)


def _home(grid: Grid, home: Id) -> int:
    if home not in grid.homes:
        raise UnclearProblem(f"there is no home {home}")
    return grid.homes.index(home)


def _new_ids(grid: Grid, home: Id, copies: int) -> list[Id]:
    if copies < 1:
        raise UnclearProblem(f"{copies} more homes are none")
    if isinstance(home, int):
        first = max(int(one) for one in grid.homes) + 1
        return list(range(first, first + copies))
    taken, number = set(grid.homes), 1
    ids: list[Id] = []
    while len(ids) < copies:
        number += 1
        if (name := f"{home} ({number})") not in taken:
            ids.append(name)
    return ids
