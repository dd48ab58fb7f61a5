"""What do homes given out one by one come to, and who gains or waits?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ..comparing import difference, one_by_one
from ..problem import Grid, Level, UnclearProblem
from ..solving import solve
from .instances import as_pairs, counts_of, grids, reaches


@settings(max_examples=80, deadline=None)
@given(grids(), st.data())
def test_each_home_goes_to_the_first_who_fits_and_never_beats_all_at_once(grid, data):
    problem = grid.problem()
    homes, people = data.draw(st.permutations(problem.homes)), data.draw(st.permutations(problem.people))
    allowed = counts_of(problem)
    given_out, taken = [], set()
    for home in homes:
        for person in people:
            pair = problem.people.index(person), problem.homes.index(home)
            if person not in taken and pair in allowed:
                given_out.append(pair)
                taken.add(person)
                break
    homes_of = one_by_one(problem, homes=homes, people=people)
    assert as_pairs(homes_of) == tuple(sorted(given_out))
    assert reaches(problem, as_pairs(homes_of)) <= solve(problem).objective
    by_level = as_pairs(one_by_one(problem, homes=homes))
    assert reaches(problem, by_level) <= solve(problem).objective
    assert all(allowed[pair] >= (0,) * len(problem.levels) for pair in by_level)


def test_one_by_one_leaves_the_last_person_without_where_all_at_once_does_not():
    """Anna fits both homes and Bo only x; x comes first and goes to Anna."""
    levels = [Level.of_people("housed", [1, 1])]
    problem = Grid.of(["anna", "bo"], ["x", "y"], np.array([[0, 0], [0, 4]], dtype=np.uint32), levels).problem()
    before, after = one_by_one(problem, homes=["x", "y"], people=["anna", "bo"]), solve(problem).homes_of
    told = difference(problem, before, after)
    assert (told.gain, told.wait, told.more_housed, told.before, told.after) == (("bo",), (), 1, (1,), (2,))
    assert difference(problem, after, before).wait == ("bo",)


def test_an_order_names_each_once():
    problem = Grid.of(["a"], ["x", "y"], np.zeros((1, 2), dtype=np.uint32), [Level.of_people("housed", [1])]).problem()
    for order in (["x"], ["x", "x"], ["x", "y", "y"], ["x", "z"]):
        with pytest.raises(UnclearProblem, match="the order must name each home once"):
            one_by_one(problem, homes=order)
    with pytest.raises(UnclearProblem, match="the order must name each person once"):
        one_by_one(problem, homes=["x", "y"], people=[])
