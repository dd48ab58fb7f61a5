"""What does a workbook's own XML say beside the values? Errors, and what means something to whoever looks at it.

Struck through, coloured, hidden and commented cells: the library that reads the values knows none of them. Runs in the
process that reads a file, and imports nothing of ours.
"""

import html
import io
import posixpath
import re
import xml.parsers.expat
import zipfile
from dataclasses import dataclass, field
from typing import IO

CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
LONGEST_ERROR = 40
ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
Errors = dict[tuple[int, int], str]  # by row and column, both from 0
OFF = ("0", "false")
TRANSPARENT = "transparent"
MOST_REPEATED = 500  # a cell of LibreOffice may stand for a million alike


@dataclass
class Styles:
    """Which of a workbook's formats strike a cell through, and which colour it; and which shared texts are struck."""

    struck: set[str] = field(default_factory=set)
    coloured: set[str] = field(default_factory=set)
    struck_texts: set[str] = field(default_factory=set)


@dataclass
class Seen:
    """What somebody who looks at the sheet sees beside its values; rows and columns count from 0."""

    errors: Errors = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    coloured_rows: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: int = 0
    comments: int = 0
    is_1904: bool = False  # its days are counted from another day


def seen_by_sheet(content: bytes) -> dict[str, Seen]:
    """By the sheet's name; nothing of a workbook that no Excel of this century made."""
    if content[:2] != b"PK":
        return {}
    archive = zipfile.ZipFile(io.BytesIO(content))
    if "content.xml" in archive.namelist():
        return _OpenDocument(archive.read("content.xml")).sheets
    try:
        targets = {one["Id"]: one["Target"] for one in _tags(archive, "xl/_rels/workbook.xml.rels", "Relationship")}
        parts = {one["name"]: targets[one["r:id"]] for one in _tags(archive, "xl/workbook.xml", "sheet")}
        styles = _styles(archive)
        is_1904 = any(one.get("date1904", "0") not in OFF for one in _tags(archive, "xl/workbook.xml", "workbookPr"))
        found = {}
        for name, target in parts.items():
            part = posixpath.join("/xl", target)[1:]
            seen = found[name] = read_sheet(archive.open(part), styles)
            seen.is_1904, seen.comments = is_1904, _comments(archive, part)
    except KeyError:
        return {}
    return found


def _tags(archive: zipfile.ZipFile, part: str, tag: str) -> list[dict[str, str]]:
    xml = archive.read(part).decode(errors="replace")
    tags = re.findall(rf"<{tag}\s([^>]*)>", xml)
    return [{name: html.unescape(value) for name, value in ATTRIBUTE.findall(one)} for one in tags]


def _styles(archive: zipfile.ZipFile) -> Styles:
    """Read the formats, and the texts of which a part is struck through."""
    styles = Styles()
    names = archive.namelist()
    if "xl/styles.xml" in names:
        _read_formats(archive.read("xl/styles.xml"), styles)
    if "xl/sharedStrings.xml" in names:
        texts = archive.read("xl/sharedStrings.xml")
        if b"<strike" in texts:
            struck = (number for number, text in enumerate(texts.split(b"<si>")[1:]) if b"<strike" in text)
            styles.struck_texts = {str(number) for number in struck}
    return styles


def _read_formats(xml_of_styles: bytes, styles: Styles) -> None:
    fonts: list[bool] = []
    fills: list[bool] = []
    inside: list[str] = []
    formats = 0

    def begin(tag: str, has: dict[str, str]) -> None:
        nonlocal formats
        inside.append(tag)
        above = inside[-2] if len(inside) > 1 else ""
        if (above, tag) == ("fonts", "font"):
            fonts.append(False)
        elif (above, tag) == ("fills", "fill"):
            fills.append(False)
        elif tag == "strike" and fonts and "fonts" in inside:
            fonts[-1] = has.get("val", "1") not in OFF
        elif tag == "patternFill" and fills and "fills" in inside:
            fills[-1] = has.get("patternType", "none") not in ("none", "gray125")
        elif (above, tag) == ("cellXfs", "xf"):
            key, font, fill = str(formats), int(has.get("fontId", "0")), int(has.get("fillId", "0"))
            formats += 1
            if font < len(fonts) and fonts[font]:
                styles.struck.add(key)
            if fill < len(fills) and fills[fill]:
                styles.coloured.add(key)

    def end(_tag: str) -> None:
        inside.pop()

    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.Parse(xml_of_styles, True)


def _comments(archive: zipfile.ZipFile, part: str) -> int:
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return 0
    told = [one for one in _tags(archive, relations, "Relationship") if one.get("Type", "").endswith("/comments")]
    parts = [posixpath.normpath(posixpath.join("/", folder, one["Target"]))[1:] for one in told]
    return sum(archive.read(one).count(b"<comment ") for one in parts if one in archive.namelist())


def read_sheet(part: IO[bytes], styles: Styles) -> Seen:
    """Read the sheet once from its beginning to its end, whatever it says."""
    seen = Seen()
    place: tuple[int, int] | None = None  # of the cell that is open
    kind, is_value, said = "", False, ""

    def begin(tag: str, has: dict[str, str]) -> None:
        nonlocal place, is_value, kind, said
        if tag == "c":
            kind, style, said = has.get("t", ""), has.get("s", ""), ""
            if kind == "e" or style in styles.struck or style in styles.coloured or styles.struck_texts:
                cell = CELL.fullmatch(has.get("r", ""))
                place = (int(cell[2]) - 1, column_number(cell[1])) if cell else None
                if place and style in styles.struck:
                    seen.struck.add(place)
                if place and style in styles.coloured:
                    seen.coloured_rows.add(place[0])
        elif tag == "row" and has.get("hidden", "0") not in OFF and has.get("r", "").isdigit():
            seen.hidden_rows.add(int(has["r"]) - 1)
        elif tag == "col" and has.get("hidden", "0") not in OFF:
            seen.hidden_columns += 1
        is_value = tag == "v"

    def say(text: str) -> None:
        nonlocal said
        if place and is_value:
            said = (said + text)[:LONGEST_ERROR]

    def end(tag: str) -> None:
        nonlocal place, is_value
        is_value = False
        if tag == "c" and place:
            if kind == "e" and said:
                seen.errors[place] = said
            if kind == "s" and said in styles.struck_texts:
                seen.struck.add(place)
            place = None

    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, say
    with part:
        parser.ParseFile(part)
    return seen


class _OpenDocument:
    """Reads a LibreOffice document once: its formats stand before its sheets."""

    def __init__(self, content: bytes) -> None:
        self.sheets: dict[str, Seen] = {}
        self.seen = Seen()
        self.struck: set[str] = set()
        self.coloured: set[str] = set()
        self.style = ""
        self.row = self.column = 0
        self.cells = self.rows = 1  # how many the open cell and the open row stand for
        self.is_1904 = b'table:date-value="1904-01-01"' in content
        parser = xml.parsers.expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self.begin, self.end
        parser.Parse(content, True)

    def begin(self, tag: str, has: dict[str, str]) -> None:
        style = has.get("table:style-name") or has.get("text:style-name", "")
        if tag == "style:style":
            self.style = has.get("style:name", "")
        elif tag == "style:text-properties" and has.get("style:text-line-through-style", "none") != "none":
            self.struck.add(self.style)
        elif tag == "style:table-cell-properties" and has.get("fo:background-color", TRANSPARENT) != TRANSPARENT:
            self.coloured.add(self.style)
        elif tag == "table:table":
            self.seen = self.sheets[has.get("table:name", "")] = Seen(is_1904=self.is_1904)
            self.row = 0
        elif tag == "table:table-column" and has.get("table:visibility") == "collapse":
            self.seen.hidden_columns += int(has.get("table:number-columns-repeated", "1"))
        elif tag == "table:table-row":
            self.column, self.rows = 0, int(has.get("table:number-rows-repeated", "1"))
            if has.get("table:visibility") in ("collapse", "filter"):
                self.seen.hidden_rows.update(self._of_rows())
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.cells = int(has.get("table:number-columns-repeated", "1"))
            if has.get("office:value-type"):
                self._mark(style)
        elif tag == "text:span":
            self._mark(style)
        elif tag == "office:annotation":
            self.seen.comments += 1

    def end(self, tag: str) -> None:
        if tag == "table:table-row":
            self.row += self.rows
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.column += self.cells

    def _mark(self, style: str) -> None:
        if style in self.struck:
            columns = range(self.column, self.column + min(self.cells, MOST_REPEATED))
            self.seen.struck.update((row, column) for row in self._of_rows() for column in columns)
        if style in self.coloured:
            self.seen.coloured_rows.update(self._of_rows())

    def _of_rows(self) -> range:
        return range(self.row, self.row + min(self.rows, MOST_REPEATED))


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
