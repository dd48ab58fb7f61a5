"""Who gets which home, when every level is as great as the levels before it allow? A solution with its proof.

SciPy's sparse matching (Jonker and Volgenant's algorithm, `min_weight_full_bipartite_matching`) proposes on a part of
the pairs; prices from the worklist are then tried on all pairs, and where one would beat them, all pairs are solved.
What comes back is proved by those prices; what SciPy did need not be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from .combining import Factors, combined_weights, factors_of, objective
from .prices import Pairs, least_prices
from .problem import Id, Index, Problem, Whole

FEW = 40_000  # pairs that are solved at once, without choosing a part
SAMPLE = 64  # pairs of a person, looked at to guess which are the person's best
GROUPS = 64  # that pairs which count the same are spread over
BEST = 3  # of the sample: about one pair in twenty joins the first part


@dataclass(frozen=True)
class Certificate:
    """Why no other matching is better: what each person keeps, and each home's price, a column a level.

    `kept` is n × levels, `price` m × levels, whole numbers in the units of the levels. Rows compare as words in a
    dictionary do, the first level first: none is below 0, each pair's kept and price together are no less than the
    pair's own numbers, and all together are the objective. The first k columns prove the first k levels.
    """

    kept: Whole
    price: Whole


@dataclass(frozen=True)
class Solution:
    """A best matching: n places of homes (-1 for none), what it reaches at each level, and the proof."""

    problem: Problem
    homes_of: Index
    objective: tuple[int, ...]
    certificate: Certificate

    @property
    def pairs(self) -> tuple[tuple[Id, Id], ...]:
        """Who gets which home, by ids, in the order of the people's ids."""
        people, homes = self.problem.people, self.problem.homes
        return tuple((people[one], homes[self.homes_of[one]]) for one in np.flatnonzero(self.homes_of >= 0))

    @property
    def housed(self) -> int:
        return int((self.homes_of >= 0).sum())


def solve(problem: Problem) -> Solution:
    """Find a best matching for all levels, and prove it. Raises TooFine where the levels need too great numbers."""
    factors = factors_of(problem)
    homes_of, _kept, price = matched(all_pairs(problem, factors))
    return Solution(problem, homes_of, objective(problem, homes_of), certified(problem, factors, homes_of, price))


def all_pairs(problem: Problem, factors: Factors) -> Pairs:
    """A problem's pairs, all levels in one number each."""
    return Pairs(problem.starts, problem.home_of_pair, combined_weights(problem, factors), len(problem.homes))


def certified(problem: Problem, factors: Factors, homes_of: Index, price: Whole) -> Certificate:
    """The proof in columns of levels, from the least prices of the levels in one number.

    A least price is what one alternating path changes, so it splits exactly (`Factors.split`). What a person keeps is
    then the person's own numbers less the price of the home, level by level.
    """
    prices = factors.split(price)
    kept = np.zeros((len(problem.people), len(problem.levels)), dtype=np.int64)
    housed = np.flatnonzero(homes_of >= 0)
    places = problem.places(housed, homes_of[housed])
    for column, level in enumerate(problem.levels):
        own = level.weights[places if level.by_pair else housed]
        kept[housed, column] = own - prices[homes_of[housed], column]
    return Certificate(kept, prices)


def matched(pairs: Pairs) -> tuple[Index, Whole, Whole]:
    """A best matching by one number a pair: n places of homes (-1 for none), what people keep, and least prices."""
    part = first_part(pairs)
    if part is not None:
        tried = _only(pairs, part)
        homes_of, own = _propose(tried)
        kept, price = least_prices(tried, homes_of, own)
        if _holds(pairs, kept, price):
            return homes_of, kept, price
    homes_of, own = _propose(pairs)
    return homes_of, *least_prices(pairs, homes_of, own)


def _holds(pairs: Pairs, kept: Whole, price: Whole) -> bool:
    """Does no pair count more than what the person keeps and the home's price together?"""
    for people, block in pairs.blocks():
        most = pairs.spread(kept, people)
        if price.any():
            most += price[pairs.home[block]]
        if (pairs.weight[block] > most).any():
            return False
    return True


def first_part(pairs: Pairs) -> Index | None:
    """The places of the pairs to begin with: about each person's best; None for all of them.

    Which pairs are among the best is guessed from a sample of each person's; of pairs that count the same, a share
    spread evenly over the homes. A wrong guess costs time and never an answer.
    """
    if len(pairs.weight) <= FEW:
        return None
    lengths = np.diff(pairs.starts)
    steps = (np.arange(SAMPLE) * lengths[:, None]) // SAMPLE
    sample = pairs.weight[np.minimum(pairs.starts[:-1, None] + steps, len(pairs.weight) - 1)]
    bound = np.partition(sample, SAMPLE - BEST, axis=1)[:, SAMPLE - BEST]
    above, alike = (sample > bound[:, None]).sum(axis=1), (sample == bound[:, None]).sum(axis=1)
    groups = np.where(lengths <= SAMPLE, GROUPS, -(-GROUPS * (BEST - above) // alike))
    bound[lengths <= SAMPLE] = np.iinfo(np.int64).min
    found = []
    for people, block in pairs.blocks():
        at_least, weight = pairs.spread(bound, people), pairs.weight[block]
        best = weight > at_least
        even = np.flatnonzero(weight == at_least)
        group = ((even + block.start).astype(np.uint32) * np.uint32(2654435761)) >> np.uint32(32 - 6)
        best[even[group < pairs.spread(groups, people)[even]]] = True
        found.append(np.flatnonzero(best) + block.start)
    return np.concatenate(found)


def _only(pairs: Pairs, part: Index) -> Pairs:
    return Pairs(np.searchsorted(part, pairs.starts), pairs.home[part], pairs.weight[part], pairs.homes)


def _propose(pairs: Pairs) -> tuple[Index, Whole]:
    """SciPy's best matching, in which each person may also stay without: homes (-1 for none), and the pairs' numbers.

    SciPy wants everybody matched, so each person has a place outside that counts 0; and it leaves out costs of 0, so a
    cost is the greatest number, and one more, less the pair's own.
    """
    people, count = pairs.people, len(pairs.weight)
    homes_of, own = np.full(people, -1, dtype=np.intp), np.zeros(people, dtype=np.int64)
    if not count:
        return homes_of, own
    _people, columns = min_weight_full_bipartite_matching(_costs(pairs))
    homes_of[:] = np.where(columns < pairs.homes, columns, -1)
    for some, block in pairs.blocks():
        chosen = np.flatnonzero(pairs.home[block] == pairs.spread(homes_of, some)) + block.start
        own[np.searchsorted(pairs.starts, chosen, side="right") - 1] = pairs.weight[chosen]
    return homes_of, own


def _costs(pairs: Pairs) -> csr_array:
    """People × homes and a place outside for each person, which stands last in the person's row."""
    people, count = pairs.people, len(pairs.weight)
    dearest = max(int(pairs.weight.max()), 0) + 1
    starts = (pairs.starts + np.arange(people + 1)).astype(np.int32)
    cost, column = np.empty(count + people), np.empty(count + people, dtype=np.int32)
    outside = starts[1:] - 1
    for some, block in pairs.blocks():
        first, last = int(starts[some.start]), int(starts[some.stop])
        is_pair = np.ones(last - first, dtype=bool)
        is_pair[outside[some] - first] = False
        cost[first:last][is_pair] = dearest - pairs.weight[block]
        column[first:last][is_pair] = pairs.home[block]
    cost[outside], column[outside] = dearest, pairs.homes + np.arange(people)
    return csr_array((cost, column, starts), shape=(people, pairs.homes + people))
