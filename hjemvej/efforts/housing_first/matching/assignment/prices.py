"""What is each home worth to those who could have it, in a best matching? The prices that prove it is the best.

A home's price is what the whole would gain from one more copy of it: a person takes the copy and gains, or leaves a
home behind that the next person takes, and so on. They are the least prices at which nobody would rather have another
home. A worklist finds them: a home's price rises when a person would gain by it, the person housed there then keeps
less, and only those who keep less than before are asked again (Bellman and Ford's labels, by rounds).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .problem import Index, Whole

BLOCK = 50_000  # pairs


class NotTheBest(ArithmeticError):
    """A matching that can be improved was given, so no prices can prove it."""


@dataclass(frozen=True)
class Pairs:
    """Allowed pairs as compressed rows, with one number each; a part of a problem's, or all."""

    starts: Index  # n + 1
    home: Index  # E
    weight: Whole  # E
    homes: int  # m

    @property
    def people(self) -> int:
        return len(self.starts) - 1

    def spread(self, by_person: Whole, people: slice = slice(None)) -> Whole:
        """n numbers as E, each repeated over the person's pairs; of some people in a row, or of all."""
        spread: Whole = np.repeat(by_person[people], np.diff(self.starts)[people])
        return spread

    def blocks(self) -> Iterator[tuple[slice, slice]]:
        """People in a row and their pairs, so few at a time that a processor's near memory holds them."""
        cuts = np.searchsorted(self.starts, np.arange(0, len(self.home), BLOCK), side="left")
        ends = sorted({*cuts.tolist(), self.people})
        for first, last in pairwise(ends):
            yield slice(first, last), slice(int(self.starts[first]), int(self.starts[last]))

    def of(self, people: Index) -> Index:
        """The places of the pairs of some people."""
        counts = self.starts[people + 1] - self.starts[people]
        ends = np.cumsum(counts)
        places: Index = np.arange(counts.sum()) + np.repeat(self.starts[people] - ends + counts, counts)
        return places


def least_prices(pairs: Pairs, homes_of: Index, own: Whole) -> tuple[Whole, Whole]:
    """What each person keeps (n, from 0), and each home's price (m, from 0): the least that prove the matching.

    `homes_of` are n places of homes, -1 for none; `own` the numbers of those pairs, 0 for none. Raises NotTheBest.
    """
    price = np.zeros(pairs.homes, dtype=np.int64)
    kept = own.copy()
    holder = _holders(homes_of, pairs.homes)
    if (kept < 0).any():
        raise NotTheBest("somebody has a home that counts less than none")
    better = np.flatnonzero(pairs.weight > pairs.spread(kept))
    home = pairs.home[better]
    offer = pairs.weight[better] - kept[np.searchsorted(pairs.starts, better, side="right") - 1]
    while len(home):
        np.maximum.at(price, home, offer)
        risen = np.zeros(pairs.homes, dtype=bool)
        risen[home] = True
        people = holder[risen]
        if (people < 0).any():
            raise NotTheBest("an empty home would be worth something to somebody")
        kept[people] = own[people] - price[risen]
        if (kept[people] < 0).any():
            raise NotTheBest("somebody who has a home would give way to more")
        asked = pairs.of(people)
        home = pairs.home[asked]
        offer = pairs.weight[asked] - np.repeat(kept[people], pairs.starts[people + 1] - pairs.starts[people])
        better = np.flatnonzero(offer > price[home])
        home, offer = home[better], offer[better]
    return kept, price


def _holders(homes_of: Index, homes: int) -> Index:
    """Who has each home: m places of people, -1 for none."""
    holder = np.full(homes, -1, dtype=np.intp)
    housed = np.flatnonzero(homes_of >= 0)
    holder[homes_of[housed]] = housed
    return holder
