"""What does a workbook or a text file hold? Read by a process of its own, with so much memory and time and no more.

A file of one kilobyte can say that it has seventeen billion cells, by malice or by a stray cell in the last row of the
sheet; twenty megabytes of line breaks are twenty million rows. Whoever unpacks it then falls, and must not take the
site along. Run as a program, this file imports nothing of ours: the file comes in, and its sheets or what was wrong go
out as JSON. What goes out is limited too, for the site holds it.
"""

import collections
import contextlib
import csv
import datetime
import io
import itertools
import json
import math
import pathlib
import re
import resource
import subprocess
import sys
import zipfile
from typing import Any

import python_calamine as calamine

from . import sheet_xml, texts

MOST_MEMORY = 512 * 1024 * 1024
MOST_SECONDS = 20
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 5000  # files inside a workbook; one of a hundred sheets has a few hundred
MOST_CELLS = 2_000_000  # of all its sheets, as large as their largest row makes them
MOST_LETTERS = 20 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 120
LONGEST_CELL = 2000
UNSEEN = re.compile(  # the signs of platform/sealing/unseen.py, those of control, line ends that are none, and halves
    r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]"
)

Row = tuple[str, ...]
Notes = dict[str, Any]  # what means something to whoever looks at the sheet: see `files.Notes`
Found = tuple[str, bool, list[list[str]], Notes]  # its name, is it hidden, its cells
LOCKED = "EncryptedPackage".encode("utf-16-le")  # as Excel seals a workbook with a password; the library can't tell
DATES_OF_1904 = b"\x22\x00\x02\x00\x01\x00"  # the record by which an .xls says so
MOST_NOTED = 1000
PROGRAM = "import sys; sys.path.append(sys.argv[1]); from rules.workbooks import answer; answer()"
BROKEN_LETTERS = re.compile("\u00c3|\u00c2|\u00e2\u20ac")  # what UTF-8 becomes when it is read as something else
AS_TEXT = re.compile(r'="(.*)"')  # how a program keeps Excel from making a number of it


class NotRead(Exception):
    """The file cannot be read; `files.WHAT_TO_DO` says what to do."""


class WorkbookIsLocked(NotRead):
    """It asks for a password."""


class WorkbookIsTooBig(NotRead):
    """One of its sheets is larger than any list of people, or its reader used all its memory or time."""


class WorkbookIsBroken(NotRead):
    """It cannot be read, or whoever read it fell."""


class ArchiveIsBroken(NotRead):
    """It begins as a workbook and is none."""


class IsNoSpreadsheet(NotRead):
    """It is whole, and something else: a letter, a packed folder, a presentation."""


class UnpacksTooLarge(NotRead):
    """It is small, and what is packed in it is not."""


class TooManyRows(NotRead):
    """More than one file should hold."""


class TextIsBroken(NotRead):
    """It is text, and not in columns."""


PROBLEMS = {problem.__name__: problem for problem in NotRead.__subclasses__()}


def sheets_of(content: bytes) -> list[Found]:
    """The cells of each sheet, as text; the hidden ones last: nobody looking at the workbook sees them."""
    command = [sys.executable, "-I", "-c", PROGRAM, str(pathlib.Path(__file__).parents[1])]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=MOST_SECONDS)
    except subprocess.TimeoutExpired:
        raise WorkbookIsTooBig from None
    if done.returncode:
        raise WorkbookIsTooBig  # no room for it: the process was stopped where it stood
    said = json.loads(done.stdout)
    if isinstance(said, str):
        raise PROBLEMS[said]
    return [(name, is_hidden, rows, notes) for name, is_hidden, rows, notes in said]


def is_workbook(content: bytes) -> bool:
    return content[:2] == b"PK" or content[:4] == b"\xd0\xcf\x11\xe0"


def clean(text: str) -> str:
    """Without what can't be seen, with single spaces, and with its own letters again where they fell apart."""
    words = " ".join(UNSEEN.sub("", text).split())[:LONGEST_CELL]
    if found := AS_TEXT.fullmatch(words):
        words = found[1].strip()
    return words if words.isascii() or not BROKEN_LETTERS.search(words) else _mended(words)


def _mended(words: str) -> str:
    """“FÃ¸dt” is “Født” read wrongly; what makes no sense that way stays as it is."""
    for encoding in ("cp1252", "latin-1"):
        with contextlib.suppress(UnicodeError):
            return words.encode(encoding).decode("utf-8")
    return words


def read_here(content: bytes) -> list[Found]:
    """The same by the process that asks."""
    try:
        found = _workbook(content) if is_workbook(content) else [("", False, *_text(content))]
    except MemoryError:
        raise WorkbookIsTooBig from None
    for _name, _is_hidden, rows, _notes in found:
        _trim(rows)
    if any(len(rows) > MOST_ROWS for _name, _is_hidden, rows, _notes in found):
        raise TooManyRows
    cells = sum(len(rows) * max(map(len, rows), default=0) for _name, _is_hidden, rows, _notes in found)
    letters = sum(len(cell) for _name, _is_hidden, rows, _notes in found for row in rows for cell in row)
    if cells > MOST_CELLS or letters > MOST_LETTERS:
        raise WorkbookIsTooBig
    return found


def _trim(rows: list[list[str]]) -> None:
    """Leave out empty rows at the end, and empty cells at the end of each row."""
    for row in rows:
        while row and not row[-1]:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()


def _workbook(content: bytes) -> list[Found]:
    if content[:2] == b"PK":
        _refuse_bombs(content)
    elif LOCKED in content:
        raise WorkbookIsLocked
    try:
        if content[:2] == b"PK" and not _holds_sheets(content):
            raise IsNoSpreadsheet
        book = calamine.load_workbook(io.BytesIO(content))
        hidden = {
            meta.name: meta.visible != calamine.SheetVisibleEnum.Visible
            for meta in book.sheets_metadata
            if meta.typ == calamine.SheetTypeEnum.WorkSheet
        }
        seen = sheet_xml.seen_by_sheet(content)
        of_all = seen.get("", sheet_xml.Seen(is_1904=content[:2] != b"PK" and DATES_OF_1904 in content))
        found = []
        for name in sorted(hidden, key=lambda name: hidden[name]):
            one = seen.get(name, of_all)
            found.append((name, hidden[name], _cells(book.get_sheet_by_name(name), one.errors), _notes(one)))
        return found
    except calamine.PasswordError:
        raise WorkbookIsLocked from None
    except (NotRead, MemoryError):
        raise
    except BaseException as problem:  # a broken file may panic in the library's Rust, which is no Exception
        raise WorkbookIsBroken from problem


def _notes(seen: sheet_xml.Seen) -> Notes:
    return {
        "struck": sorted(seen.struck)[: MOST_ROWS * 2],
        "coloured_rows": sorted(seen.coloured_rows)[:MOST_NOTED],
        "hidden_rows": len(seen.hidden_rows),
        "hidden_columns": seen.hidden_columns,
        "comments": seen.comments,
        "is_1904": seen.is_1904,
    }


def _refuse_bombs(content: bytes) -> None:
    """Ask the archive how large it is before anything is unpacked."""
    if content.count(b"PK\x01\x02") > MOST_PARTS:  # each part's line in the list of contents
        raise UnpacksTooLarge
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as problem:
        raise ArchiveIsBroken from problem
    if unpacked > LARGEST_UNPACKED:
        raise UnpacksTooLarge


def _holds_sheets(content: bytes) -> bool:
    """Excel keeps its sheets in the folder xl; LibreOffice says in the part mimetype what it is."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.namelist()
        if "mimetype" in parts:
            with archive.open("mimetype") as kind:
                return b"spreadsheet" in kind.read(100)
    return "content.xml" in parts or any(re.match(r"/?xl[/\\]", part, re.IGNORECASE) for part in parts)


def _cells(sheet: calamine.CalamineSheet, errors: sheet_xml.Errors) -> list[list[str]]:
    if sheet.total_height > MOST_ROWS * 4 or sheet.total_width > MOST_COLUMNS * 20:
        raise WorkbookIsTooBig
    rows = [[_cell(value) for value in row[:MOST_COLUMNS]] for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), text in errors.items():
        if column < len(rows[row]):  # the columns further right are not read
            rows[row][column] = rows[row][column] or text
    try:
        merged = sheet.merged_cell_ranges or []
    except calamine.CalamineError:
        merged = []
    if sum((bottom - top + 1) * (right - left + 1) for (top, left), (bottom, right) in merged) > MOST_CELLS * 10:
        raise WorkbookIsTooBig  # whole columns may be merged, but merged cells never overlap
    for (top, left), (bottom, right) in merged:
        _fill(rows, top, left, bottom, right)
    return rows


def _fill(rows: list[list[str]], top: int, left: int, bottom: int, right: int) -> None:
    """A merged cell shows one value; every row of it is meant to have it. What lies outside the sheet is left out."""
    for row in rows[top : min(bottom, top + 500) + 1]:
        for column in range(left, min(right + 1, len(row))):
            row[column] = row[column] or rows[top][left]


def _cell(value: Any) -> str:
    """What the cell shows, as text: whole numbers without ".0", dates as 2026-05-03."""
    if isinstance(value, bool):
        return "SAND" if value else "FALSK"  # as Excel shows it, whatever language the page is in
    if isinstance(value, float):
        is_whole = math.isfinite(value) and value == int(value) and abs(value) < 1e15
        return str(int(value)) if is_whole else repr(value)
    if isinstance(value, datetime.datetime):
        return f"{value:%Y-%m-%d}" if value.time() == datetime.time() else f"{value:%Y-%m-%d %H:%M}"
    return clean(str(value))


def _text(content: bytes) -> tuple[list[list[str]], Notes]:
    text = texts.decode(content)
    first, _newline, rest = text.partition("\n")
    named = re.fullmatch(r"sep=(.)\s*", first[:20])
    delimiter = named[1] if named else texts.guessed_delimiter(text)
    lines = io.StringIO(rest if named else text, newline="")
    rows: list[list[str]] = []
    left_open: list[int] = []
    ahead: collections.deque[str] = collections.deque()
    try:
        found = itertools.islice(texts.rows_of(lines, delimiter, ahead), MOST_ROWS)
        for number, (row, is_open) in enumerate(found, start=1):
            cells = [clean(cell) for cell in row[:MOST_COLUMNS]]
            rows.append([_without_its_quote(cell) for cell in cells] if is_open else cells)
            if is_open and len(left_open) < MOST_NOTED:
                left_open.append(number + bool(named))
    except csv.Error as problem:
        raise TextIsBroken from problem
    signs_of_nothing = f'{delimiter}" \t\r\n'
    if len(rows) == MOST_ROWS and ("".join(ahead).strip(signs_of_nothing) or lines.read().strip(signs_of_nothing)):
        raise TooManyRows
    return rows, {"left_open": left_open}


def _without_its_quote(cell: str) -> str:
    return cell.lstrip('"').strip() or cell


def _answer(content: bytes) -> list[Found] | str:
    try:
        return read_here(content)
    except NotRead as problem:
        return type(problem).__name__


def answer() -> None:
    """Read the file that comes in, within the limits of a process of its own."""
    with contextlib.suppress(ValueError, OSError):  # where the system knows no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(json.dumps(_answer(sys.stdin.buffer.read()), ensure_ascii=False).encode(errors="replace"))
