"""The best matching of people and homes, with its proof, and what each rule costs. Plain Python: no Django, no clock.

    grid = Grid.of(people, homes, failing, [Level.of_people("first class", …), Level.of_pairs("wishes", …)])
    solution = solve(grid.problem())
    assert check(solution.certificate, solution.problem, solution.homes_of) is None

How it works, and why the proof proves it: docs/algorithms/matching.md.
"""

from .changing import AddHome, AddPerson, Change, FixPair, ForbidPair, RemoveHome, RemovePerson, changed
from .checking import check
from .combining import TooFine, objective
from .comparing import Difference, difference, one_by_one
from .costs import Cost, homes_that_count, with_more_homes, without_conditions, without_home
from .problem import Grid, Id, Level, Problem, UnclearProblem
from .reasons import NoHome, why_no_home
from .solving import Certificate, Solution, solve
from .standing import Standing

__all__ = [
    "AddHome",
    "AddPerson",
    "Certificate",
    "Change",
    "Cost",
    "Difference",
    "FixPair",
    "ForbidPair",
    "Grid",
    "Id",
    "Level",
    "NoHome",
    "Problem",
    "RemoveHome",
    "RemovePerson",
    "Solution",
    "Standing",
    "TooFine",
    "UnclearProblem",
    "changed",
    "check",
    "difference",
    "homes_that_count",
    "objective",
    "one_by_one",
    "solve",
    "why_no_home",
    "with_more_homes",
    "without_conditions",
    "without_home",
]
