"""What would happen with every row? The dry run: nothing is changed."""

import datetime
import io
from collections.abc import Sequence

import xlsxwriter
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.people import cpr
from hjemvej.ground.people.rules import fold_words
from hjemvej.ground.spreadsheets.importing import queries
from hjemvej.ground.spreadsheets.importing.rules import fates
from hjemvej.ground.spreadsheets.importing.rules.records import Fate, Line, Plan
from hjemvej.ground.spreadsheets.rules import columns, files
from hjemvej.ground.spreadsheets.rules.facts import Listing, understand
from hjemvej.ground.spreadsheets.rules.workbooks import Row
from hjemvej.platform.access.viewer import Viewer

WHO = {
    columns.Field.NAME, columns.Field.GIVEN_NAMES, columns.Field.SURNAME, columns.Field.ALIAS, columns.Field.CPR,
    columns.Field.DESCRIPTION, columns.Field.BORN, columns.Field.ANSWER,
}  # fmt: skip
SOURCE = "Teamets regneark"  # kept with each stay, as data
WHY, ANSWER = "Hjemvej: hvorfor", "Hjemvej: svar"  # columns.OURS, as they are written


def make_plan(
    *,
    sheet: files.Sheet,
    header: columns.Header,
    fields: Sequence[str | None],
    listed_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
) -> Plan:
    """Plan the fate of every row of the sheet but its header; titles are rows too, so that the counts add up."""
    on = localdate(at)
    words = frozenset(fold_words(cell) for cell in header.cells)
    born_tells = columns.what_a_bare_number_tells(header, fields)
    listing = Listing(listed_on, on, queries.houses(), SOURCE, words, born_tells)
    lines = [
        _line(number, row, fields, listing)
        for number, row in enumerate(sheet.rows[header.row + 1 :], start=header.row + 2)
    ]
    plan = fates.plan(lines, queries.known(lines, viewer=by, at=at), on)
    return Plan([*fates.above(sheet.rows[: max(header.row, 0)]), *plan.rows], plan.people)


def _line(number: int, row: Row, fields: Sequence[str | None], listing: Listing) -> Line:
    understood = understand(row, fields, listing)
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
        row,
        understood,
        mark,
        who=_mark("who", [(field, text) for field, text in said if field in WHO]),
        cpr_hash=cpr.lookup(number_said) if number_said else "",
    )


def _mark(kind: str, said: Sequence[tuple[str, str]]) -> str:
    """Make a keyed hash of the row's content, whatever the order of its columns."""
    return cpr.lookup("\x1f".join([kind, *(f"{field}={text}" for field, text in sorted(said))]))


def leftover_file(*, header: columns.Header, plan: Plan) -> bytes:
    """The doubtful and wrong rows as a workbook, with why, and a column to answer in; to be mended and sent again."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet, bold = book.add_worksheet(_("Skal ses efter")), book.add_format({"bold": True})
        ours = [column for column, cell in enumerate(header.cells) if columns.fold(cell) in columns.OURS]
        heads = [cell for column, cell in enumerate(header.cells) if column not in ours]
        for column, cell in enumerate([*heads, WHY, ANSWER]):
            sheet.write_string(0, column, cell, bold)
        for place, row in enumerate(plan.of(Fate.DOUBT, Fate.WRONG), start=1):
            cells = [cell for column, cell in enumerate(row.cells) if column not in ours]
            for column, cell in enumerate([*cells, " ".join(row.reasons)]):
                sheet.write_string(place, column, cell)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(heads), 18)
    return buffer.getvalue()
