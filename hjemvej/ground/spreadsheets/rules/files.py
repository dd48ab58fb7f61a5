"""What stands in the file? Bytes in, sheets of text cells out, however the file was made. Pure."""

import csv
import io
import math
import re
import zipfile
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjemvej.platform.ui.refusals import Refused

from . import workbooks
from .workbooks import MOST_COLUMNS, MOST_ROWS, Row, clean

LARGEST = 20 * 1024 * 1024
LARGEST_UNPACKED = 300 * 1024 * 1024
DANISH_ENCODINGS = ("cp1252", "mac_roman", "cp850")  # as Excel saves text on Windows, on a Mac and for MS-DOS
DELIMITERS = (";", ",", "\t", "|")
OTHER_FILES = (b"<html", b"<!doctype", b"<table", b"<meta", b"<?xml", b"%pdf", b"{\\rtf")


class FileNotUnderstood(Refused):
    """This can't be read as a spreadsheet; the message says what to do."""

    field = "file"


@dataclass(frozen=True)
class Sheet:
    """One sheet as text: every cell trimmed, merged cells filled with what they show, rows of equal length."""

    name: str
    rows: tuple[Row, ...]
    is_hidden: bool = False


def read(content: bytes) -> list[Sheet]:
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
        return [Sheet(name, _squared(rows), is_hidden) for name, is_hidden, rows in workbooks.sheets_of(content)]
    except workbooks.WorkbookIsLocked:
        raise FileNotUnderstood(_("Filen er låst med en adgangskode. Gem den uden, og prøv igen.")) from None
    except workbooks.WorkbookIsTooBig:
        raise FileNotUnderstood(_("Arket er for stort. Slet tomme rækker og kolonner til højre og nedenfor.")) from None
    except workbooks.WorkbookIsBroken:
        raise FileNotUnderstood(_("Filen kan ikke læses. Åbn den i Excel, gem den som .xlsx, og prøv igen.")) from None


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
    """Text from bytes: a byte order mark decides, else UTF-8 if it is, else what makes most Danish letters of it."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace").replace("\x00", "")
    try:
        return content.decode("utf-8").replace("\x00", "")
    except UnicodeDecodeError:
        read = (content.decode(encoding, errors="replace") for encoding in DANISH_ENCODINGS)
        return max(read, key=lambda text: sum(map(text.count, "æøå"))).replace("\x00", "")


def _delimiter(text: str) -> str:
    """The one that cuts most lines into the same number of columns, more than one; else there is one column."""
    first = [line for line in text.splitlines()[:60] if line.strip()]
    lines = "\n".join(first)
    enough = len(first) / 3  # "Prøve, Testa" in a list of names alone doesn't make two columns
    best, best_score = ";", 0.0
    for delimiter in DELIMITERS:
        try:
            counts = Counter(len(row) for row in csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter) if row)
        except csv.Error:
            continue
        score = max(
            (many * math.log(columns) for columns, many in counts.items() if many >= enough),  # nothing for one
            default=0.0,
        )
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
