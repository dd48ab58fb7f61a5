"""How fast is the best matching with its proof, beside SciPy's on the bare numbers? Prints JSON; asks no town.

2,000 people and 3,000 homes, about a million and a half pairs at which no condition fails. Each is timed several times,
ours and SciPy's by turns, by the clock and by the processor; the quickest is nearest to a quiet machine.
"""

import json
import os
import random
import time
from collections.abc import Callable
from typing import Any

import django
import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hjemvej.config.settings")
os.environ.setdefault("HJEMVEJ_DEMO", "1")
django.setup()  # for the words of the conditions

from hjemvej.efforts.housing_first.matching.assignment import (  # noqa: E402
    AddHome,
    AddPerson,
    Change,
    FixPair,
    ForbidPair,
    Grid,
    Level,
    Problem,
    RemoveHome,
    RemovePerson,
    Solution,
    Standing,
    check,
    solve,
    why_no_home,
)
from hjemvej.efforts.housing_first.matching.assignment.combining import combined_weights, factors_of  # noqa: E402
from hjemvej.efforts.housing_first.matching.from_files.answering import FIGURES  # noqa: E402
from hjemvej.efforts.housing_first.matching.rules import Home, Masks, Seeker, masks  # noqa: E402
from hjemvej.efforts.housing_first.wishing.rules import Want, Wanted, Weight  # noqa: E402

PEOPLE, HOMES, FEWER_HOMES, TIMES, CHANGES = 2000, 3000, 1200, 7, 20
AREAS = [f"Kvarter {number}" for number in range(12)]


class Quickest:
    """Milliseconds: the quickest by the clock, and by the processor."""

    def __init__(self) -> None:
        self.clock = self.own = float("inf")

    def time(self, asked: Callable[[], Any]) -> Any:
        clock, own = time.perf_counter(), time.process_time()
        answer = asked()
        self.own = min(self.own, (time.process_time() - own) * 1000)
        self.clock = min(self.clock, (time.perf_counter() - clock) * 1000)
        return answer

    def told(self) -> dict[str, float]:
        return {"clock": round(self.clock, 2), "own": round(self.own, 2)}


def main() -> None:
    chance = np.random.default_rng(11)
    seekers, homes = invented()
    times = {name: Quickest() for name in ("judging", "pairs_laid_out")}
    for _time in range(3):
        judged = times["judging"].time(lambda: masks(seekers, homes, FIGURES))
    told: dict[str, Any] = {"people": PEOPLE, "homes": HOMES, "cases": {}}
    numbers = Level.of_pairs("numbers", chance.integers(1, 1001, (PEOPLE, HOMES)))
    apart = np.where(chance.random((PEOPLE, HOMES)) < 1.4 / 6, 0, 1).astype(np.uint32)
    lists = {
        "one level: numbers by chance, pairs by chance": (apart, [numbers]),
        "one level: numbers by chance": (judged.fails, [numbers]),
        "one level: wishes met": (judged.fails, levels_of(judged, chance)[-3:-2]),
        "all eight levels": (judged.fails, levels_of(judged, chance)),
    }
    for name, (failing, levels) in lists.items():
        grid = Grid.of([one.id for one in seekers], [one.id for one in homes], failing, levels)
        told["cases"][name] = beside_scipy(grid, times)
    problem = grid.problem()
    told |= {"pairs": problem.pairs, "levels": len(problem.levels), "changes": changes(problem)}
    few = fewer(grid)
    short = beside_scipy(few, {name: Quickest() for name in times})
    told["short"] = {**short, "homes": FEWER_HOMES, "changes": changes(few.problem())}
    print(json.dumps(told | {name: one.told() for name, one in times.items()}))


def beside_scipy(grid: Grid, times: dict[str, Quickest]) -> dict[str, Any]:
    """Ours with certificate and reasons, SciPy's with neither, and the check of ours, by turns."""
    names = ("scipy", "ours", "check")
    own = {name: Quickest() for name in names}
    for _time in range(TIMES):
        problem = times["pairs_laid_out"].time(grid.problem)
        bare = combined_weights(problem, factors_of(problem)).astype(float)
        if (bare <= 0).any():  # SciPy leaves pairs out that cost 0
            bare += 1 - bare.min()
        costs = csr_array((bare, problem.home_of_pair, problem.starts), shape=(PEOPLE, len(problem.homes)))
        costs.indices, costs.indptr = costs.indices.astype(np.int32), costs.indptr.astype(np.int32)
        if len(problem.homes) >= PEOPLE:
            own["scipy"].time(lambda: min_weight_full_bipartite_matching(costs, maximize=True))  # noqa: B023
        solution, _reasons = own["ours"].time(lambda: explained(grid, problem))  # noqa: B023
        fault = own["check"].time(lambda: check(solution.certificate, problem, solution.homes_of))  # noqa: B023
        if fault:
            raise RuntimeError(fault)
    return {name: one.told() for name, one in own.items() if one.clock < float("inf")} | {"housed": solution.housed}


def explained(grid: Grid, problem: Problem) -> tuple[Solution, Any]:
    """A best matching with its certificate, and why each who got no home got none."""
    solution = solve(problem)
    return solution, why_no_home(grid, solution)


def changes(problem: Problem) -> dict[str, dict[str, float]]:
    """One change after another of each kind: the middle and the worst of them, in milliseconds of the processor."""
    told = {}
    for kind in (FixPair, ForbidPair, RemoveHome, RemovePerson, AddHome, AddPerson):
        chance, standing, seconds = random.Random(3), Standing(problem), []
        for number in range(CHANGES):
            change = a_change(kind, standing, chance, number)
            began = time.process_time()
            standing.change(change)
            seconds.append((time.process_time() - began) * 1000)
        ranked = sorted(seconds)
        told[kind.__name__] = {"middle": round(ranked[CHANGES // 2], 2), "worst": round(ranked[-1], 2)}
    return told


def a_change(kind: type, standing: Standing, chance: random.Random, number: int) -> Change:
    problem = standing.problem()
    person, home = chance.choice(standing.pairs)
    if kind is FixPair:
        place = chance.randrange(problem.pairs)
        owner = int(np.searchsorted(problem.starts, place, side="right")) - 1
        return FixPair(problem.people[owner], problem.homes[problem.home_of_pair[place]])
    if kind is AddHome:
        some = chance.sample(problem.people, len(problem.people) // 4)
        return AddHome(f"new {number}", {one: {"wishes": chance.randrange(5)} for one in some})
    if kind is AddPerson:
        some = chance.sample(problem.homes, len(problem.homes) // 4)
        wishes = {one: {"wishes": chance.randrange(5)} for one in some}
        return AddPerson(f"new {number}", {"class 1": 1, "housed": 1, "days": 700, "id": 1}, wishes)
    kinds: dict[type, Change] = {
        ForbidPair: ForbidPair(person, home), RemoveHome: RemoveHome(home), RemovePerson: RemovePerson(person),
    }  # fmt: skip
    return kinds[kind]


def fewer(grid: Grid) -> Grid:
    """The same people, and too few homes."""
    levels = [Level(one.name, one.weights[:, :FEWER_HOMES], True) if one.by_pair else one for one in grid.levels]
    return Grid.of(grid.people, grid.homes[:FEWER_HOMES], grid.failing[:, :FEWER_HOMES], levels)


def levels_of(judged: Masks, chance: np.random.Generator) -> list[Level]:
    """Four classes of need, number housed, wishes met, days, ids."""
    need = chance.integers(0, 4, PEOPLE)
    return [
        *(Level.of_people(f"class {one}", need == one) for one in range(4)),
        Level.of_people("housed", np.ones(PEOPLE, dtype=int)),
        Level.of_pairs("wishes", judged.met),
        Level.of_people("days", chance.integers(0, 1500, PEOPLE)),
        Level.of_ids("id", range(PEOPLE)),
    ]


def invented() -> tuple[list[Seeker], list[Home]]:
    """People with wishes, some of which a home must meet, and homes that differ."""
    chance = random.Random(1)
    seekers = []
    for number in range(PEOPLE):
        wants = {}
        for wanted in Wanted:
            weight = chance.choices([Weight.MUST, Weight.GOOD, None], [5, 30, 65])[0]
            if weight:
                wants[wanted] = Want(weight, frozenset(chance.sample(AREAS, 5)), chance.randint(1, 2))
        seekers.append(
            Seeker(
                f"{number:05}", age=chance.randint(18, 80), household=chance.choice([1, 1, 1, 1, 2, 3]), is_ours=True,
                registrations=chance.choice([0, 1, 2, 2]), highest_rent=chance.randint(3600, 5600), said="yes",
                wants=wants,
            )
        )  # fmt: skip
    yes = [True, True, True, False, None]
    homes = [
        Home(
            f"{number:05}", rent=chance.randint(3200, 6500), neighbourhood=chance.choice(AREAS),
            form=chance.choice(["family", "family", "private", "youth"]), rooms=chance.randint(1, 4),
            floor=chance.randint(0, 4), has_lift=chance.choice(yes), is_step_free=chance.choice(yes),
            takes_pets=chance.choice(yes), is_quiet=chance.choice(yes), has_bath=True, has_kitchen=chance.choice(yes),
            has_balcony=chance.choice(yes),
        )
        for number in range(HOMES)
    ]  # fmt: skip
    return seekers, homes


if __name__ == "__main__":
    main()
