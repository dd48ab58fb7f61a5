"""Why did a person get no home? What keeps each home out, and who came before where a home fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .problem import Grid, Id, Index
from .solving import Solution


@dataclass(frozen=True)
class NoHome:
    """The homes of one person without one, counted. Nothing here depends on words; the caller has them by bit.

    `fits`: homes at which no condition fails. `keeps_out`: bit → homes at which it fails. `alone`: bit → homes at which
    it alone fails. `before`: level → fitting homes whose holder counts more there, at the first level at which the two
    differ; a holder never counts less, since the matching would then be better with the two exchanged. `alike`: fitting
    homes whose holder counts the same at every level (never with a level of ids). `empty`: fitting homes that nobody
    has, because the pair counts no more than none.
    """

    person: Id
    fits: int
    keeps_out: Mapping[int, int]
    alone: Mapping[int, int]
    before: Mapping[str, int]
    alike: int
    empty: int


def why_no_home(grid: Grid | None, solution: Solution) -> tuple[NoHome, ...]:
    """Why each person who got no home got none, in the order of ids.

    `solution` is of the grid's own problem; without a grid nothing is known of what keeps a home out.
    """
    holder = np.full(len(solution.problem.homes), -1, dtype=np.intp)
    housed = np.flatnonzero(solution.homes_of >= 0)
    holder[solution.homes_of[housed]] = housed
    return tuple(_why(grid, solution, holder, int(person)) for person in np.flatnonzero(solution.homes_of < 0))


def _why(grid: Grid | None, solution: Solution, holder: Index, person: int) -> NoHome:
    keeps_out, alone = _kept_out(grid.failing[person]) if grid else ({}, {})
    problem = solution.problem
    first, last = problem.starts[person], problem.starts[person + 1]
    fitting = problem.home_of_pair[first:last]
    held = np.flatnonzero(holder[fitting] >= 0)
    other = holder[fitting[held]]
    mine, theirs = first + held, problem.places(other, fitting[held])
    even = np.ones(len(held), dtype=bool)
    before: dict[str, int] = {}
    for level in problem.levels:
        if level.by_pair:
            more = even & (level.weights[theirs] > level.weights[mine])
        else:
            more = even & (level.weights[other] > level.weights[person])
        if more.any():
            before[level.name] = int(more.sum())
        even &= ~more
    fits = int(last - first)
    return NoHome(problem.people[person], fits, keeps_out, alone, before, int(even.sum()), fits - len(held))


def _kept_out(failing: NDArray[np.uint32]) -> tuple[dict[int, int], dict[int, int]]:
    """By bit: at how many homes the condition fails, and at how many it alone does."""
    masks, homes = np.unique(failing, return_counts=True)
    keeps_out: dict[int, int] = {}
    alone: dict[int, int] = {}
    for mask, count in zip(masks.tolist(), homes.tolist(), strict=True):
        bits = [bit for bit in range(32) if mask >> bit & 1]
        for bit in bits:
            keeps_out[bit] = keeps_out.get(bit, 0) + count
        if len(bits) == 1:
            alone[bits[0]] = count
    return keeps_out, alone
