"""Who gets which home, from files alone? `manage.py match --people FILE --homes FILE`, or `--edges FILE`."""

import argparse
import datetime
import json
import pathlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hjemvej.efforts.housing_first.management import matching_files as files
from hjemvej.efforts.housing_first.matching.assignment import (
    Grid,
    Level,
    NoHome,
    Problem,
    Solution,
    TooFine,
    UnclearProblem,
    check,
    solve,
    why_no_home,
)
from hjemvej.efforts.housing_first.matching.rules import CLASSES, class_of, in_short, masks
from hjemvej.efforts.housing_first.wishing.rules import Wanted

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

EXAMPLE = """
An example. pairs.csv:            people.csv:                        homes.csv:
  person,home,weight                id,since,said,highest_rent,pets    id,rent,form,pets
  anna,x,5                          anna,2026-01-31,yes,4500,must      x,4100,private,yes
  anna,y,4                          bo,2026-06-01,yes,4200,            y,4400,private,no
  bo,x,3
  manage.py match --edges pairs.csv
  manage.py match --people people.csv --homes homes.csv --on 2026-11-30

Columns of --people (cells may be empty, but for id and since):
  id              a name or number of your own{people}
  and a column a wish: {wanted}:
                  must, good or no_matter; after a colon which places or how many rooms (must: Havnen|Engen, good: 2)
Columns of --homes (cells may be empty, but for id and rent):
  id              a name or number of your own{homes}
Columns of --rules: rule, figure. A rule that is not there is not in force; need_… is a class's place in the order.
  Without the file: {figures}.
Columns of --edges: person, home, weight (a number, also below 0 or with decimals).
  The other files are then only looked in for ids, and may be left out.
"""


def columns(readers: files.Readers) -> str:
    return "".join(f"\n  {name:15} {says}" for name, (_field, _read, says) in readers.items())


class Command(BaseCommand):
    help = "Matches people and homes from files, proves that no matching is better, and says why somebody got none."
    requires_system_checks: list[str] = []  # no database is asked

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        epilog = EXAMPLE.format(
            people=columns({**files.OF_NEED, **files.PEOPLE}), homes=columns(files.HOMES),
            wanted=", ".join(Wanted.values), figures=", ".join(f"{rule} {figure}" for rule, figure in FIGURES.items()),
        )  # fmt: skip
        kwargs |= {"epilog": epilog, "formatter_class": argparse.RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=pathlib.Path, help="who needs a home (.csv)")
        parser.add_argument("--homes", type=pathlib.Path, help="the vacant homes (.csv)")
        parser.add_argument("--edges", type=pathlib.Path, help="pairs with a weight: the greatest sum (.csv)")
        parser.add_argument("--rules", type=pathlib.Path, help="which conditions and classes are in force (.csv)")
        parser.add_argument("--on", help="days are counted until this day (2026-11-30); today if not given")
        parser.add_argument("--json", action="store_true", help="the same for machines, with the whole certificate")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            told = from_edges(options) if options["edges"] else from_facts(options)
        except (files.BadFile, UnclearProblem, TooFine) as problem:
            raise CommandError(str(problem), returncode=2) from None  # 2: not a fault of the database
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) if options["json"] else in_words(told))


def from_edges(options: dict[str, Any]) -> dict[str, Any]:
    """The greatest sum of weights."""
    if options["rules"] or options["on"]:
        raise files.BadFile("--rules and --on say nothing of weighed pairs: leave them or --edges out.")
    people = files.read_ids(options["people"], "person") if options["people"] else None
    homes = files.read_ids(options["homes"], "home") if options["homes"] else None
    weighed = files.read_weighed(options["edges"], people, homes)
    people = people if people is not None else list(dict.fromkeys(weighed.people))
    homes = homes if homes is not None else list(dict.fromkeys(weighed.homes))
    person, home = ({one: place for place, one in enumerate(ids)} for ids in (people, homes))
    problem = Problem.of_pairs(
        people, homes, [person[one] for one in weighed.people], [home[one] for one in weighed.homes],
        [Level.of_pairs(WEIGHT, weighed.weights)],
    )  # fmt: skip
    solution = solve(problem)
    failing = np.ones((len(people), len(homes)), dtype=np.uint32)
    failing[problem.person_of_pair, problem.home_of_pair] = 0
    grid = Grid(problem.people, problem.homes, failing, ())
    return told_of(solution, why_no_home(grid, solution), lambda _mask: ["ikke i filen"], weighed.scale)


def from_facts(options: dict[str, Any]) -> dict[str, Any]:
    """Need in its order, then number housed, wishes met, days, and ids."""
    if not (options["people"] and options["homes"]):
        raise files.BadFile("Give --people and --homes, or --edges.")
    try:
        on = datetime.date.fromisoformat(options["on"]) if options["on"] else datetime.date.today()  # noqa: DTZ011
    except ValueError:
        raise files.BadFile("--on is written as 2026-11-30.") from None
    rules = files.read_rules(options["rules"]) if options["rules"] else FIGURES
    people, homes = files.read_people(options["people"]), files.read_homes(options["homes"])
    for one in people:
        if one.need.since > on:
            raise files.BadFile(f"{options['people']}: {one.seeker.id} is in homelessness since a day after {on}.")
    judged = masks([one.seeker for one in people], homes, rules)
    ids = [one.seeker.id for one in people]
    classes = sorted({one for one in CLASSES if one in rules}, key=lambda one: rules[one])
    first = [class_of(one.need, rules) for one in people]
    levels = [Level.of_people(NAMES[one], [its == one for its in first]) for one in classes]
    levels += [
        Level.of_people(HOUSED, np.ones(len(ids), dtype=int)),
        Level.of_pairs(WISHES, judged.met),
        Level.of_people(DAYS, [(on - one.need.since).days for one in people]),
        Level.of_ids(ID, ids),
    ]
    grid = Grid.of(ids, [home.id for home in homes], judged.fails, levels)
    unknown = Grid.of(ids, [home.id for home in homes], judged.unknown, levels).failing
    solution = solve(grid.problem())
    told = told_of(solution, why_no_home(grid, solution), in_short, 1)
    housed = np.flatnonzero(solution.homes_of >= 0)
    for pair, mask in zip(told["pairs"], unknown[housed, solution.homes_of[housed]].tolist(), strict=True):
        pair["ask"] = in_short(mask)
    return told


def told_of(solution: Solution, without: Sequence[NoHome], words: Any, scale: int) -> dict[str, Any]:
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
