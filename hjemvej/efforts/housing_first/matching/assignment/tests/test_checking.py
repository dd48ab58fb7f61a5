"""Does the check notice what is wrong with a proof, and never pass a matching that is not the best?"""

import dataclasses

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ..checking import check
from ..problem import Level
from ..solving import Certificate, solve
from .instances import as_pairs, best_of_all, every_matching, grids, reaches, town


def of(solution, homes_of=None, problem=None, **changed):
    """What the check says, with some of it changed."""
    certificate = dataclasses.replace(solution.certificate, **changed)
    return check(
        certificate, problem or solution.problem, solution.homes_of if homes_of is None else np.array(homes_of)
    )


@settings(max_examples=80, deadline=None)
@given(grids(), st.data())
def test_a_number_that_is_raised_or_lowered_is_noticed(grid, data):
    solution = solve(grid.problem())
    name = data.draw(st.sampled_from(["kept", "price"]))
    numbers = getattr(solution.certificate, name).copy()
    assume(numbers.size)
    place = data.draw(st.tuples(*(st.integers(0, length - 1) for length in numbers.shape)))
    numbers[place] += data.draw(st.sampled_from([-1, 1]))
    assert of(solution, **{name: numbers})


@settings(max_examples=80, deadline=None)
@given(grids(), st.data())
def test_no_change_of_the_numbers_proves_a_matching_that_is_not_the_best(grid, data):
    """Also numbers that are raised here and lowered there, so that the sum is right."""
    solution = solve(grid.problem())
    numbers = st.integers(-2, 2)
    kept, price = (
        (rows + data.draw(st.lists(numbers, min_size=rows.size, max_size=rows.size).map(np.array))
         .astype(np.int64).reshape(rows.shape))
        for rows in (solution.certificate.kept, solution.certificate.price)
    )  # fmt: skip
    matching = data.draw(st.sampled_from(sorted(every_matching(solution.problem))[:200]))
    homes_of = np.full(len(grid.people), -1)
    for person, home in matching:
        homes_of[person] = home
    if check(Certificate(kept, price), solution.problem, homes_of) is None:
        assert reaches(solution.problem, matching) == best_of_all(solution.problem)


@settings(max_examples=50, deadline=None)
@given(grids())
def test_two_people_exchanged_or_a_person_left_out_is_noticed_where_it_makes_it_worse(grid):
    solution = solve(grid.problem())
    best = as_pairs(solution.homes_of)
    for one in range(len(grid.people)):
        for other in range(one):
            homes_of = solution.homes_of.copy()
            homes_of[[one, other]] = homes_of[[other, one]]
            swapped = as_pairs(homes_of)
            fault = of(solution, homes_of)
            if swapped not in set(every_matching(solution.problem)):
                assert "which is not allowed" in fault
            elif reaches(solution.problem, swapped) != reaches(solution.problem, best):
                assert fault
            else:
                assert fault is None


def test_each_fault_is_named():
    solution = solve(town(6, 4, seed=1, fits=0.8).problem())
    problem, kept, price = solution.problem, solution.certificate.kept, solution.certificate.price
    person, home = as_pairs(solution.homes_of)[0]
    twice = solution.homes_of.copy()
    twice[(person + 1) % 6] = home
    assert of(solution) is None
    assert of(solution, twice[:5]) == "the matching says something of (5,) people, not of 6"
    assert of(solution, kept=kept[:, 1:]) == "kept is (6, 6), not 6 people × 7 levels"
    assert of(solution, price=price[1:]) == "price is (3, 7), not 4 homes × 7 levels"
    assert of(solution, price=price.astype(float)) == "the certificate's numbers are not whole"
    assert "is given to both" in of(solution, twice)
    assert of(solution, [9] * 6) == "0 is given a home that does not exist"
    assert of(solution, price=price - 9).endswith("which is below 0")
    assert "the matching reaches" in of(solution, price=price + np.array([0, 0, 0, 0, 0, 0, 1]))
    assert "counts more than kept and price together at the level class 0" in of(
        solution, price=price * 0, kept=kept * 0
    )
    keep = np.ones(problem.pairs, dtype=bool)
    keep[problem.places(np.array([person]), np.array([home]))] = False
    fewer = dataclasses.replace(
        problem,
        starts=problem.starts - (np.arange(7) > person),
        home_of_pair=problem.home_of_pair[keep],
        levels=tuple(Level(one.name, one.weights[keep], True) if one.by_pair else one for one in problem.levels),
    )
    assert of(solution, problem=fewer) == f"{person} is given {home}, which is not allowed"


@pytest.mark.parametrize("column", range(7))
def test_the_first_columns_prove_the_first_levels(column):
    solution = solve(town(9, 7, seed=3).problem())
    first = dataclasses.replace(solution.problem, levels=solution.problem.levels[: column + 1])
    numbers = [rows[:, : column + 1].copy() for rows in (solution.certificate.kept, solution.certificate.price)]
    assert check(Certificate(*numbers), first, solution.homes_of) is None
    numbers[1][0, column] += 1
    assert check(Certificate(*numbers), first, solution.homes_of)
