"""What becomes of a problem when one thing is changed: a pair fixed or forbidden, a home or a person come or gone?

Each change makes a new problem and leaves the old one as it is; `Standing` solves it again from where it stood.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .problem import Id, Level, Problem, UnclearProblem

Counts = Mapping[str, int]  # level name → a whole number; a level that is not named counts 0


@dataclass(frozen=True)
class FixPair:
    """A person gets a home, by hand: both leave the problem. Only a pair that is allowed can be fixed."""

    person: Id
    home: Id


@dataclass(frozen=True)
class ForbidPair:
    """A pair that was allowed is so no longer."""

    person: Id
    home: Id


@dataclass(frozen=True)
class RemovePerson:
    person: Id


@dataclass(frozen=True)
class RemoveHome:
    home: Id


@dataclass(frozen=True)
class AddPerson:
    """A new person: what the person counts at levels of people, and each allowed home with what that pair counts."""

    person: Id
    counts: Counts
    homes: Mapping[Id, Counts]


@dataclass(frozen=True)
class AddHome:
    """A new home: each person who may have it, with what that pair counts at levels by pair."""

    home: Id
    people: Mapping[Id, Counts]


Change = FixPair | ForbidPair | RemovePerson | RemoveHome | AddPerson | AddHome


def changed(problem: Problem, change: Change) -> Problem:
    """The problem after a change. Raises UnclearProblem where it names what is not there, or adds what is."""
    match change:
        case FixPair(person, home):
            _place_of_pair(problem, person, home)
            return _without(_without(problem, person=person), home=home)
        case ForbidPair(person, home):
            keep = np.ones(problem.pairs, dtype=bool)
            keep[_place_of_pair(problem, person, home)] = False
            return _kept(problem, problem.people, problem.homes, keep)
        case RemovePerson(person):
            return _without(problem, person=person)
        case RemoveHome(home):
            return _without(problem, home=home)
        case AddPerson(person, counts, homes):
            return _with(problem, [person], [], counts, {(person, home): pair for home, pair in homes.items()})
        case AddHome(home, people):
            return _with(problem, [], [home], {}, {(person, home): pair for person, pair in people.items()})


def place_of(ids: Sequence[Id], one: Id, kind: str) -> int:
    """The place of an id among sorted ids. Raises UnclearProblem where it is not there."""
    try:
        return ids.index(one)
    except ValueError:
        raise UnclearProblem(f"there is no {kind} {one}") from None


def counted(levels: Sequence[Level], of_person: Counts, of_pair: Counts) -> list[int]:
    """What a pair counts at each level. Raises UnclearProblem for a level not there, or of the other kind."""
    by_pair = {level.name: level.by_pair for level in levels}
    for given, kind in ((of_person, False), (of_pair, True)):
        for name in given:
            if by_pair.get(name) is not kind:
                raise UnclearProblem(f"there is no level {name} {'by pair' if kind else 'of people'}")
    return [(of_pair if level.by_pair else of_person).get(level.name, 0) for level in levels]


def _place_of_pair(problem: Problem, person: Id, home: Id) -> int:
    row, column = place_of(problem.people, person, "person"), place_of(problem.homes, home, "home")
    place = int(problem.places(np.array([row]), np.array([column]))[0])
    if place < 0:
        raise UnclearProblem(f"the pair of person {person} and home {home} is not allowed")
    return place


def _without(problem: Problem, *, person: Id | None = None, home: Id | None = None) -> Problem:
    people, homes = problem.people, problem.homes
    keep = np.ones(problem.pairs, dtype=bool)
    if person is not None:
        keep &= problem.person_of_pair != place_of(people, person, "person")
        people = tuple(one for one in people if one != person)
    if home is not None:
        keep &= problem.home_of_pair != place_of(homes, home, "home")
        homes = tuple(one for one in homes if one != home)
    return _kept(problem, people, homes, keep)


def _kept(problem: Problem, people: Sequence[Id], homes: Sequence[Id], keep: np.ndarray) -> Problem:
    """The problem of some people, homes and pairs. Who leaves has no pair that is kept."""
    stays = {one: place for place, one in enumerate(people)}
    new_person = np.array([stays.get(one, -1) for one in problem.people], dtype=np.intp)
    remains = {one: place for place, one in enumerate(homes)}
    new_home = np.array([remains.get(one, -1) for one in problem.homes], dtype=np.intp)
    levels = [
        Level(level.name, level.weights[keep], by_pair=True)
        if level.by_pair
        else Level(level.name, level.weights[new_person >= 0])
        for level in problem.levels
    ]
    rows, columns = new_person[problem.person_of_pair[keep]], new_home[problem.home_of_pair[keep]]
    return Problem.of_pairs(people, homes, rows, columns, levels)


def _with(
    problem: Problem, people: Sequence[Id], homes: Sequence[Id], counts: Counts,
    pairs: Mapping[tuple[Id, Id], Counts],
) -> Problem:  # fmt: skip
    all_people, all_homes = [*problem.people, *people], [*problem.homes, *homes]
    rows = [place_of(all_people, person, "person") for person, _home in pairs]
    columns = [place_of(all_homes, home, "home") for _person, home in pairs]
    levels = []
    for number, level in enumerate(problem.levels):
        if level.by_pair:
            more = [counted(problem.levels, {}, given)[number] for given in pairs.values()]
        else:
            more = [counted(problem.levels, counts, {})[number] for _one in people]
        weights = np.concatenate([level.weights, np.array(more, dtype=np.int64)])
        levels.append(Level(level.name, weights, level.by_pair))
    return Problem.of_pairs(
        all_people,
        all_homes,
        np.concatenate([problem.person_of_pair, np.array(rows, dtype=np.intp)]),
        np.concatenate([problem.home_of_pair, np.array(columns, dtype=np.intp)]),
        levels,
    )
