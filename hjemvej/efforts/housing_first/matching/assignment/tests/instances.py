"""Small problems of every kind, and their best answer by trying every matching: nothing of the solver is used here."""

from collections.abc import Iterator
from itertools import product

import numpy as np
from hypothesis import strategies as st

from ..problem import Grid, Level, Problem


@st.composite
def grids(draw, most_people=4, most_homes=4, least=-3, most=6):
    """People beside homes, three conditions, and one to four levels of either kind."""
    people, homes = draw(st.integers(0, most_people)), draw(st.integers(0, most_homes))
    number = st.integers(least, most)
    masks = draw(st.lists(st.sampled_from([0, 0, 0, 1, 2, 4, 3]), min_size=people * homes, max_size=people * homes))
    levels = []
    for place in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            weights = draw(st.lists(number, min_size=people * homes, max_size=people * homes))
            levels.append(Level.of_pairs(f"pairs {place}", np.array(weights, dtype=int).reshape(people, homes)))
        else:
            weights = draw(st.lists(number, min_size=people, max_size=people))
            levels.append(Level.of_people(f"people {place}", np.array(weights, dtype=int)))
    failing = np.array(masks, dtype=np.uint32).reshape(people, homes)
    return Grid.of([f"p{one}" for one in range(people)], [f"h{one}" for one in range(homes)], failing, levels)


def counts_of(problem: Problem) -> dict[tuple[int, int], tuple[int, ...]]:
    """What each allowed pair counts, a number a level."""
    counts = {}
    for person in range(len(problem.people)):
        for place in range(problem.starts[person], problem.starts[person + 1]):
            counts[person, int(problem.home_of_pair[place])] = tuple(
                int(level.weights[place if level.by_pair else person]) for level in problem.levels
            )
    return counts


def every_matching(problem: Problem) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every way to give homes to people, and to leave any of both without."""
    counts = counts_of(problem)
    choices = [
        [-1, *(home for one, home in counts if one == person)] for person in range(len(problem.people))
    ]  # fmt: skip
    for homes in product(*choices):
        taken = [home for home in homes if home >= 0]
        if len(taken) == len(set(taken)):
            yield tuple((person, home) for person, home in enumerate(homes) if home >= 0)


def reaches(problem: Problem, matching: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    counts = counts_of(problem)
    return tuple(sum(counts[pair][level] for pair in matching) for level in range(len(problem.levels)))


def best_of_all(problem: Problem) -> tuple[int, ...]:
    """The greatest objective there is: levels compare as words in a dictionary do."""
    return max(reaches(problem, matching) for matching in every_matching(problem))


def as_pairs(homes_of) -> tuple[tuple[int, int], ...]:
    return tuple((person, int(home)) for person, home in enumerate(homes_of) if home >= 0)


def town(people: int, homes: int, seed: int, *, fits: float = 0.5) -> Grid:
    """A list as a team may have it: four classes of need, number housed, wishes met, days waited, ids."""
    chance = np.random.default_rng(seed)
    need = chance.integers(0, 4, people)
    levels = [Level.of_people(f"class {one}", (need == one).astype(int)) for one in range(3)]
    levels += [
        Level.of_people("housed", np.ones(people, dtype=int)),
        Level.of_pairs("wishes", chance.integers(0, 9, (people, homes))),
        Level.of_people("days", chance.integers(0, 1500, people)),
        Level.of_ids("id", range(people)),
    ]
    failing = np.where(chance.random((people, homes)) < fits, 0, 1 << chance.integers(0, 5, (people, homes)))
    return Grid.of(range(people), range(homes), failing.astype(np.uint32), levels)
