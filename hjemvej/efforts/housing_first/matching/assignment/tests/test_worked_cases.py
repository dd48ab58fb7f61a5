"""Are the cases in docs/algorithms/matching.md worked right?"""

import numpy as np

from ..checking import check
from ..combining import factors_of
from ..costs import with_more_homes, without_home
from ..problem import Grid, Level
from ..reasons import NoHome, why_no_home
from ..solving import solve

LEVELS = [
    Level.of_people("first class", [1, 0, 0]),
    Level.of_people("housed", [1, 1, 1]),
    Level.of_pairs("wishes", np.array([[1, 0], [3, 0], [0, 1]])),
]
GRID = Grid.of(["anna", "bo", "cai"], ["x", "y"], np.array([[0, 0], [0, 1], [1, 0]], dtype=np.uint32), LEVELS)
NOW = solve(GRID.problem())


def test_anna_in_y_and_bo_in_x_with_its_proof():
    assert NOW.pairs == (("anna", "y"), ("bo", "x"))
    assert NOW.objective == (1, 2, 3)
    assert NOW.certificate.kept.tolist() == [[1, 0, -1], [0, 0, 1], [0, 0, 0]]
    assert NOW.certificate.price.tolist() == [[0, 1, 2], [0, 1, 1]]
    assert check(NOW.certificate, NOW.problem, NOW.homes_of) is None


def test_the_factors():
    factors = factors_of(NOW.problem)
    assert (factors.factors, factors.steps) == ((57, 19, 1), (1, 1, 9))
    assert factors.combine(NOW.certificate.price).tolist() == [21, 20]
    assert factors.split(np.array([21, 20, 57 - 1])).tolist() == [[0, 1, 2], [0, 1, 1], [1, 0, -1]]


def test_a_second_x_and_no_x():
    more = with_more_homes(GRID, NOW, "x")
    assert (more.difference.gain, more.difference.wait, more.at_most) == (("cai",), (), (0, 1, 2))
    assert more.difference.after == (1, 3, 5)
    fewer = without_home(GRID, NOW, "x")
    assert (fewer.difference.gain, fewer.difference.wait, fewer.difference.after) == ((), ("bo",), (1, 1, 0))


def test_why_cai_waits():
    assert why_no_home(GRID, NOW) == (NoHome("cai", 1, {0: 1}, {0: 1}, {"first class": 1}, 0, 0),)


def test_a_large_list_stays_within_the_bound():
    """Four classes, number housed, eight wishes, 4,000 days, 2,000 ids; 2,000 people and 3,000 homes: about 2**48."""
    people = 2000
    levels = [Level.of_people(f"class {one}", [1] * people) for one in range(4)]
    levels += [
        Level.of_people("housed", [1] * people),
        Level.of_pairs("wishes", np.full((people, 3000), 8)),
        Level.of_people("days", [4000] * people),
        Level.of_ids("id", range(people)),
    ]
    failing = np.ones((people, 3000), dtype=np.uint32)
    failing[0, 0] = 0
    factors = factors_of(Grid.of(range(people), range(3000), failing, levels).problem())
    needed = 4 * sum(factor * step for factor, step in zip(factors.factors, factors.steps, strict=True))
    assert 2**47 < needed < 2**50
