"""What would happen with every row of a list of dwellings? The dry run: nothing is changed."""

import datetime
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.utils.timezone import localdate

from hjemvej.ground.people.rules import fold_words
from hjemvej.ground.spreadsheets.actions import sheets_of
from hjemvej.ground.spreadsheets.dwellings import queries
from hjemvej.ground.spreadsheets.dwellings.rules import fates
from hjemvej.ground.spreadsheets.dwellings.rules.choices import from_kept, in_the_sheet, read_written
from hjemvej.ground.spreadsheets.dwellings.rules.columns import OF_DWELLINGS, WHERE, Field, column_named
from hjemvej.ground.spreadsheets.dwellings.rules.facts import Listing, understand
from hjemvej.ground.spreadsheets.dwellings.rules.records import Answer, Line, Plan
from hjemvej.ground.spreadsheets.importing.actions.planning import written_workbook
from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.ground.spreadsheets.queries import remembered_columns
from hjemvej.ground.spreadsheets.reading.rules import files
from hjemvej.ground.spreadsheets.reading.rules.workbooks import Row
from hjemvej.ground.spreadsheets.rules.cells import mask_numbers
from hjemvej.ground.spreadsheets.rules.columns import Header, find_header
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import Viewer


def source_of(upload: Upload, *, by: Viewer, at: datetime.datetime) -> tuple[dict[str, Any] | None, list[files.Sheet]]:
    """What the plan is made from, nothing until the columns are chosen; and the sheets that are left out."""
    sheets = sheets_of(upload)
    sheet = sheets.pop(upload.sheet)
    header = find_header(sheet, OF_DWELLINGS)
    fields = remembered_columns(header, viewer=by, named=column_named)
    if fields is None or upload.landlord is None or upload.status == Upload.Status.UPLOADED:
        return None, sheets
    source = {
        "sheet": sheet, "header": header, "fields": fields, "listed_on": upload.listed_on, "by": by, "at": at,
        "landlord": upload.landlord, "form_else": upload.dwelling_form,
        "answers": {int(row): from_kept(kept) for row, kept in upload.answers.items()},
    }  # fmt: skip
    return source, sheets


def make_plan(
    *,
    sheet: files.Sheet,
    header: Header,
    fields: Sequence[str | None],
    landlord: Organisation,
    form_else: str,
    listed_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    answers: Mapping[int, Answer] = MappingProxyType({}),
) -> Plan:
    """Plan the fate of every row of the sheet but its header; `answers`: what a human said, by the row's number."""
    words = frozenset(fold_words(cell) for cell in header.cells)
    notes = sheet.notes
    listing = Listing(listed_on, localdate(at), landlord.name, form_else, words, notes.counts_from_1904)
    where = {column for column, field in enumerate(fields) if field in (*WHERE, Field.NUMBER)}
    struck = {place + 1 for place, column in notes.struck if column in where}
    lines = []
    for number, row in enumerate(sheet.rows[header.row + 1 :], start=header.row + 2):
        understood = understand(row, fields, listing, is_struck=number in struck)
        written = read_written(row[fields.index(Field.ANSWER)] if Field.ANSWER in fields else "")
        kept = tuple("" if field == Field.TENANT else cell for field, cell in zip(fields, row, strict=False))
        lines.append(Line(number, kept, understood, answers.get(number, written)))
    plan = fates.plan(lines, queries.known(landlord.pk, viewer=by))
    return Plan([*fates.above(sheet.rows[: max(header.row, 0)]), *plan.rows], plan.changed)


def leftover_file(*, header: Header, fields: Sequence[str | None], plan: Plan) -> bytes:
    """The rows that are not in, or not wholly, as a workbook: with why, and without any tenant."""
    rows = [
        (_as_read(row.cells, fields), " ".join([*row.reasons, *row.unread, in_the_sheet(row)]).strip())
        for row in plan.to_mend
    ]
    return written_workbook(header, rows) if rows else b""


def _as_read(cells: Row, fields: Sequence[str | None]) -> Row:
    """Only the cells that are read: a column that stays behind may hold a name or a number too."""
    return tuple(mask_numbers(cell) if field else "" for cell, field in zip(cells, fields, strict=False))
