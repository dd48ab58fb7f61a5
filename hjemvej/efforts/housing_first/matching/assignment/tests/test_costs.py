"""Is what a rule is said to cost the truth, found by trying everything?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from ..checking import check
from ..costs import homes_that_count, with_more_homes, without_conditions, without_home
from ..problem import Grid, Level, UnclearProblem
from ..solving import solve
from .instances import best_of_all, grids, town


def most_housed(failing):
    """How many can get a home, whoever it is: Hopcroft and Karp's answer."""
    return int((maximum_bipartite_matching(csr_array(failing == 0), perm_type="column") >= 0).sum())


def holds(cost, now):
    """After is no more than before and the bound, as words in a dictionary compare; and it is proved."""
    after, bound = cost.difference.after, tuple(np.add(now.objective, cost.at_most).tolist())
    then = cost.solution
    return after <= bound and check(then.certificate, then.problem, then.homes_of) is None


@settings(max_examples=60, deadline=None)
@given(grids(most_people=3, most_homes=3), st.integers(1, 7))
def test_without_conditions(grid, bits):
    now = solve(grid.problem())
    cost = without_conditions(grid, now, bits)
    failing = np.where(grid.failing & (7 - bits) == 0, 0, 1).astype(np.uint32)
    assert cost.difference.after == best_of_all(Grid.of(grid.people, grid.homes, failing, grid.levels).problem())
    assert cost.difference.before == now.objective
    assert holds(cost, now)
    if not any(cost.at_most):
        assert cost.difference.after == now.objective


@settings(max_examples=60, deadline=None)
@given(grids(most_people=3, most_homes=2), st.integers(1, 2))
def test_more_homes_and_a_home_less(grid, copies):
    now = solve(grid.problem())
    for place, home in enumerate(grid.homes):
        for cost, columns in (
            (with_more_homes(grid, now, home, copies), [*range(len(grid.homes)), *[place] * copies]),
            (without_home(grid, now, home), [one for one in range(len(grid.homes)) if one != place]),
        ):
            levels = [Level(one.name, one.weights[:, columns], True) if one.by_pair else one for one in grid.levels]
            other = Grid.of(grid.people, range(len(columns)), grid.failing[:, columns], levels)
            assert cost.difference.after == best_of_all(other.problem())
            assert holds(cost, now)


@pytest.mark.parametrize("seed", range(4))
def test_how_many_more_are_housed_is_how_many_more_can_be(seed):
    grid = town(40, 25, seed, fits=0.02 * (seed + 1))  # few fit somewhere, then nearly all
    now = solve(grid.problem())
    for bit in range(5):
        cost = without_conditions(grid, now, 1 << bit)
        more = most_housed(grid.failing & np.uint32(31 - (1 << bit))) - most_housed(grid.failing)
        assert cost.more_housed == more
        assert len(cost.difference.gain) - len(cost.difference.wait) == more
        assert cost.solution.housed == now.housed + more
    counts = homes_that_count(now)
    for home in range(25):
        fewer = np.delete(grid.failing, home, axis=1)
        assert (home in counts) == (most_housed(fewer) < most_housed(grid.failing))
        assert without_home(grid, now, home).more_housed == most_housed(fewer) - most_housed(grid.failing)
        copies = np.column_stack([grid.failing, *[grid.failing[:, home]] * 3])
        assert with_more_homes(grid, now, home, 3).more_housed == most_housed(copies) - most_housed(grid.failing)


def test_who_gains_and_who_waits():
    """Without condition 0 the first class may have the only home, and another person waits."""
    levels = [Level.of_people("class", [1, 0]), Level.of_people("housed", [1, 1])]
    grid = Grid.of(["anna", "bo"], ["x"], np.array([[1], [0]], dtype=np.uint32), levels)
    now = solve(grid.problem())
    cost = without_conditions(grid, now, 1)
    assert (cost.difference.gain, cost.difference.wait, cost.more_housed) == (("anna",), ("bo",), 0)
    assert (cost.difference.before, cost.difference.after, cost.at_most) == ((0, 1), (1, 1), (1, 1))
    more = with_more_homes(grid, now, "x", 2)
    assert more.more_housed == 0
    assert more.solution.problem.homes == ("x", "x (2)", "x (3)")


def test_a_home_that_is_not_there_is_refused():
    grid = town(3, 2, seed=1)
    now = solve(grid.problem())
    for ask in (lambda: without_home(grid, now, 7), lambda: with_more_homes(grid, now, 7)):
        with pytest.raises(UnclearProblem, match="there is no home 7"):
            ask()
    with pytest.raises(UnclearProblem, match="0 more homes are none"):
        with_more_homes(grid, now, 1, 0)
