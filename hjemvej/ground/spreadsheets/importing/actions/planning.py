"""What would happen with every row? The dry run: nothing is changed."""

import datetime
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import xlsxwriter
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.people import cpr
from hjemvej.ground.people.rules import fold_words
from hjemvej.ground.spreadsheets.actions import sheets_of
from hjemvej.ground.spreadsheets.importing import queries
from hjemvej.ground.spreadsheets.importing.rules import fates
from hjemvej.ground.spreadsheets.importing.rules.choices import in_the_sheet
from hjemvej.ground.spreadsheets.importing.rules.records import Line, Plan
from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.ground.spreadsheets.queries import remembered_columns
from hjemvej.ground.spreadsheets.reading.rules import files
from hjemvej.ground.spreadsheets.reading.rules.workbooks import Row
from hjemvej.ground.spreadsheets.rules import columns
from hjemvej.ground.spreadsheets.rules.answers import UNANSWERED, Answer, from_kept, read_answer
from hjemvej.ground.spreadsheets.rules.cells import is_ditto
from hjemvej.ground.spreadsheets.rules.facts import Listing, understand
from hjemvej.ground.spreadsheets.rules.nobody import TELLS_WHO
from hjemvej.platform.access.viewer import Viewer

WHO = {
    columns.Field.NAME, columns.Field.GIVEN_NAMES, columns.Field.SURNAME, columns.Field.ALIAS, columns.Field.CPR,
    columns.Field.DESCRIPTION, columns.Field.BORN, columns.Field.ANSWER,
}  # fmt: skip
SOURCE = "Teamets regneark"  # kept with each stay, as data
WHY, ANSWER = "Hjemvej: hvorfor", "Hjemvej: svar"  # columns.OURS, as they are written


def source_of(upload: Upload, *, by: Viewer, at: datetime.datetime) -> tuple[dict[str, Any] | None, list[files.Sheet]]:
    """What the plan is made from, nothing until the columns are chosen; and the sheets that are left out."""
    sheets = sheets_of(upload)
    sheet = sheets.pop(upload.sheet)
    header = columns.find_header(sheet)
    fields = remembered_columns(header, viewer=by)
    if fields is None:
        return None, sheets
    answers = {int(row): from_kept(kept) for row, kept in upload.answers.items()}
    source = {
        "sheet": sheet, "header": header, "fields": fields, "listed_on": upload.listed_on, "by": by, "at": at,
        "answers": answers,
    }  # fmt: skip
    return source, sheets


def make_plan(
    *,
    sheet: files.Sheet,
    header: columns.Header,
    fields: Sequence[str | None],
    listed_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    answers: Mapping[int, Answer] = MappingProxyType({}),
) -> Plan:
    """Plan the fate of every row of the sheet but its header; titles are rows too, so that the counts add up.

    `answers`: what a human said on the page, by the row's number.
    """
    on = localdate(at)
    words = frozenset(fold_words(cell) for cell in header.cells)
    born_tells = columns.what_a_bare_number_tells(header, fields)
    notes = sheet.notes
    listing = Listing(listed_on, on, queries.houses(), SOURCE, words, born_tells, header.cells, notes.counts_from_1904)
    struck = defaultdict(set)
    for place, column in notes.struck:
        struck[place + 1].add(column)
    lines, above = [], None
    for number, row in enumerate(sheet.rows[header.row + 1 :], start=header.row + 2):
        answer = answers.get(number, UNANSWERED)
        row_said = _as_above(row, above, fields, answer)
        lines.append(_line(number, row, row_said, fields, listing, answer, frozenset(struck.get(number, ()))))
        above = row_said
    plan = fates.plan(lines, queries.known(lines, viewer=by, at=at), on)
    return Plan([*fates.above(sheet.rows[: max(header.row, 0)]), *plan.rows], plan.people)


def _as_above(row: Row, above: Row | None, fields: Sequence[str | None], answer: Answer) -> Row:
    """“do.” under a name, of which a human has said that it is the one above."""
    if above is None:
        return row
    if answer.or_else(_written(row, fields)).who != "same":
        return row
    who = {place for place, field in enumerate(fields) if field in TELLS_WHO and is_ditto(row[place])}
    return tuple(above[place] if place in who else cell for place, cell in enumerate(row))


def _written(row: Row, fields: Sequence[str | None]) -> Answer:
    """What stands in the column of answers."""
    return read_answer(row[fields.index(columns.Field.ANSWER)]) if columns.Field.ANSWER in fields else UNANSWERED


def _line(
    number: int,
    cells: Row,
    row: Row,
    fields: Sequence[str | None],
    listing: Listing,
    answer: Answer,
    struck: frozenset[int],
) -> Line:
    """`cells` as they stand, `row` as it is read."""
    understood = understand(row, fields, listing, answer=answer, struck=struck)
    said: list[tuple[str, str]] = [
        (field, " ".join(cell.lower().split()))
        for field, cell in zip(fields, row, strict=False)
        if field and cell and field is not columns.Field.ANSWER
    ]
    if understood.facts.answer == "new":  # of two rows alike this is another person
        said.append((columns.Field.ANSWER, "new"))
    stay = understood.facts.stay
    is_of_the_day = stay is not None and stay.from_on == listing.on
    mark = _mark("row", [*said, ("on", listing.on.isoformat())] if is_of_the_day else said)
    number_said = understood.facts.cpr
    return Line(
        number,
        cells,
        understood,
        mark,
        who=_mark("who", [(field, text) for field, text in said if field in WHO]),
        cpr_hash=cpr.lookup(number_said) if number_said else "",
        same_as=answer.person_id,
        same_row=answer.row,
        is_right=answer.or_else(_written(row, fields)).is_right,
        is_answered=answer != UNANSWERED,
    )


def _mark(kind: str, said: Sequence[tuple[str, str]]) -> str:
    """Make a keyed hash of the row's content, whatever the order of its columns."""
    return cpr.lookup("\x1f".join([kind, *(f"{field}={text}" for field, text in sorted(said))]))


def leftover_file(*, header: columns.Header, plan: Plan) -> bytes:
    """The rows in doubt, wrong or short of a cell as a workbook."""
    rows = ((row.cells, " ".join([*row.reasons, *row.unread, in_the_sheet(row)]).strip()) for row in plan.to_mend)
    return written_workbook(header, rows)


def written_workbook(header: columns.Header, rows: Iterable[tuple[Row, str]]) -> bytes:
    """Rows as they stand, each with why it is not in, and a column for answers."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet, bold = book.add_worksheet(_("Skal ses efter")), book.add_format({"bold": True})
        ours = [column for column, cell in enumerate(header.cells) if columns.fold(cell) in columns.OURS]
        heads = [cell for column, cell in enumerate(header.cells) if column not in ours]
        for column, cell in enumerate([*heads, WHY, ANSWER]):
            sheet.write_string(0, column, cell, bold)
        for place, (row, why) in enumerate(rows, start=1):
            cells = [cell for column, cell in enumerate(row) if column not in ours]
            for column, cell in enumerate([*cells, why]):
                sheet.write_string(place, column, cell)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(heads), 18)
    return buffer.getvalue()
