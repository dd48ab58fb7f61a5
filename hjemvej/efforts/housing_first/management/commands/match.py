"""Who gets which home, from files alone? `manage.py match --people FILE --homes FILE`, or `--edges FILE`."""

import argparse
import datetime
import json
import pathlib
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hjemvej.efforts.housing_first.matching.assignment import TooFine, UnclearProblem
from hjemvej.efforts.housing_first.matching.from_files import answering, reading
from hjemvej.efforts.housing_first.wishing.rules import Wanted

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


def columns(readers: reading.Readers) -> str:
    return "".join(f"\n  {name:15} {says}" for name, (_field, _read, says) in readers.items())


class Command(BaseCommand):
    help = "Matches people and homes from files, proves that no matching is better, and says why somebody got none."
    requires_system_checks = ()  # no database is asked

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        epilog = EXAMPLE.format(
            people=columns({**reading.OF_NEED, **reading.PEOPLE}), homes=columns(reading.HOMES),
            wanted=", ".join(Wanted.values),
            figures=", ".join(f"{rule} {figure}" for rule, figure in answering.FIGURES.items()),
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
            told = self._told(**{name: options[name] for name in ("people", "homes", "edges", "rules", "on")})
        except (reading.BadFile, UnclearProblem, TooFine) as problem:
            raise CommandError(str(problem), returncode=2) from None  # 2: not a fault of the database
        self.stdout.write(
            json.dumps(told, ensure_ascii=False, indent=1) if options["json"] else answering.in_words(told)
        )  # fmt: skip

    def _told(
        self, people: pathlib.Path | None, homes: pathlib.Path | None, edges: pathlib.Path | None,
        rules: pathlib.Path | None, on: str | None,
    ) -> dict[str, Any]:  # fmt: skip
        if edges:
            if rules or on:
                raise CommandError(
                    "--rules and --on say nothing of weighed pairs: leave them or --edges out.", returncode=2
                )
            return answering.from_edges(edges, people, homes)
        if not (people and homes):
            raise CommandError("Give --people and --homes, or --edges.", returncode=2)
        try:
            until = datetime.date.fromisoformat(on) if on else datetime.date.today()  # noqa: DTZ011
        except ValueError:
            raise CommandError("--on is written as 2026-11-30.", returncode=2) from None
        return answering.from_facts(people, homes, rules, until)
