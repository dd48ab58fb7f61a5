"""What stands in the file? Bytes in, sheets of text cells out, however the file was made. Pure."""

import csv
import datetime
import io
import math
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from typing import Any

import python_calamine as calamine
from django.utils.translation import gettext as _

LARGEST = 20 * 1024 * 1024
LARGEST_UNPACKED = 300 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 120
LONGEST_CELL = 2000
DELIMITERS = (";", ",", "\t", "|")
OTHER_FILES = (b"<html", b"<!doctype", b"<table", b"<meta", b"<?xml", b"%pdf", b"{\\rtf")
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\ufeff\ud800-\udfff]")

Row = tuple[str, ...]


class FileNotUnderstood(ValueError):
    """This can't be read as a spreadsheet; the message says what to do."""


@dataclass(frozen=True)
class Sheet:
    """One sheet as text: every cell trimmed, merged cells filled with what they show, rows of equal length."""

    name: str
    rows: tuple[Row, ...]


def read(content: bytes, filename: str) -> list[Sheet]:
    """The sheets of a file that hold anything."""
    if len(content) > LARGEST:
        raise FileNotUnderstood(_("Filen er over 20 MB. Del den, eller slet ark, der ikke skal med."))
    if not content.strip():
        raise FileNotUnderstood(_("Filen er tom."))
    is_workbook = content[:2] == b"PK" or content[:4] == b"\xd0\xcf\x11\xe0"
    if not is_workbook and _is_no_text(content):
        raise FileNotUnderstood(
            _("Filen kan ikke læses som regneark. Åbn den i Excel, vælg Gem som, og vælg Excel-projektmappe (.xlsx).")
        )
    sheets = _workbook(content) if is_workbook else [_text(content)]
    found = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    if not found:
        raise FileNotUnderstood(_("Der står ikke noget i filen."))
    return found


def _is_no_text(content: bytes) -> bool:
    """A web page or a picture saved as .xls, an Excel older than workbooks, a PDF: read as text it would be rubbish."""
    begins = content[:400].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    is_utf_16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    return begins.startswith(OTHER_FILES) or (b"\x00" in content[:400] and not is_utf_16)


def _workbook(content: bytes) -> list[Sheet]:
    _refuse_bombs(content)
    try:
        book = calamine.load_workbook(io.BytesIO(content))
        names = [meta.name for meta in book.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet]
        return [_sheet(book.get_sheet_by_name(name)) for name in names]
    except calamine.PasswordError:
        raise FileNotUnderstood(_("Filen er låst med en adgangskode. Gem den uden, og prøv igen.")) from None
    except FileNotUnderstood:
        raise
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as problem:  # a broken file may panic in the library's Rust, which is no Exception
        raise FileNotUnderstood(
            _("Filen kan ikke læses. Åbn den i Excel, gem den som .xlsx, og prøv igen.")
        ) from problem


def _refuse_bombs(content: bytes) -> None:
    if content[:2] != b"PK":
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as problem:
        raise FileNotUnderstood(_("Filen er gået i stykker. Gem den igen, og prøv så.")) from problem
    if unpacked > LARGEST_UNPACKED:
        raise FileNotUnderstood(_("Filen fylder for meget, når den pakkes ud."))


def _sheet(sheet: calamine.CalamineSheet) -> Sheet:
    height, width = sheet.total_height, sheet.total_width
    if height > MOST_ROWS * 4 or width > MOST_COLUMNS * 20:
        raise FileNotUnderstood(_("Arket er for stort. Slet tomme rækker og kolonner til højre og nedenfor."))
    rows = [[_cell(value) for value in row[:MOST_COLUMNS]] for row in sheet.to_python(skip_empty_area=False)]
    try:
        merged = sheet.merged_cell_ranges or []
    except calamine.CalamineError:
        merged = []
    for (top, left), (bottom, right) in merged:
        _fill(rows, top, left, bottom, right)
    return Sheet(sheet.name, _squared(rows))


def _fill(rows: list[list[str]], top: int, left: int, bottom: int, right: int) -> None:
    """A merged cell shows one value; every row of it is meant to have it."""
    if top >= len(rows) or left >= len(rows[top]) or not rows[top][left]:
        return
    for row in rows[top : min(bottom, top + 500) + 1]:
        for column in range(left, min(right + 1, len(row))):
            row[column] = row[column] or rows[top][left]


def _cell(value: Any) -> str:
    """What the cell shows, as text: whole numbers without ".0", dates as 2026-05-03."""
    if isinstance(value, bool):
        return "ja" if value else "nej"  # as data, whatever language the page is in
    if isinstance(value, float):
        is_whole = math.isfinite(value) and value == int(value) and abs(value) < 1e15
        return str(int(value)) if is_whole else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return clean(str(value)) if value is not None else ""


def clean(text: str) -> str:
    """Without what can't be seen, and with single spaces."""
    return " ".join(UNSEEN.sub("", text).split())[:LONGEST_CELL]


def _text(content: bytes) -> Sheet:
    text = decode(content)
    first, _newline, rest = text.partition("\n")
    named = re.fullmatch(r"sep=(.)\s*", first)
    delimiter = named[1] if named else _delimiter(text)
    if named:
        text = rest
    csv.field_size_limit(LARGEST)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = [[clean(cell) for cell in row[:MOST_COLUMNS]] for row in reader]
    except csv.Error as problem:
        raise FileNotUnderstood(_("Filen kan ikke læses som tekst med kolonner. Gem den som .xlsx.")) from problem
    return Sheet("", _squared(rows))


def decode(content: bytes) -> str:
    """Text from bytes: a byte order mark decides, else UTF-8 if it is, else as Windows and Latin-1 write Danish."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace").replace("\x00", "")
    for encoding in ("utf-8", "cp1252"):
        try:
            return content.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1").replace("\x00", "")


def _delimiter(text: str) -> str:
    """The one that cuts most lines into the same number of columns, more than one."""
    lines = "\n".join(text.splitlines()[:60])
    best, best_score = ";", 0.0
    for delimiter in DELIMITERS:
        try:
            counts = Counter(len(row) for row in csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter) if row)
        except csv.Error:
            continue
        score = max((many * math.log(columns) for columns, many in counts.items() if columns > 1), default=0.0)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _squared(rows: list[list[str]]) -> tuple[Row, ...]:
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > MOST_ROWS:
        raise FileNotUnderstood(_("Arket har over 50.000 rækker. Del det i flere filer."))
    width = max((len(row) for row in rows), default=0)
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows)
