"""Does a certificate prove that a matching is the best? Plain code of its own, which shares nothing with the solver.

It reads a problem, a matching and a certificate, and trusts none of them. That a certificate proves it: take any other
matching. Each of its pairs counts no more than what the person keeps and the home's price together; nobody has two
homes, no home two people, and no number is below 0; so it counts no more than all kept and all prices together, which
is what the matching counts. Numbers of several levels compare as words in a dictionary do; sums keep that order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

if TYPE_CHECKING:
    from .problem import Problem
    from .solving import Certificate


def check(certificate: Certificate, problem: Problem, homes_of: ArrayLike) -> str | None:
    """Say the first fault, or None where the certificate proves the matching.

    `homes_of` are n places in `problem.homes`, -1 for none. Every comparison is of whole numbers, hence exact.
    """
    homes = np.asarray(homes_of)
    return (
        _fault_of_shape(certificate, problem, homes)
        or _fault_of_matching(problem, homes)
        or _fault_of_sign(certificate, problem)
        or _fault_of_pairs(certificate, problem)
        or _fault_of_sums(certificate, problem, homes)
    )


def _fault_of_shape(certificate: Certificate, problem: Problem, homes: np.ndarray) -> str | None:
    people, levels = len(problem.people), len(problem.levels)
    if homes.shape != (people,):
        return f"the matching says something of {homes.shape} people, not of {people}"
    if certificate.kept.shape != (people, levels):
        return f"kept is {certificate.kept.shape}, not {people} people × {levels} levels"
    if certificate.price.shape != (len(problem.homes), levels):
        return f"price is {certificate.price.shape}, not {len(problem.homes)} homes × {levels} levels"
    if certificate.kept.dtype != np.int64 or certificate.price.dtype != np.int64:
        return "the certificate's numbers are not whole"
    return None


def _fault_of_matching(problem: Problem, homes: np.ndarray) -> str | None:
    taken: dict[int, int] = {}
    for person, home in enumerate(homes.tolist()):
        if home == -1:
            continue
        if not 0 <= home < len(problem.homes):
            return f"{problem.people[person]} is given a home that does not exist"
        if home in taken:
            both = f"{problem.people[taken[home]]} and {problem.people[person]}"
            return f"{problem.homes[home]} is given to both {both}"
        taken[home] = person
        if home not in problem.home_of_pair[problem.starts[person] : problem.starts[person + 1]]:
            return f"{problem.people[person]} is given {problem.homes[home]}, which is not allowed"
    return None


def _fault_of_sign(certificate: Certificate, problem: Problem) -> str | None:
    for said, rows, ids in (
        ("keeps", certificate.kept, problem.people),
        ("has the price", certificate.price, problem.homes),
    ):
        for place, row in enumerate(map(tuple, rows.tolist())):
            if row < (0,) * len(row):
                return f"{ids[place]} {said} {row}, which is below 0"
    return None


def _fault_of_pairs(certificate: Certificate, problem: Problem) -> str | None:
    """A pair that counts more than kept and price together: the first level in which they differ decides."""
    people = np.repeat(np.arange(len(problem.people)), problem.starts[1:] - problem.starts[:-1])
    homes = problem.home_of_pair
    even = np.arange(len(homes))  # the pairs that have been level so far
    for column, level in enumerate(problem.levels):
        counts = level.weights[even] if level.by_pair else level.weights[people[even]]
        covered = certificate.kept[people[even], column] + certificate.price[homes[even], column]
        short = even[counts > covered]
        if len(short):
            pair = f"{problem.people[people[short[0]]]} in {problem.homes[homes[short[0]]]}"
            return f"{pair} counts more than kept and price together at the level {level.name}"
        even = even[counts == covered]
    return None


def _fault_of_sums(certificate: Certificate, problem: Problem, homes: np.ndarray) -> str | None:
    for column, level in enumerate(problem.levels):
        reached = 0
        for person, home in enumerate(homes.tolist()):
            if home == -1:
                continue
            place = person
            if level.by_pair:
                first = int(problem.starts[person])
                allowed = problem.home_of_pair[first : problem.starts[person + 1]].tolist()
                place = first + allowed.index(home)
            reached += int(level.weights[place])
        proved = sum(certificate.kept[:, column].tolist()) + sum(certificate.price[:, column].tolist())
        if reached != proved:
            return f"the matching reaches {reached} at the level {level.name}, and the certificate proves {proved}"
    return None
