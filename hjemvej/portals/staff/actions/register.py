"""What happens when the register is taken out as a spreadsheet? It is written in the log, for each person on it."""

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit import actions as audit
from hjemvej.platform.rooms import register_columns
from hjemvej.platform.ui.when import full_date, period_in_words
from hjemvej.portals.staff.rules.register import Entry, remarks, safe_in_a_sheet

ROWS_ABOVE = 5
SHEET = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDTHS = (28, 34, 20, 20, 24, 40, 12, 20, 30)


@dataclass(frozen=True)
class Extract:
    """What is taken out: the people listed, the columns as (name, heading), the filters in words, and what for."""

    entries: Sequence[Entry]
    columns: Sequence[tuple[str, str]]
    filters: str
    left_out: int  # the protected, who are never among the entries
    why: str


def export_register(*, extract: Extract, by: Viewer, at: datetime.datetime) -> bytes:
    """The listed people as .xlsx, and a look for each of them."""
    if any(entry.is_protected for entry in extract.entries):
        raise ProtectedPeopleStayInTheHouse
    with transaction.atomic():
        columns = [name for name, _heading in extract.columns]
        details: dict[str, object] = {
            "people": len(extract.entries), "left_out": extract.left_out, "columns": columns
        }  # fmt: skip
        audit.record("staff.register_exported", by=by, at=at, why=extract.why, details=details)
        for entry in extract.entries:
            basis = NeedToKnow.Basis.CASE
            audit.record_look(
                "staff.export_register", by=by, at=at, person_id=entry.person_id, basis=basis, why=extract.why
            )
        return _workbook(extract, by, at)


class ProtectedPeopleStayInTheHouse(RuntimeError):
    """A protected person must never be in a file that leaves the house."""


def _workbook(extract: Extract, by: Viewer, at: datetime.datetime) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, SHEET) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
        sheet = book.add_worksheet(_("Navneliste"))
        sheet.write_string(0, 0, _("Navneliste: borgere i hjemløshed"), bold)
        sheet.write_string(1, 0, safe_in_a_sheet(extract.filters))
        taken = _("Trukket ud %(day)s af %(name)s til: %(why)s")
        sheet.write_string(2, 0, safe_in_a_sheet(taken % {"day": full_date(at), "name": by.name, "why": extract.why}))
        hidden = ngettext(
            "%d borger med beskyttelse er udeladt.", "%d borgere med beskyttelse er udeladt.", extract.left_out
        )
        delete = _("Slet filen, når den er brugt.")
        sheet.write_string(3, 0, f"{hidden % extract.left_out} {delete}")
        sheet.write_row(ROWS_ABOVE - 1, 0, [_("Navn"), *(str(heading) for _name, heading in extract.columns)], bold)
        for number, entry in enumerate(extract.entries, start=ROWS_ABOVE):
            for place, value in enumerate([entry.name, *(_cell(entry, name) for name, _heading in extract.columns)]):
                if isinstance(value, datetime.date):
                    sheet.write_datetime(number, place, datetime.datetime.combine(value, datetime.time()), day)
                else:
                    sheet.write_string(number, place, safe_in_a_sheet(value))
        for place in range(len(extract.columns) + 1):
            sheet.set_column(place, place, WIDTHS[place] if place < len(WIDTHS) else WIDTHS[-1])
        sheet.freeze_panes(ROWS_ABOVE, 1)
    return made.getvalue()


def _cell(entry: Entry, column: str) -> str | datetime.date:
    for brought in register_columns():
        if brought.name == column:
            values = entry.brought or {}
            return brought.in_a_sheet(values[column]) if column in values else ""
    kind = str(Situation.Kind(entry.kind).label)
    cells: dict[str, str | datetime.date | None] = {
        "situation": f"{kind}, {entry.place}" if entry.place else kind,
        "siden": period_in_words(entry.since, entry.since_told) if entry.since_told else entry.since,
        "set": entry.last_contact,
        "koordinator": entry.coordinator,
        "naeste": entry.next_step,
        "alder": entry.age,
        "her_siden": entry.here_since,
        "andet": ", ".join(remarks(entry)),
    }
    return cells[column] or ""
