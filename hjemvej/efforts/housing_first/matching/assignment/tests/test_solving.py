"""Is the answer the best there is, at every level, and does its proof prove it?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching, min_weight_full_bipartite_matching

from ..checking import check
from ..combining import TooFine
from ..prices import NotTheBest, Pairs, least_prices
from ..problem import Grid, Level, Problem, UnclearProblem
from ..solving import FEW, solve
from .instances import as_pairs, best_of_all, grids, reaches, town

PEOPLE, HOMES = 300, 420


@settings(max_examples=120, deadline=None)
@given(grids())
def test_no_matching_of_all_there_are_is_better_at_any_level(grid):
    solution = solve(grid.problem())
    assert solution.objective == best_of_all(solution.problem)
    assert solution.objective == reaches(solution.problem, as_pairs(solution.homes_of))
    assert check(solution.certificate, solution.problem, solution.homes_of) is None


@pytest.mark.parametrize("seed", range(4))
def test_each_level_is_the_optimum_of_a_program_that_holds_the_levels_before(seed):
    problem = town(11, 9, seed).problem()
    person, home = problem.person_of_pair, problem.home_of_pair
    at_most_one = np.concatenate([person == np.arange(11)[:, None], home == np.arange(9)[:, None]]).astype(float)
    holds = [LinearConstraint(at_most_one, -np.inf, 1)]
    reached = []
    for level in problem.levels:
        weights = problem.by_pair(level).astype(float)
        done = milp(-weights, integrality=np.ones(problem.pairs), bounds=Bounds(0, 1), constraints=holds)
        reached.append(round(-done.fun))
        holds.append(LinearConstraint(weights, reached[-1] - 0.5, np.inf))
    assert solve(problem).objective == tuple(reached)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("most", [1, 3, 1000, 10**9])
def test_one_level_is_scipys_own_optimum(seed, most):
    chance = np.random.default_rng(seed)
    weights = chance.integers(1, most + 1, (PEOPLE, HOMES))
    failing = (chance.random((PEOPLE, HOMES)) < 0.5).astype(np.uint32)
    problem = Grid.of(range(PEOPLE), range(HOMES), failing, [Level.of_pairs("weight", weights)]).problem()
    assert problem.pairs > FEW
    costs = csr_array(np.where(failing == 0, weights, 0).astype(float))
    rows, columns = min_weight_full_bipartite_matching(costs, maximize=True)
    solution = solve(problem)
    assert solution.objective == (int(weights[rows, columns].sum()),)
    assert check(solution.certificate, problem, solution.homes_of) is None


@pytest.mark.parametrize(("people", "homes"), [(PEOPLE, HOMES), (HOMES, 150), (HOMES, HOMES)])
def test_many_pairs_are_solved_by_part_and_proved_on_all(people, homes):
    problem = town(people, homes, seed=5, fits=0.7).problem()
    assert problem.pairs > FEW
    solution = solve(problem)
    assert check(solution.certificate, problem, solution.homes_of) is None
    most = maximum_bipartite_matching(csr_array((np.ones(problem.pairs), problem.home_of_pair, problem.starts)))
    assert solution.housed == (most >= 0).sum()


def test_a_first_part_that_leaves_the_best_pairs_out_costs_only_time():
    """Everybody likes the same homes best, so that most must take what nobody's sample called good."""
    chance = np.random.default_rng(2)
    weights = np.arange(HOMES) ** 2 + chance.integers(0, 50, (PEOPLE, HOMES))
    grid = Grid.of(
        range(PEOPLE), range(HOMES), np.zeros((PEOPLE, HOMES), np.uint32), [Level.of_pairs("weight", weights)]
    )
    solution = solve(grid.problem())
    rows, columns = linear_sum_assignment(weights, maximize=True)
    assert solution.objective == (int(weights[rows, columns].sum()),)
    assert check(solution.certificate, solution.problem, solution.homes_of) is None


@settings(max_examples=50, deadline=None)
@given(grids(), st.data())
def test_the_order_in_which_rows_come_changes_nothing(grid, data):
    people = data.draw(st.permutations(range(len(grid.people))))
    homes = data.draw(st.permutations(range(len(grid.homes))))
    cells = np.ix_(people, homes)
    levels = [Level(one.name, one.weights[cells if one.by_pair else people], one.by_pair) for one in grid.levels]
    other = Grid.of(
        [grid.people[one] for one in people], [grid.homes[one] for one in homes], grid.failing[cells], levels
    )
    assert solve(other.problem()).pairs == solve(grid.problem()).pairs
    problem = grid.problem()
    order = data.draw(st.permutations(range(problem.pairs)))
    by_pairs = Problem.of_pairs(
        problem.people, problem.homes, problem.person_of_pair[order], problem.home_of_pair[order],
        [Level(one.name, one.weights[order], True) if one.by_pair else one for one in problem.levels],
    )  # fmt: skip
    assert solve(by_pairs).pairs == solve(problem).pairs


@settings(max_examples=50, deadline=None)
@given(grids(), st.data())
def test_a_home_more_never_makes_it_worse(grid, data):
    column = data.draw(st.lists(st.sampled_from([0, 1]), min_size=len(grid.people), max_size=len(grid.people)))
    counts = data.draw(st.lists(st.integers(-3, 6), min_size=len(grid.people), max_size=len(grid.people)))
    more = Grid.of(
        grid.people,
        [*grid.homes, "h9"],
        np.column_stack([grid.failing, np.array(column, dtype=np.uint32)]).astype(np.uint32),
        [
            Level(one.name, np.column_stack([one.weights, np.array(counts, dtype=int)]).astype(np.int64), True)
            if one.by_pair
            else one
            for one in grid.levels
        ],
    )
    assert solve(more.problem()).objective >= solve(grid.problem()).objective


@settings(max_examples=50, deadline=None)
@given(grids())
def test_a_price_is_what_one_more_copy_of_the_home_gives(grid):
    before = solve(grid.problem())
    for place in range(len(grid.homes)):
        columns = [*range(len(grid.homes)), place]
        levels = [Level(one.name, one.weights[:, columns], True) if one.by_pair else one for one in grid.levels]
        copy = Grid.of(grid.people, [*grid.homes, "h9"], grid.failing[:, columns], levels)
        gain = np.subtract(best_of_all(copy.problem()), before.objective)
        assert gain.tolist() == before.certificate.price[place].tolist()


def test_of_people_who_are_alike_the_first_by_id_gets_the_home():
    people = ["d", "b", "c", "a", "e"]
    levels = [Level.of_people("class", [0, 0, 0, 0, 1]), Level.of_ids("id", people)]
    grid = Grid.of(people, ["x", "y", "z"], np.zeros((5, 3), dtype=np.uint32), levels)
    assert [person for person, _home in solve(grid.problem()).pairs] == ["a", "b", "e"]


def test_nothing_and_hardly_anything():
    one = [Level.of_people("housed", [1])]
    for people, homes, pairs, levels, wanted in (
        ([], [], ([], []), [Level.of_people("housed", [])], ()),
        (["a"], [], ([], []), one, ()),
        ([], ["x"], ([], []), [Level.of_people("housed", [])], ()),
        (["a"], ["x", "y"], ([], []), one, ()),
        (["a"], ["x", "y"], ([0, 0], [1, 0]), one, (("a", "x"),)),
        (["b", "a"], ["x"], ([0, 1], [0, 0]), [Level.of_ids("id", ["b", "a"])], (("a", "x"),)),
        (["a"], ["x"], ([0], [0]), [Level.of_people("housed", [-1])], ()),
    ):
        problem = Problem.of_pairs(people, homes, *pairs, levels)
        solution = solve(problem)
        assert solution.pairs == wanted
        assert check(solution.certificate, problem, solution.homes_of) is None


def test_what_is_no_problem_is_refused_in_words():
    housed = [Level.of_people("housed", [1, 1])]
    for arguments, words in (
        ((["a", "a"], ["x"], [0], [0], housed), "person a is given twice"),
        ((["a", 1], ["x"], [0], [0], housed), "all numbers or all words"),
        ((["a", "b"], ["x"], [0, 0], [0, 0], housed), "person a and home x is given twice"),
        ((["a", "b"], ["x"], [2], [0], housed), "a person who is not among the 2"),
        ((["a", "b"], ["x"], [0], [-1], housed), "a home who is not among the 1"),
        ((["a", "b"], ["x"], [0, 1], [0], housed), "2 persons of pairs, but 1 homes"),
        ((["a", "b"], ["x"], [0], [0], []), "no level"),
        ((["a", "b"], ["x"], [0], [0], [Level.of_pairs("wishes", [1, 2])]), "wishes: weights of shape"),
    ):
        with pytest.raises(UnclearProblem, match=words):
            Problem.of_pairs(*arguments)
    with pytest.raises(UnclearProblem, match="rent: the weights must be whole"):
        Level.of_people("rent", [0.5])
    with pytest.raises(UnclearProblem, match="at most 63 bits"):
        Level.of_people("rent", [2**63])
    with pytest.raises(UnclearProblem, match="the masks are int64"):
        Grid.of(["a"], ["x"], np.zeros((1, 1), dtype=np.int64), [Level.of_people("housed", [1])])


def test_numbers_too_great_to_count_exactly_are_refused():
    people = [0, 1, 2]
    levels = [Level.of_pairs("metres", [10**9, 1, 2]), Level.of_pairs("seconds", [10**9, 5, 7])]
    with pytest.raises(TooFine, match="2\\*\\*53"):
        solve(Problem.of_pairs(people, people, people, people, levels))


def test_a_matching_that_can_be_improved_gets_no_prices():
    pairs = Pairs(np.array([0, 2, 3]), np.array([0, 1, 0]), np.array([5, 4, 3]), homes=2)
    assert least_prices(pairs, np.array([1, 0]), np.array([4, 3]))[1].tolist() == [1, 0]
    for homes_of, own in (([0, -1], [5, 0]), ([1, -1], [4, 0]), ([-1, 0], [0, 3])):
        with pytest.raises(NotTheBest):
            least_prices(pairs, np.array(homes_of), np.array(own))
