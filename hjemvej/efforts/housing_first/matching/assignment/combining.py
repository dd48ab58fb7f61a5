"""How do several levels become one whole number, so that one solution and one proof serve them all?

Each level is multiplied by a factor so great that all the later levels together never outweigh one step of it. It
need not outweigh whole matchings, only what a single alternating path or cycle can change (docs/algorithms/matching.md
proves it), so the factors stay small: a level of people changes by one person coming and one going.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .problem import Level, Problem, Whole

EXACT = 2**53  # below this SciPy's double precision counts whole numbers exactly


class TooFine(ValueError):
    """The levels together need greater numbers than can be counted exactly."""


@dataclass(frozen=True)
class Factors:
    """What each level is multiplied by, the first greatest; `steps` are the most one path can change each level."""

    factors: tuple[int, ...]
    steps: tuple[int, ...]

    def combine(self, values: Whole) -> Whole:
        """One number of each row of values; the last axis of `values` is the levels."""
        return values @ np.array(self.factors, dtype=np.int64)

    def split(self, combined: Whole) -> Whole:
        """Back to one column a level: exact where no level's number is greater than its step, as prices never are."""
        columns, left = [], combined
        for factor in self.factors:
            digit = (2 * left + factor) // (2 * factor)  # the nearest whole number
            columns.append(digit)
            left = left - digit * factor
        return np.stack(columns, axis=-1) if columns else np.zeros((*combined.shape, 0), dtype=np.int64)


def factors_of(problem: Problem, *, room_for: int = 0) -> Factors:
    """Choose factors. `room_for` more people or homes may be added later without choosing anew.

    Raises TooFine where four times what one path can change, all levels together, reaches 2**53: SciPy's numbers,
    which are sums and differences of paths, would then no longer be exact.
    """
    longest = min(len(problem.people), len(problem.homes) + 1) + room_for
    steps = [largest_change(level, longest) for level in problem.levels]
    factors: list[int] = []
    below = 0
    for one in reversed(steps):
        factor = 1 + 2 * below
        factors.append(factor)
        below += one * factor
    factors.reverse()
    if 4 * below >= EXACT:
        raise TooFine(
            f"{len(problem.levels)} levels with {longest} people to place need numbers up to {4 * below} along a path; "
            f"they must stay below 2**53. Use smaller weights (days instead of seconds), or fewer levels."
        )
    return Factors(tuple(factors), tuple(steps))


def largest_change(level: Level, longest: int) -> int:
    """How much one alternating path or cycle through `longest` people can change a level, at most."""
    return _span(level) * longest if level.by_pair else _span(level)


def combined_weights(problem: Problem, factors: Factors) -> Whole:
    """E numbers, one a pair: all levels in one."""
    people = np.zeros(len(problem.people), dtype=np.int64)
    by_pair = []
    for level, factor in zip(problem.levels, factors.factors, strict=True):
        if level.by_pair:
            by_pair.append((level.weights, factor))
        else:
            people += level.weights * factor
    if len(by_pair) == 1 and by_pair[0][1] == 1 and not people.any():
        return by_pair[0][0]
    combined = np.repeat(people, np.diff(problem.starts))
    for weights, factor in by_pair:
        combined += weights * factor
    return combined


def objective(problem: Problem, homes_of: Sequence[int] | Whole) -> tuple[int, ...]:
    """What a matching reaches at each level: one whole number each."""
    homes = np.asarray(homes_of)
    housed = np.flatnonzero(homes >= 0)
    places = problem.places(housed, homes[housed])
    return tuple(int(level.weights[places if level.by_pair else housed].sum()) for level in problem.levels)


def _span(level: Level) -> int:
    """From the least to the greatest number, with the 0 of somebody without a home among them."""
    if not level.weights.size:
        return 0
    return max(int(level.weights.max()), 0) - min(int(level.weights.min()), 0)
