"""After one change, is what stands the same best as when all is solved from the start?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ..changing import AddHome, AddPerson, Change, Counts, FixPair, ForbidPair, RemoveHome, RemovePerson, changed
from ..checking import check
from ..problem import Id, UnclearProblem
from ..solving import solve
from ..standing import ROOM, Standing
from .instances import best_of_all, counts_of, grids, town

KINDS = [FixPair, ForbidPair, RemovePerson, RemoveHome, AddPerson, AddHome]


def a_change(draw, problem, kind, number, least=-3, most=6):
    """A change of a kind that the problem allows, or None."""
    pairs = [(problem.people[person], problem.homes[home]) for person, home in counts_of(problem)]
    counts = {by: [level.name for level in problem.levels if level.by_pair is by] for by in (False, True)}

    def drawn(names):
        return {name: draw(st.integers(least, most)) for name in names}

    if kind in (FixPair, ForbidPair):
        return kind(*draw(st.sampled_from(pairs))) if pairs else None
    if kind is RemovePerson:
        return RemovePerson(draw(st.sampled_from(problem.people))) if problem.people else None
    if kind is RemoveHome:
        return RemoveHome(draw(st.sampled_from(problem.homes))) if problem.homes else None
    others = problem.homes if kind is AddPerson else problem.people
    chosen = draw(st.lists(st.sampled_from(others), unique=True)) if others else []
    of_pairs = {one: drawn(counts[True]) for one in chosen}
    if kind is AddPerson:
        return AddPerson(f"a{number}", drawn(counts[False]), of_pairs)
    return AddHome(f"a{number}", of_pairs)


@settings(max_examples=100, deadline=None)
@given(grids(most_people=3, most_homes=3), st.data())
def test_change_after_change_stands_at_the_best(grid, data):
    problem = grid.problem()
    standing = Standing(problem)
    fixed = np.zeros(len(problem.levels), dtype=int)
    for number, kind in enumerate(data.draw(st.lists(st.sampled_from(KINDS), max_size=5))):
        change = a_change(data.draw, problem, kind, number)
        if change is None:
            continue
        if kind is FixPair:
            places = problem.people.index(change.person), problem.homes.index(change.home)
            fixed += counts_of(problem)[places]
        problem = changed(problem, change)
        standing.change(change)
        assert standing.objective == tuple(best_of_all(problem) + fixed)
    solution = standing.solution()
    assert solution.objective == best_of_all(problem)
    assert check(solution.certificate, solution.problem, solution.homes_of) is None
    assert solution.pairs == standing.pairs
    assert (solution.problem.people, solution.problem.homes) == (problem.people, problem.homes)


@pytest.mark.parametrize(("people", "homes"), [(60, 90), (90, 50)])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_ten_changes_of_a_kind_in_a_town(people, homes, kind):
    problem = town(people, homes, seed=7).problem()
    standing, chance = Standing(problem), np.random.default_rng(4)
    for number in range(10):
        pairs = standing.pairs
        person, home = pairs[chance.integers(len(pairs))]
        asking = chance.choice(problem.people, 20, False)
        some: dict[Id, Counts] = {int(one): {"wishes": int(chance.integers(0, 8))} for one in asking}
        homes_of_one: dict[Id, Counts] = {int(one): {"wishes": 5} for one in chance.choice(problem.homes, 20, False)}
        changes: dict[type, Change] = {
            FixPair: FixPair(*_allowed_elsewhere(problem, chance)),
            ForbidPair: ForbidPair(person, home),
            RemovePerson: RemovePerson(person),
            RemoveHome: RemoveHome(home),
            AddPerson: AddPerson(1000 + number, {"class 0": 1, "housed": 1, "days": 9}, homes_of_one),
            AddHome: AddHome(1000 + number, some),
        }
        change = changes[kind]
        before = standing.objective
        standing.change(change)
        problem = changed(problem, change)
        best = solve(problem).objective
        assert standing.solution().objective == best
        if kind is not FixPair:
            assert standing.objective == best
        if kind in (AddPerson, AddHome):
            assert best >= before
        else:
            assert standing.objective <= before
    assert len(standing.fixed) == (10 if kind is FixPair else 0)


def _allowed_elsewhere(problem, chance):
    place = chance.integers(problem.pairs)
    return problem.people[problem.person_of_pair[place]], problem.homes[problem.home_of_pair[place]]


def test_more_than_there_is_room_for_is_laid_out_anew():
    problem = town(5, 3, seed=1).problem()
    standing = Standing(problem)
    for number in range(ROOM + 3):
        change = AddHome(100 + number, {number % 5: {"wishes": 1}})
        problem = changed(problem, change)
        standing.change(change)
    assert standing.objective == solve(problem).objective
    greater = AddPerson(50, {"days": 10**6, "housed": 1}, {100: {"wishes": 8}})
    standing.change(greater)
    assert standing.objective == solve(changed(problem, greater)).objective


def test_what_cannot_be_changed_is_refused_in_words_and_changes_nothing():
    problem = town(6, 4, seed=1).problem()
    standing = Standing(problem)
    pairs = standing.pairs
    out = next((one, its) for one in range(6) for its in range(4) if (one, its) not in counts_of(problem))
    for change, words in (
        (FixPair(9, 0), "there is no person 9"),
        (FixPair(0, 9), "there is no home 9"),
        (FixPair(*out), "is not allowed"),
        (ForbidPair(*out), "is not allowed"),
        (RemovePerson(9), "there is no person 9"),
        (RemoveHome(9), "there is no home 9"),
        (AddPerson(1, {}, {}), "the person 1 is "),
        (AddHome(1, {}), "the home 1 is "),
        (AddPerson(9, {}, {9: {}}), "there is no home 9"),
        (AddHome(9, {9: {}}), "there is no person 9"),
        (AddPerson(9, {"wishes": 1}, {}), "no level wishes of people"),
        (AddHome(9, {1: {"joy": 1}}), "no level joy by pair"),
    ):
        with pytest.raises(UnclearProblem, match=words):
            standing.change(change)
        with pytest.raises(UnclearProblem, match=words):
            changed(problem, change)
        assert standing.pairs == pairs
    assert standing.solution().objective == solve(problem).objective
