"""What stands in the file? Bytes in, sheets of text cells out, however the file was made. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjemvej.platform.ui.refusals import Refused

from . import workbooks
from .workbooks import Row

LARGEST = 20 * 1024 * 1024
OTHER_FILES = (b"<html", b"<!doctype", b"<table", b"<meta", b"<?xml", b"%pdf", b"{\\rtf")
NO_SPREADSHEET = gettext_lazy(
    "Filen er ikke et regneark. Åbn listen i Excel, vælg Gem som, og vælg Excel-projektmappe (.xlsx)."
)
WHAT_TO_DO = {
    workbooks.WorkbookIsLocked: gettext_lazy("Filen er låst med en adgangskode. Gem den uden, og prøv igen."),
    workbooks.WorkbookIsTooBig: gettext_lazy(
        "Arket er for stort. Slet tomme rækker og kolonner til højre og nedenfor."
    ),
    workbooks.WorkbookIsBroken: gettext_lazy("Filen kan ikke læses. Åbn den i Excel, gem den som .xlsx, og prøv igen."),
    workbooks.IsNoSpreadsheet: NO_SPREADSHEET,
    workbooks.ArchiveIsBroken: gettext_lazy("Filen er gået i stykker. Gem den igen, og prøv så."),
    workbooks.UnpacksTooLarge: gettext_lazy(
        "Filen fylder for meget, når den pakkes ud. Slet billeder og ark, der ikke skal med, eller del den."
    ),
    workbooks.TooManyRows: gettext_lazy("Arket har over 50.000 rækker. Del det i flere filer."),
    workbooks.TextIsBroken: gettext_lazy("Filen kan ikke læses som tekst med kolonner. Gem den som .xlsx."),
}


class FileNotUnderstood(Refused):
    """This can't be read as a spreadsheet; the message says what to do."""

    field = "file"


@dataclass(frozen=True)
class Notes:
    """What somebody who looks at the sheet sees beside its words; rows count from 0."""

    struck: frozenset[tuple[int, int]] = frozenset()
    coloured_rows: frozenset[int] = frozenset()
    hidden_rows: int = 0
    hidden_columns: int = 0
    comments: int = 0
    counts_from_1904: bool = False
    left_open: tuple[int, ...] = ()  # rows with a quote that nobody closed, as the spreadsheet counts


@dataclass(frozen=True)
class Sheet:
    """One sheet as text: every cell trimmed, merged cells filled with what they show, rows of equal length."""

    name: str
    rows: tuple[Row, ...]
    is_hidden: bool = False
    notes: Notes = Notes()


def read(content: bytes) -> list[Sheet]:
    """The sheets of a file that hold anything."""
    if len(content) > LARGEST:
        raise FileNotUnderstood(_("Filen er over 20 MB. Del den, eller slet ark, der ikke skal med."))
    if not content.strip():
        raise FileNotUnderstood(_("Filen er tom. Vælg en anden fil."))
    if not workbooks.is_workbook(content) and _is_no_text(content):
        raise FileNotUnderstood(str(NO_SPREADSHEET))
    try:
        read = workbooks.sheets_of(content)
    except workbooks.NotRead as problem:
        raise FileNotUnderstood(str(WHAT_TO_DO[type(problem)])) from None
    sheets = [Sheet(name, _squared(rows), is_hidden, _noted(notes)) for name, is_hidden, rows, notes in read]
    found = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    if not found:
        raise FileNotUnderstood(_("Der står ikke noget i filen. Vælg en anden fil."))
    return found


def _is_no_text(content: bytes) -> bool:
    """A web page or a picture saved as .xls, an Excel older than workbooks, a PDF: read as text it would be rubbish."""
    begins = content[:400].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    is_utf_16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    return begins.startswith(OTHER_FILES) or (b"\x00" in content[:400] and not is_utf_16)


def _noted(notes: Mapping[str, Any]) -> Notes:
    return Notes(
        struck=frozenset((row, column) for row, column in notes.get("struck", ())),
        coloured_rows=frozenset(notes.get("coloured_rows", ())),
        hidden_rows=notes.get("hidden_rows", 0),
        hidden_columns=notes.get("hidden_columns", 0),
        comments=notes.get("comments", 0),
        counts_from_1904=notes.get("is_1904", False),
        left_open=tuple(notes.get("left_open", ())),
    )


def is_text_named_workbook(content: bytes, filename: str) -> bool:
    """A text file that somebody has given the name of a workbook: it is read, and they are told."""
    return filename.lower().endswith((".xlsx", ".xls", ".ods", ".xlsm")) and not workbooks.is_workbook(content)


def _squared(rows: list[list[str]]) -> tuple[Row, ...]:
    width = max((len(row) for row in rows), default=0)
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows)
