"""What does a workbook or a text file hold? Read by a process of its own, with so much memory and time and no more.

A file of one kilobyte can say that it has seventeen billion cells, by malice or by a stray cell in the last row of the
sheet; twenty megabytes of line breaks are twenty million rows. Whoever unpacks it then falls, and must not take the
site along. Run as a program, this file imports nothing of ours: the file comes in, and its sheets or what was wrong go
out as JSON. What goes out is limited too, for the site holds it.
"""

import contextlib
import csv
import datetime
import html
import io
import itertools
import json
import math
import pathlib
import posixpath
import re
import resource
import subprocess
import sys
import xml.parsers.expat
import zipfile
from collections import Counter
from typing import IO, Any

import python_calamine as calamine

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
Found = tuple[str, bool, list[list[str]]]  # its name, is it hidden, its cells
Errors = dict[tuple[int, int], str]  # by row and column, both from 0
LOCKED = "EncryptedPackage".encode("utf-16-le")  # as Excel seals a workbook with a password; the library can't tell
DANISH_ENCODINGS = ("cp1252", "mac_roman", "cp850")  # as Excel saves text on Windows, on a Mac and for MS-DOS
DELIMITERS = (";", ",", "\t", "|")
FIRST_LETTERS = 200_000  # enough to see how a text is cut into columns
CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
LONGEST_ERROR = 40
ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')


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


class UnpacksTooLarge(NotRead):
    """It is small, and what is packed in it is not."""


class TooManyRows(NotRead):
    """More than one file should hold."""


class TextIsBroken(NotRead):
    """It is text, and not in columns."""


PROBLEMS = {problem.__name__: problem for problem in NotRead.__subclasses__()}


def sheets_of(content: bytes) -> list[Found]:
    """The cells of each sheet, as text; the hidden ones last: nobody looking at the workbook sees them."""
    command = [sys.executable, "-I", str(pathlib.Path(__file__))]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=MOST_SECONDS)
    except subprocess.TimeoutExpired:
        raise WorkbookIsTooBig from None
    if done.returncode:
        raise WorkbookIsTooBig  # no room for it: the process was stopped where it stood
    said = json.loads(done.stdout)
    if isinstance(said, str):
        raise PROBLEMS[said]
    return [(name, is_hidden, rows) for name, is_hidden, rows in said]


def is_workbook(content: bytes) -> bool:
    return content[:2] == b"PK" or content[:4] == b"\xd0\xcf\x11\xe0"


def clean(text: str) -> str:
    """Without what can't be seen, and with single spaces."""
    return " ".join(UNSEEN.sub("", text).split())[:LONGEST_CELL]


def read_here(content: bytes) -> list[Found]:
    """The same by the process that asks."""
    try:
        found = _workbook(content) if is_workbook(content) else [("", False, _text(content))]
    except MemoryError:
        raise WorkbookIsTooBig from None
    for _name, _is_hidden, rows in found:
        _trim(rows)
    if any(len(rows) > MOST_ROWS for _name, _is_hidden, rows in found):
        raise TooManyRows
    cells = sum(len(rows) * max(map(len, rows), default=0) for _name, _is_hidden, rows in found)
    letters = sum(len(cell) for _name, _is_hidden, rows in found for row in rows for cell in row)
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
        book = calamine.load_workbook(io.BytesIO(content))
        hidden = {
            meta.name: meta.visible != calamine.SheetVisibleEnum.Visible
            for meta in book.sheets_metadata
            if meta.typ == calamine.SheetTypeEnum.WorkSheet
        }
        errors = errors_by_sheet(content)
        names = sorted(hidden, key=lambda name: hidden[name])
        return [(name, hidden[name], _cells(book.get_sheet_by_name(name), errors.get(name, {}))) for name in names]
    except calamine.PasswordError:
        raise WorkbookIsLocked from None
    except (NotRead, MemoryError):
        raise
    except BaseException as problem:  # a broken file may panic in the library's Rust, which is no Exception
        raise WorkbookIsBroken from problem


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


def _cells(sheet: calamine.CalamineSheet, errors: Errors) -> list[list[str]]:
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
        return "ja" if value else "nej"  # as data, whatever language the page is in
    if isinstance(value, float):
        is_whole = math.isfinite(value) and value == int(value) and abs(value) < 1e15
        return str(int(value)) if is_whole else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return clean(str(value))


def errors_by_sheet(content: bytes) -> dict[str, Errors]:
    """The cells that show an error (#REF!, #N/A) in a workbook as Excel makes it: the library gives them as empty."""
    if content[:2] != b"PK":
        return {}
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        targets = {one["Id"]: one["Target"] for one in _tags(archive, "xl/_rels/workbook.xml.rels", "Relationship")}
        parts = {one["name"]: targets[one["r:id"]] for one in _tags(archive, "xl/workbook.xml", "sheet")}
        return {name: _errors(archive.open(posixpath.join("/xl", part)[1:])) for name, part in parts.items()}
    except KeyError:
        return {}


def _tags(archive: zipfile.ZipFile, part: str, tag: str) -> list[dict[str, str]]:
    xml = archive.read(part).decode(errors="replace")
    tags = re.findall(rf"<{tag}\s([^>]*)>", xml)
    return [{name: html.unescape(value) for name, value in ATTRIBUTE.findall(one)} for one in tags]


def _errors(part: IO[bytes]) -> Errors:
    """Read the sheet once from its beginning to its end, whatever it says."""
    found: Errors = {}
    place: tuple[int, int] | None = None  # of the cell with an error that is open
    is_value = False

    def begin(tag: str, has: dict[str, str]) -> None:
        nonlocal place, is_value
        if tag == "c":
            cell = CELL.fullmatch(has.get("r", "")) if has.get("t") == "e" else None
            place = (int(cell[2]) - 1, _column(cell[1])) if cell else None
        is_value = tag == "v"

    def say(text: str) -> None:
        if place and is_value:
            found[place] = (found.get(place, "") + text)[:LONGEST_ERROR]

    def end(tag: str) -> None:
        nonlocal place, is_value
        is_value = False
        if tag == "c":
            place = None

    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, say
    with part:
        parser.ParseFile(part)
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _text(content: bytes) -> list[list[str]]:
    text = decode(content)
    first, _newline, rest = text.partition("\n")
    named = re.fullmatch(r"sep=(.)\s*", first[:20])
    delimiter = named[1] if named else _delimiter(text)
    if named:
        text = rest
    csv.field_size_limit(len(content))
    rows: list[list[str]] = []
    lines = io.StringIO(text, newline="")
    try:
        for row in itertools.islice(csv.reader(lines, delimiter=delimiter), MOST_ROWS):
            rows.append([clean(cell) for cell in row[:MOST_COLUMNS]])
    except csv.Error as problem:
        raise TextIsBroken from problem
    if lines.read().strip(f'{delimiter}" \t\r\n'):
        raise TooManyRows
    return rows


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
    first = [line for line in text[:FIRST_LETTERS].splitlines()[:60] if line.strip()]
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


def _answer(content: bytes) -> list[Found] | str:
    try:
        return read_here(content)
    except NotRead as problem:
        return type(problem).__name__


if __name__ == "__main__":
    with contextlib.suppress(ValueError, OSError):  # where the system knows no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(json.dumps(_answer(sys.stdin.buffer.read()), ensure_ascii=False).encode(errors="replace"))
