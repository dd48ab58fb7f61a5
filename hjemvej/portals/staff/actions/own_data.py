"""What happens when a citizen is given what we have about them? It is written in the log, and one file is made."""

import datetime
import io
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.documents.actions import keep_document
from hjemvej.ground.people import access
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit import actions as audit
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import full_date
from hjemvej.portals.staff.queries import own_data as queries
from hjemvej.portals.staff.rules.own_data import Cell
from hjemvej.portals.staff.rules.register import safe_in_a_sheet

from .register import SHEET

LONGEST_TITLE = 31  # a sheet's, by the file's format
WIDTH = 22
OWN_DATA = "own_data"  # the kind of document
KEPT_FOR = datetime.timedelta(days=7)  # our own rule, shown on the page: no law sets it


class TextsNotRead(Refused):
    """A text that nobody has read for what it says of others is not given away."""


def hand_over_own_data(
    *, person_id: uuid.UUID, to_the_citizen: bool, with_names: bool, by: Viewer, at: datetime.datetime
) -> None:
    """Make an .xlsx of all that is recorded of the citizen, and the looks; the number only for the citizen themselves.

    The team can fetch the file for a week; a file too large to be kept is refused (FileRefused), and nothing is logged.
    """
    with transaction.atomic():
        details: dict[str, object] = {"to_the_citizen": to_the_citizen, "with_names": with_names}
        audit.record("staff.own_data_handed_over", by=by, at=at, person_id=person_id, details=details)
        cpr = access.reveal_cpr(by, person_id, at=at) if to_the_citizen else ""
        tables = queries.recorded_about(person_id, viewer=by, to_the_citizen=to_the_citizen, cpr=cpr)
        unread = sum(table.unread for table in tables)
        if unread:
            raise TextsNotRead(
                ngettext(
                    "Én tekst er ikke set igennem for oplysninger om andre. Se den igennem først.",
                    "%d tekster er ikke set igennem for oplysninger om andre. Se dem igennem først.",
                    unread,
                )
                % (unread if unread > 1 else ())
            )
        tables.append(queries.who_has_looked(person_id, with_names=with_names))
        keep_document(
            content=_workbook(tables, to_the_citizen=to_the_citizen, at=at),
            filename=_filename(at, to_the_citizen=to_the_citizen),
            kind=OWN_DATA,
            person_id=person_id,
            expires_at=at + KEPT_FOR,
            by=by,
            at=at,
        )


def _filename(at: datetime.datetime, *, to_the_citizen: bool) -> str:
    day = timezone.localdate(at).isoformat()
    return f"indsigt-{day}.xlsx" if to_the_citizen else f"indsigt-med-fuldmagt-{day}.xlsx"


def _workbook(tables: Sequence[queries.Table], *, to_the_citizen: bool, at: datetime.datetime) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, SHEET) as book:
        bold = book.add_format({"bold": True})
        days: dict[type, Any] = {
            datetime.date: book.add_format({"num_format": "dd-mm-yyyy"}),
            datetime.datetime: book.add_format({"num_format": "dd-mm-yyyy hh:mm"}),
        }
        first = book.add_worksheet(_("Læs mig"))
        first.set_column(0, 0, 100, book.add_format({"text_wrap": True}))
        for number, line in enumerate(_read_me(tables, to_the_citizen=to_the_citizen, at=at)):
            first.write_string(number, 0, line)
        for title, table in zip(_titles(tables), tables, strict=True):
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, table.headings, bold)
            sheet.set_column(0, max(len(table.headings) - 1, 0), WIDTH)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(table.rows, start=1):
                for place, cell in enumerate(row):
                    _write(sheet, number, place, cell, days)
    return made.getvalue()


def _write(sheet: Any, number: int, place: int, cell: Cell, days: Mapping[type, Any]) -> None:
    if isinstance(cell, datetime.date):
        sheet.write_datetime(number, place, cell, days[type(cell)])
    elif isinstance(cell, int):
        sheet.write_number(number, place, cell)
    else:
        sheet.write_string(number, place, safe_in_a_sheet(cell))


def _titles(tables: Sequence[queries.Table]) -> list[str]:
    """A sheet's name is short, and there is only one of each."""
    titles: list[str] = []
    for table in tables:
        title = table.title[:LONGEST_TITLE]
        titles.append(f"{title[: LONGEST_TITLE - 2]} 2" if title in titles else title)
    return titles


def _read_me(tables: Sequence[queries.Table], *, to_the_citizen: bool, at: datetime.datetime) -> list[str]:
    """What the file holds and what it leaves out, and where to ask."""
    about = {"municipality": settings.MUNICIPALITY_NAME, "day": full_date(at)}
    lines = [
        _("%(municipality)s, %(day)s: det, der er skrevet om dig i Hjemvej.") % about,
        _("Du har ret til at få det (databeskyttelsesforordningen artikel 15)."),
        "",
        *(f"{title}: {len(table.rows)}" for title, table in zip(_titles(tables), tables, strict=True)),
        "",
        _("Udeladt, fordi andre også har ret til beskyttelse: navne på dine nærmeste, og hvem der som privatperson har"
          " henvendt sig om dig. CPR-numre i tekster er dækket."),
        _("Udeladt: hvilken medarbejder der skrev hvad, og kladder, der ikke er gemt i sagen."),
        _("Tekster, som mennesker har skrevet, er læst igennem. Hvor noget er taget ud, står der hvorfor. Pas godt på"
          " filen."),
    ]  # fmt: skip
    if not to_the_citizen:
        lines.append(_("Filen er givet til en anden med fuldmagt: CPR-nummer og hemmelige kontaktveje er udeladt."))
    if settings.PRIVACY_CONTACT:
        lines.append(_("Er noget forkert, eller mangler der noget? Skriv til %s.") % settings.PRIVACY_CONTACT)
    return lines
