"""What do the files' people and homes come to? All that is printed, as plain values, and the same in words."""

import datetime
import pathlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from hjemvej.efforts.housing_first.matching.assignment import (
    Grid,
    Level,
    NoHome,
    Problem,
    Solution,
    check,
    solve,
    why_no_home,
)
from hjemvej.efforts.housing_first.matching.rules import CLASSES, class_of, in_short, masks, to_ask

from . import reading as files

Path = pathlib.Path
Words = Callable[[int], list[str]]  # of a mask of conditions
# Those of ground/law when the tables are made; a site's own rows lie in its database, which is not asked.
FIGURES = {
    **dict.fromkeys(files.RULES, 1),
    "match_age": 25,
    **{one: place for place, one in enumerate(CLASSES, start=1)},
}
NAMES = {
    "need_children": "børn bor sammen med borgeren", "need_outside": "sover på gaden eller i natcafé",
    "need_leaving": "løslades eller udskrives", "need_young": "unge", "need_all": "alle andre",
}  # fmt: skip
HOUSED, WISHES, DAYS, ID, WEIGHT = "har fået en bolig", "ønsker opfyldt", "dage i hjemløshed", "id", "weight"


def from_edges(edges: Path, people_file: Path | None, homes_file: Path | None) -> dict[str, Any]:
    """The greatest sum of weights; people and homes are those of their files, or whoever a pair names."""
    people = files.read_ids(people_file, "person") if people_file else None
    homes = files.read_ids(homes_file, "home") if homes_file else None
    weighed = files.read_weighed(edges, people, homes)
    people = people if people is not None else list(dict.fromkeys(weighed.people))
    homes = homes if homes is not None else list(dict.fromkeys(weighed.homes))
    person, home = ({one: place for place, one in enumerate(ids)} for ids in (people, homes))
    problem = Problem.of_pairs(
        people, homes, [person[one] for one in weighed.people], [home[one] for one in weighed.homes],
        [Level.of_pairs(WEIGHT, weighed.weights)],
    )  # fmt: skip
    solution = solve(problem)
    return told_of(solution, why_no_home(None, solution), in_short, weighed.scale)


def from_facts(
    people_file: Path, homes_file: Path, rules_file: Path | None, on: datetime.date
) -> dict[str, Any]:  # fmt: skip
    """Need in its order, then number housed, days until `on`, wishes met, and ids."""
    rules = files.read_rules(rules_file) if rules_file else FIGURES
    people, homes = files.read_people(people_file), files.read_homes(homes_file)
    for one in people:
        if one.need.since > on:
            raise files.BadFile(f"{people_file}: {one.seeker.id} is in homelessness since a day after {on}.")
    judged = masks([one.seeker for one in people], homes, rules)
    ids = [one.seeker.id for one in people]
    classes = sorted({one for one in CLASSES if one in rules}, key=lambda one: rules[one])
    first = [class_of(one.need, rules) for one in people]
    levels = [Level.of_people(NAMES[one], [its == one for its in first]) for one in classes]
    levels += [
        Level.of_people(HOUSED, np.ones(len(ids), dtype=int)),
        Level.of_people(DAYS, [(on - one.need.since).days for one in people]),
        Level.of_pairs(WISHES, judged.met),
        Level.of_ids(ID, ids),
    ]
    grid = Grid.of(ids, [home.id for home in homes], judged.fails, levels)
    unknown = Grid.of(ids, [home.id for home in homes], judged.unknown, levels).failing
    solution = solve(grid.problem())
    told = told_of(solution, why_no_home(grid, solution), in_short, 1)
    housed = np.flatnonzero(solution.homes_of >= 0)
    for pair, mask in zip(told["pairs"], unknown[housed, solution.homes_of[housed]].tolist(), strict=True):
        pair["ask"] = to_ask(mask)
    return told


def told_of(solution: Solution, without: Sequence[NoHome], words: Words, scale: int) -> dict[str, Any]:
    """All that is printed, as plain values."""
    problem, certificate = solution.problem, solution.certificate
    names = [level.name for level in problem.levels]

    def by_level(row: Any) -> dict[str, int | float]:
        return {name: value if scale == 1 else value / scale for name, value in zip(names, row.tolist(), strict=True)}

    fault = check(certificate, problem, solution.homes_of)
    housed = [(person, int(solution.homes_of[person])) for person in np.flatnonzero(solution.homes_of >= 0)]
    return {
        "people": len(problem.people),
        "homes": len(problem.homes),
        "edges": problem.pairs,
        "pairs": [{"person": problem.people[person], "home": problem.homes[home]} for person, home in housed],
        "objective": by_level(np.array(solution.objective)),
        "certificate": {
            "proves": fault is None,
            "fault": fault,
            "kept": {one: by_level(row) for one, row in zip(problem.people, certificate.kept, strict=True)},
            "price": {one: by_level(row) for one, row in zip(problem.homes, certificate.price, strict=True)},
        },
        "no_home": [
            {
                "person": one.person,
                "fits": one.fits,
                "keeps_out": {words(1 << bit)[0]: count for bit, count in one.keeps_out.items()},
                "alone": {words(1 << bit)[0]: count for bit, count in one.alone.items()},
                "before": dict(one.before),
                "alike": one.alike,
                "empty": one.empty,
            }
            for one in without
        ],
    }


def in_words(told: dict[str, Any]) -> str:
    """The same, to be read: a pair with its part of the certificate a line."""
    certificate = told["certificate"]
    lines = [f"{len(told['pairs'])} of {told['people']} people get one of {told['homes']} homes."]
    for pair in told["pairs"]:
        kept, price = certificate["kept"][pair["person"]], certificate["price"][pair["home"]]
        line = f"  {pair['person']} → {pair['home']}   keeps {row(kept)}, price {row(price)}"
        lines.append(line + (f"   spørg først: {', '.join(pair['ask'])}" if pair.get("ask") else ""))
    lines.append("Objective:")
    lines += [f"  {name}: {value}" for name, value in told["objective"].items()]
    if certificate["proves"]:
        lines.append("Certificate: proves that no matching is better (checked by code of its own).")
        lines.append("  Whoever gets no home keeps 0, and a home that nobody gets has the price 0.")
    else:
        lines.append(f"Certificate: does NOT prove it: {certificate['fault']}.")
    if told["no_home"]:
        lines.append("Uden bolig:")
        lines += [f"  {one['person']}: {why(one)}" for one in told["no_home"]]
    return "\n".join(lines)


def why(one: dict[str, Any]) -> str:
    """Why a person got none, in Danish."""
    parts = []
    for name, count in one["before"].items():
        parts.append(f"{homes(count)} passer, men gik til en, der kommer før ved „{name}”")
    if one["alike"]:
        parts.append(f"{homes(one['alike'])} passer, men gik til en, der står helt lige")
    if one["empty"]:
        parts.append(f"{homes(one['empty'])} passer, men tæller ikke mere end ingen")
    for name, count in sorted(one["keeps_out"].items(), key=lambda item: (-item[1], item[0])):
        alone = f" (alene ved {one['alone'][name]})" if name in one["alone"] else ""
        parts.append(f"{name}: {homes(count)}{alone}")
    return "; ".join(parts) + "." if parts else "der er ingen boliger."


def homes(count: int) -> str:
    return "én bolig" if count == 1 else f"{count} boliger"


def row(values: dict[str, Any]) -> str:
    return "(" + ", ".join(str(value) for value in values.values()) + ")"
