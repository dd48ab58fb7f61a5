"""How does a list come in without the pages? `python manage.py import_people FILE --organisation NAME --dry-run`."""

import datetime
import pathlib
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from hjemvej.ground.spreadsheets import queries
from hjemvej.ground.spreadsheets.importing.actions import importing, planning
from hjemvej.ground.spreadsheets.importing.rules.records import FATE_OF_ROW, FATES, Plan
from hjemvej.ground.spreadsheets.reading.rules.files import FileNotUnderstood, Sheet, read
from hjemvej.ground.spreadsheets.rules import seen
from hjemvej.ground.spreadsheets.rules.cells import mask_numbers
from hjemvej.ground.spreadsheets.rules.columns import Header, find_header, guess, is_usable, label_of
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.ui.refusals import Refused


class Command(BaseCommand):
    help = "Imports people, stays and situations from a spreadsheet. Rows in doubt or wrong go to --leftover."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=pathlib.Path)
        parser.add_argument("--organisation", help="who needs to know of them; not needed when there is one team")
        parser.add_argument("--dry-run", action="store_true", help="tell every row's fate and change nothing")
        parser.add_argument("--sheet", type=int, default=1, help="which sheet of the workbook")
        parser.add_argument("--listed-on", help="the day the list tells of (2026-11-01); today if not given")
        parser.add_argument("--leftover", type=pathlib.Path, help="where rows in doubt or wrong are written (.xlsx)")

    def handle(self, *_args: Any, **options: Any) -> None:
        by = self._viewer(options["organisation"])
        at = timezone.now()
        try:
            typed = options["listed_on"]
            listed_on = datetime.date.fromisoformat(typed) if typed else timezone.localdate(at)
        except ValueError:
            raise CommandError("--listed-on is written as 2026-11-01.") from None
        sheet, header = self._sheet(options["file"], options["sheet"])
        with looking_as(by):
            fields = queries.remembered_columns(header, viewer=by) or guess(header, sheet.rows[header.row + 1 :])
            if not is_usable(fields):
                raise CommandError("No column tells whom the rows are about. Choose the columns on the site once.")
            for cell, field in zip(header.cells, fields, strict=True):
                self.stdout.write(f"  {cell or '(tom)'}: {label_of(field) if field else '–'}")
            for sentence in seen.sentences(sheet, header, fields):
                self.stdout.write(sentence)
            source: dict[str, Any] = {
                "sheet": sheet, "header": header, "fields": fields, "listed_on": listed_on, "by": by,
                "at": at,
            }  # fmt: skip
            try:
                plan = planning.make_plan(**source) if options["dry_run"] else importing.import_rows(**source)
            except Refused as problem:
                raise CommandError(str(problem)) from None
        self._tell(plan, header, every_row=options["dry_run"], leftover=options["leftover"])

    def _viewer(self, name: str | None) -> Viewer:
        teams = queries.teams(name)
        if len(teams) != 1:
            raise CommandError("Say whose people these are: --organisation NAME.")
        team = teams[0]
        return Viewer(None, "import_people", team.pk, team.name, team.kind, None, scope="system")

    def _sheet(self, path: pathlib.Path, number: int) -> tuple[Sheet, Header]:
        try:
            sheets = read(path.read_bytes())
        except (OSError, FileNotUnderstood) as problem:
            raise CommandError(str(problem)) from None
        if not 1 <= number <= len(sheets):
            raise CommandError(f"There are {len(sheets)} sheets with anything in them.")
        for place, sheet in enumerate(sheets, start=1):
            if len(sheets) > 1:
                self.stdout.write(f"{'>' if place == number else ' '} --sheet {place}: {sheet.name}")
        return sheets[number - 1], find_header(sheets[number - 1])

    def _tell(self, plan: Plan, header: Header, *, every_row: bool, leftover: pathlib.Path | None) -> None:
        """Every row in a dry run; after the import those that did not come in."""
        for row in plan.rows if every_row else plan.to_mend:
            name = row.name or mask_numbers(next((cell for cell in row.cells if cell), ""))[:40]
            self.stdout.write(
                f"{row.number:6}  {FATE_OF_ROW[row.fate]}: {name}  {' '.join([*row.reasons, *row.unread])}".rstrip()
            )
        for fate, label in FATES.items():
            self.stdout.write(f"{plan.counts[fate]:6}  {label}")
        self.stdout.write(f"{len(plan.rows):6}  i alt")
        if leftover:
            leftover.write_bytes(planning.leftover_file(header=header, plan=plan))
