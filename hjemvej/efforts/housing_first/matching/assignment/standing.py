"""One thing changed: who gets which home now? Found from where the last solution stood, not from the start.

Every number of every level is in the one combined number of a pair, so the answer is the best at all levels.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .changing import (
    AddHome,
    AddPerson,
    Change,
    Counts,
    FixPair,
    ForbidPair,
    RemoveHome,
    RemovePerson,
    changed,
    counted,
)
from .combining import factors_of, objective
from .prices import least_prices
from .problem import Id, Problem, UnclearProblem, Whole
from .seeking import NEVER, Layout
from .solving import Solution, all_pairs, certified, matched

ROOM = 64  # people, and homes, that can be added before all is laid out anew


class Standing:
    """A best matching that is kept the best, change by change.

    It holds n × m whole numbers (8 bytes each, and room to grow), one a pair with all levels in it. `fixed` are the
    pairs fixed by hand: they have left the problem, and count in `objective`.
    """

    def __init__(self, problem: Problem) -> None:
        self.fixed: list[tuple[Id, Id]] = []
        self._fixed_counts = np.zeros(len(problem.levels), dtype=np.int64)
        self._begin(problem)

    def _begin(self, problem: Problem) -> None:
        """Solve, and lay out every pair's number with room for more people and homes."""
        self._problem = problem
        self._since: list[Change] = []
        self._factors = factors_of(problem, room_for=ROOM)
        self._ranges = [
            (min(int(level.weights.min(initial=0)), 0), max(int(level.weights.max(initial=0)), 0))
            for level in problem.levels
        ]
        people, homes = len(problem.people), len(problem.homes)
        self._person = {one: place for place, one in enumerate(problem.people)}
        self._home = {one: place for place, one in enumerate(problem.homes)}
        self._next_person, self._next_home = people, homes
        pairs = all_pairs(problem, self._factors)
        homes_of, kept, price = matched(pairs)
        numbers = np.full((people + ROOM, homes + ROOM), NEVER)
        numbers[pairs.spread(np.arange(people)), pairs.home] = pairs.weight
        self._alone = np.zeros(people + ROOM, dtype=np.int64)  # each person's own part of a pair's number
        for level, factor in zip(problem.levels, self._factors.factors, strict=True):
            if not level.by_pair:
                self._alone[:people] += level.weights * factor
        person_of = np.full(homes + ROOM, -1, dtype=np.intp)
        housed = np.flatnonzero(homes_of >= 0)
        person_of[homes_of[housed]] = housed
        spare = np.zeros(ROOM, dtype=np.int64)
        self._layout = Layout(
            numbers, np.append(kept, spare), np.append(price, spare), np.append(homes_of, spare - 1), person_of
        )

    @property
    def pairs(self) -> tuple[tuple[Id, Id], ...]:
        """Who gets which home now, by ids, in the order of the people's ids; without the pairs fixed by hand."""
        homes = {place: one for one, place in self._home.items()}
        given = [(one, int(self._layout.home_of[place])) for one, place in self._person.items()]
        return tuple(sorted(((one, homes[home]) for one, home in given if home >= 0), key=lambda pair: pair[0]))

    @property
    def objective(self) -> tuple[int, ...]:
        """What the matching and the pairs fixed by hand reach together: one whole number a level."""
        housed = np.flatnonzero(self._layout.home_of >= 0)
        numbers = self._layout.numbers[housed, self._layout.home_of[housed]]
        return tuple((self._factors.split(numbers).sum(axis=0) + self._fixed_counts).tolist())

    def problem(self) -> Problem:
        """The problem as it is after the changes: without what has left, and the pairs fixed by hand."""
        for change in self._since:
            self._problem = changed(self._problem, change)
        self._since = []
        return self._problem

    def solution(self) -> Solution:
        """The matching as it stands, with a fresh proof made from the changed problem itself."""
        problem = self.problem()
        person, home = ({one: place for place, one in enumerate(ids)} for ids in (problem.people, problem.homes))
        homes_of = np.full(len(problem.people), -1, dtype=np.intp)
        for one, its in self.pairs:
            homes_of[person[one]] = home[its]
        factors = factors_of(problem)
        pairs = all_pairs(problem, factors)
        own = np.zeros(len(homes_of), dtype=np.int64)
        housed = np.flatnonzero(homes_of >= 0)
        own[housed] = pairs.weight[problem.places(housed, homes_of[housed])]
        _kept, price = least_prices(pairs, homes_of, own)
        return Solution(problem, homes_of, objective(problem, homes_of), certified(problem, factors, homes_of, price))

    def change(self, change: Change) -> None:
        """Make one change, and make the matching the best again: at most two augmenting paths.

        Raises UnclearProblem where the change names what is not there, or is there already; then nothing is changed.
        A number greater than the levels had, or more than ROOM people or homes added, is solved from the start.
        """
        match change:
            case FixPair(person, home):
                self._fix(person, home)
            case ForbidPair(person, home):
                self._layout.forbid(*self._allowed(person, home))
            case RemovePerson(person):
                self._layout.lose_person(_place(self._person, person, "person"))
                del self._person[person]
            case RemoveHome(home):
                self._layout.lose_home(_place(self._home, home, "home"))
                del self._home[home]
            case AddPerson() | AddHome():
                numbers = self._numbers_of(change)
                if numbers is None:
                    self._begin(changed(self.problem(), change))
                    return
                self._gain(change, numbers)
        self._since.append(change)

    def _fix(self, person: Id, home: Id) -> None:
        places = self._allowed(person, home)
        self._fixed_counts += self._factors.split(self._layout.numbers[places])
        self._layout.lose_person(places[0])
        self._layout.lose_home(places[1])
        del self._person[person], self._home[home]
        self.fixed.append((person, home))

    def _gain(self, change: AddPerson | AddHome, numbers: Whole) -> None:
        if isinstance(change, AddPerson):
            self._person[change.person] = self._next_person
            self._alone[self._next_person] = self._combine(change.counts)
            self._layout.gain_person(self._next_person, numbers)
            self._next_person += 1
        else:
            self._home[change.home] = self._next_home
            self._layout.gain_home(self._next_home, numbers)
            self._next_home += 1

    def _numbers_of(self, change: AddPerson | AddHome) -> Whole | None:
        """The numbers of a new row or column; None where they need a new layout."""
        levels = self._problem.levels
        if isinstance(change, AddPerson):
            _refuse(self._person, change.person, "person")
            places = [_place(self._home, one, "home") for one in change.homes]
            rows = [counted(levels, change.counts, pair) for pair in change.homes.values()]
            rows.append(counted(levels, change.counts, {}))
            room, others = self._next_person < len(self._alone), self._layout.numbers.shape[1]
        else:
            _refuse(self._home, change.home, "home")
            places = [_place(self._person, one, "person") for one in change.people]
            rows = [counted(levels, {}, pair) for pair in change.people.values()]
            room, others = self._next_home < self._layout.numbers.shape[1], self._layout.numbers.shape[0]
        values = np.array(rows, dtype=np.int64).reshape(len(rows), len(levels))
        low, high = np.array(self._ranges, dtype=np.int64).T
        if not room or (values < low).any() or (values > high).any():
            return None
        numbers = np.full(others, NEVER)
        numbers[places] = self._factors.combine(values)[: len(places)]
        if isinstance(change, AddHome):
            numbers[places] += self._alone[places]
        return numbers

    def _combine(self, counts: Counts) -> int:
        return int(self._factors.combine(np.array(counted(self._problem.levels, counts, {}), dtype=np.int64)))

    def _allowed(self, person: Id, home: Id) -> tuple[int, int]:
        """The places of a pair. Raises UnclearProblem where it is not allowed."""
        row, column = _place(self._person, person, "person"), _place(self._home, home, "home")
        if self._layout.numbers[row, column] == NEVER:
            raise UnclearProblem(f"the pair of person {person} and home {home} is not allowed")
        return row, column


def _place(places: Mapping[Id, int], one: Id, kind: str) -> int:
    if one not in places:
        raise UnclearProblem(f"there is no {kind} {one}")
    return places[one]


def _refuse(places: Mapping[Id, int], one: Id, kind: str) -> None:
    if one in places:
        raise UnclearProblem(f"the {kind} {one} is there already")
