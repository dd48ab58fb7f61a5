"""What stands in a workbook? Read by a process of its own, which has so much memory and time and no more.

A file of one kilobyte can say that it has seventeen billion cells, by malice or by a stray cell in the last row of the
sheet. Whoever unpacks it then falls, and must not take the site along. Run as a program, this file imports nothing of
ours: the workbook comes in, and its sheets or what was wrong go out as JSON.
"""

import contextlib
import datetime
import html
import io
import json
import math
import pathlib
import posixpath
import re
import resource
import subprocess
import sys
import zipfile
from typing import Any

import python_calamine as calamine

MOST_MEMORY = 1536 * 1024 * 1024
MOST_SECONDS = 60
MOST_ROWS = 50_000
MOST_COLUMNS = 120
LONGEST_CELL = 2000
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")

Row = tuple[str, ...]
Found = tuple[str, bool, list[list[str]]]  # its name, is it hidden, its cells
Errors = dict[tuple[int, int], str]  # by row and column, both from 0
LOCKED = "EncryptedPackage".encode("utf-16-le")  # as Excel seals a workbook with a password; the library can't tell
ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*\bt="e"[^>]*>.*?<v>([^<]{1,40})</v>', re.DOTALL)
ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')


class WorkbookIsLocked(ValueError):
    """It asks for a password."""


class WorkbookIsTooBig(ValueError):
    """One of its sheets is larger than any list of people."""


class WorkbookIsBroken(ValueError):
    """It cannot be read, or whoever read it fell."""


PROBLEMS = {problem.__name__: problem for problem in (WorkbookIsLocked, WorkbookIsTooBig, WorkbookIsBroken)}


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


def clean(text: str) -> str:
    """Without what can't be seen, and with single spaces."""
    return " ".join(UNSEEN.sub("", text).split())[:LONGEST_CELL]


def read_here(content: bytes) -> list[Found]:
    """The same by the process that asks."""
    if content[:2] != b"PK" and LOCKED in content:
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
    except (WorkbookIsTooBig, MemoryError):
        raise WorkbookIsTooBig from None
    except BaseException as problem:  # a broken file may panic in the library's Rust, which is no Exception
        raise WorkbookIsBroken from problem


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
        return {name: _errors(archive.read(posixpath.join("/xl", part)[1:])) for name, part in parts.items()}
    except KeyError:
        return {}


def _tags(archive: zipfile.ZipFile, part: str, tag: str) -> list[dict[str, str]]:
    xml = archive.read(part).decode(errors="replace")
    tags = re.findall(rf"<{tag}\s([^>]*)>", xml)
    return [{name: html.unescape(value) for name, value in ATTRIBUTE.findall(one)} for one in tags]


def _errors(xml: bytes) -> Errors:
    if b't="e"' not in xml:
        return {}
    return {
        (int(row) - 1, _column(letters)): text.decode(errors="replace") for letters, row, text in ERROR.findall(xml)
    }


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _answer(content: bytes) -> list[Found] | str:
    try:
        return read_here(content)
    except tuple(PROBLEMS.values()) as problem:
        return type(problem).__name__


if __name__ == "__main__":
    with contextlib.suppress(ValueError, OSError):  # where the system knows no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    print(json.dumps(_answer(sys.stdin.buffer.read())))  # noqa: T201
