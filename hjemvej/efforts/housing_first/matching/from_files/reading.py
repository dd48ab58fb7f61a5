"""What do the CSV files of `manage.py match` say? People, homes, rules, weighed pairs; a fault names its line."""

import csv
import datetime
import pathlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from hjemvej.efforts.housing_first.matching.rules import CLASSES, CONDITIONS, Home, Need, Seeker
from hjemvej.efforts.housing_first.matching.rules.municipal import FORM_OF
from hjemvej.efforts.housing_first.wishing.rules import Want, Wanted, Weight
from hjemvej.ground.homes.models import Dwelling

LIST = "|"  # between several values of a cell
LONGEST_CELL, SHOWN, MOST_DIGITS = 10_000, 60, 9
RULES = tuple(dict.fromkeys((*(condition.rule for condition in CONDITIONS), *CLASSES)))
WITH_PLACES = (Wanted.AREA, Wanted.NOT_AREA, Wanted.NEAR, Wanted.AWAY)


class BadFile(ValueError):
    """A file cannot be used; the message says which line, and what to do."""


@dataclass(frozen=True)
class Row:
    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Listed:
    """A person of the file: what a home must fit, and what the order of need goes by."""

    seeker: Seeker
    need: Need


@dataclass(frozen=True)
class Weighed:
    """The pairs of --edges: ids, and weights as whole numbers of 1/scale."""

    people: list[str]
    homes: list[str]
    weights: list[int]
    scale: int


def read_rows(path: pathlib.Path, known: Mapping[str, str], needed: tuple[str, ...]) -> list[Row]:
    """The rows of a CSV file by its columns' names. The columns are parted by commas or semicolons."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise BadFile(f"{path}: cannot be read ({problem.strerror}).") from None
    except UnicodeDecodeError:
        raise BadFile(f"{path}: is not UTF-8. Save it as CSV UTF-8.") from None
    found = _cells(path, text)
    columns = [name.strip().lower() for name in found[0][1]] if found else []
    for name in columns:
        if name not in known:
            raise BadFile(f"{path} line 1: there is no column “{_short(name)}”. There are: {', '.join(known)}.")
        if columns.count(name) > 1:
            raise BadFile(f"{path} line 1: the column “{name}” is there twice.")
    for name in needed:
        if name not in columns:
            raise BadFile(f"{path} line 1: the column “{name}” is missing.")
    rows = []
    for line, cells in found[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            raise BadFile(f"{path} line {line}: {len(cells)} cells, but {len(columns)} columns.")
        rows.append(Row(line, dict(zip(columns, (cell.strip() for cell in cells), strict=True))))
    return rows


def _cells(path: pathlib.Path, text: str) -> list[tuple[int, list[str]]]:
    """Each line's number and cells. A cell that is longer than any that means something is refused with its place."""
    limit = csv.field_size_limit(max(len(text), LONGEST_CELL))  # else the reader stops, and says no column
    try:
        lines = csv.reader(text.splitlines(), delimiter=";" if ";" in text.partition("\n")[0] else ",")
        found = [(lines.line_num, cells) for cells in lines]
    except csv.Error as problem:
        raise BadFile(f"{path}: cannot be read as CSV ({problem}).") from None
    finally:
        csv.field_size_limit(limit)
    for line, cells in found:
        for place, cell in enumerate(cells):
            if len(cell) > LONGEST_CELL:
                header = found[0][1]
                column = _short(header[place].strip()) if line > 1 and place < len(header) else str(place + 1)
                raise BadFile(
                    f"{path} line {line}: the cell of column “{column}” has {len(cell)} characters; "
                    f"write at most {LONGEST_CELL}. Is a quotation mark left open?"
                )
    return found


def _short(cell: str) -> str:
    return cell if len(cell) <= SHOWN else f"{cell[:SHOWN]}…"


def number(cell: str) -> int:
    if not cell.isdecimal():
        raise ValueError("a whole number from 0")
    if len(cell) > MOST_DIGITS:
        raise ValueError(f"a whole number of at most {MOST_DIGITS} digits")
    return int(cell)


def floor(cell: str) -> int:
    return -number(cell[1:]) if cell.startswith("-") else number(cell)


def yes_or_no(cell: str) -> bool:
    said = {"yes": True, "ja": True, "no": False, "nej": False}
    if cell.lower() not in said:
        raise ValueError("yes or no, or nothing where nobody knows")
    return said[cell.lower()]


def day(cell: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(cell)
    except ValueError:
        raise ValueError("a day as 2026-11-30") from None


def names(cell: str) -> frozenset[str]:
    return frozenset(name.strip() for name in cell.split(LIST) if name.strip())


def one_of(*values: str) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if cell not in values:
            raise ValueError(f"one of {', '.join(values)}")
        return cell

    return read


def need_classes(cell: str) -> frozenset[str]:
    read = one_of(*(one.removeprefix("need_") for one in CLASSES[:-1]))
    return frozenset(f"need_{read(name)}" for name in names(cell))


def want_of(wanted: Wanted) -> Callable[[str], Want]:
    return lambda cell: want(cell, wanted)


def want(cell: str, wanted: Wanted) -> Want:
    """`must`, `good` or `no_matter`; of places and rooms with which: `must: Havnen|Engen`, `good: 2`."""
    weight, _colon, rest = (part.strip() for part in cell.partition(":"))
    try:
        found = Weight(weight.lower())
    except ValueError:
        raise ValueError(f"must, good or no_matter, and which after a colon (must: Havnen{LIST}Engen)") from None
    if wanted == Wanted.ROOMS:
        return Want(found, number=number(rest) if rest else None)
    if rest and wanted not in WITH_PLACES:
        raise ValueError("must, good or no_matter and no more")
    return Want(found, places=names(rest))


Readers = Mapping[str, tuple[str, Callable[[str], Any], str]]  # column → field, how it is read, what it says
PEOPLE: Readers = {
    "age": ("age", number, "in years"),
    "household": ("household", number, "people who will live there, the person among them; 1 if empty"),
    "ours": ("is_ours", yes_or_no, "is our municipality responsible?"),
    "registrations": ("registrations", number, "write-ups with landlords; 0 if empty"),
    "highest_rent": ("highest_rent", number, "kroner a month"),
    "said": ("said", one_of("yes", "no", "not_asked"), "to a home of their own: yes, no, not_asked"),
    "other_form": ("other_form", one_of(*FORM_OF), f"a form wanted first: {', '.join(FORM_OF)}"),
    "said_no_to": ("said_no_to", names, f"homes by id, parted by {LIST}"),
}
OF_NEED: Readers = {
    "since": ("since", day, "in homelessness since, as 2026-11-30; needed"),
    "classes": ("classes", need_classes, f"children{LIST}outside{LIST}leaving{LIST}young"),
}
HOMES: Readers = {
    "rent": ("rent", number, "kroner a month with everything in it; needed"),
    "form": ("form", one_of(*Dwelling.Form.values), f"{', '.join(Dwelling.Form.values)}; family if empty"),
    "neighbourhood": ("neighbourhood", str, "a name"),
    "rooms": ("rooms", number, "a number"),
    "floor": ("floor", floor, "a number, 0 the ground floor"),
    **{
        column: (field, yes_or_no, "yes, no")
        for column, field in (
            ("lift", "has_lift"), ("step_free", "is_step_free"), ("pets", "takes_pets"), ("quiet", "is_quiet"),
            ("bath", "has_bath"), ("kitchen", "has_kitchen"), ("balcony", "has_balcony"),
        )
    },
}  # fmt: skip


def read_people(path: pathlib.Path) -> list[Listed]:
    """Whoever needs a home, and since when. Raises BadFile."""
    wanted = {one.value: "a wish" for one in Wanted}
    rows = read_rows(path, {"id": "", **dict.fromkeys((*PEOPLE, *OF_NEED), ""), **wanted}, ("id", "since"))
    people = []
    for row in rows:
        of_need = fields_of(path, row, OF_NEED, needed=("since",))
        wants = {
            one: read_cell(path, row, one.value, want_of(one)) for one in Wanted if row.cells.get(one.value)
        }  # fmt: skip
        seeker = Seeker(row.cells["id"], **fields_of(path, row, PEOPLE), wants=wants)
        people.append(Listed(seeker, Need(of_need.get("classes", frozenset()), of_need["since"])))
    check_ids(path, rows, "person")
    return people


def read_homes(path: pathlib.Path) -> list[Home]:
    """The vacant homes. Raises BadFile."""
    rows = read_rows(path, {"id": "", **dict.fromkeys(HOMES, "")}, ("id", "rent"))
    homes = [Home(row.cells["id"], **fields_of(path, row, HOMES, needed=("rent",))) for row in rows]
    check_ids(path, rows, "home")
    return homes


def read_ids(path: pathlib.Path, kind: str) -> list[str]:
    """The ids alone, where the pairs are weighed: other columns are not looked at. Raises BadFile."""
    columns = {**PEOPLE, **OF_NEED, **{one.value: "" for one in Wanted}} if kind == "person" else HOMES
    rows = read_rows(path, {"id": "", **dict.fromkeys(columns, "")}, ("id",))
    check_ids(path, rows, kind)
    return [row.cells["id"] for row in rows]


def read_rules(path: pathlib.Path) -> dict[str, int]:
    """Which conditions are in force, each with its figure, and the order of need. Raises BadFile."""
    rows = read_rows(path, {"rule": "", "figure": ""}, ("rule", "figure"))
    check_ids(path, rows, "rule", "rule")
    return {
        read_cell(path, row, "rule", one_of(*RULES)): read_cell(path, row, "figure", number) for row in rows
    }  # fmt: skip


def read_weighed(path: pathlib.Path, people: list[str] | None, homes: list[str] | None) -> Weighed:
    """Pairs with a weight each, decimals as they are written. Raises BadFile."""
    rows = read_rows(path, {"person": "", "home": "", "weight": ""}, ("person", "home", "weight"))
    known = {"person": None if people is None else set(people), "home": None if homes is None else set(homes)}
    lines: dict[tuple[str, str], int] = {}
    weights = []
    for row in rows:
        for kind, ids in known.items():
            if ids is not None and row.cells[kind] not in ids:
                raise BadFile(
                    f"{path} line {row.line}: the {kind} “{_short(row.cells[kind])}” is not in the other file."
                )
        pair = row.cells["person"], row.cells["home"]
        if pair in lines:
            raise BadFile(f"{path} line {row.line}: the same pair is in line {lines[pair]}. Keep one of them.")
        lines[pair] = row.line
        weights.append(read_cell(path, row, "weight", decimal))
    places = max([0, *(-int(weight.as_tuple().exponent) for weight in weights)])
    scaled = [int(weight.scaleb(places)) for weight in weights]
    return Weighed([person for person, _home in lines], [home for _person, home in lines], scaled, 10**places)


def decimal(cell: str) -> Decimal:
    try:
        weight = Decimal(cell.replace(",", "."))
    except InvalidOperation:
        raise ValueError("a number") from None
    if not weight.is_finite() or len(weight.as_tuple().digits) + abs(int(weight.as_tuple().exponent)) > 15:
        raise ValueError("a number of at most 15 digits")
    return weight


def fields_of(path: pathlib.Path, row: Row, readers: Readers, *, needed: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields of the cells that say something."""
    for name in needed:
        if not row.cells.get(name):
            raise BadFile(f"{path} line {row.line}: “{name}” is empty.")
    filled = [name for name in readers if row.cells.get(name)]
    return {readers[name][0]: read_cell(path, row, name, readers[name][1]) for name in filled}


def read_cell(path: pathlib.Path, row: Row, column: str, read: Callable[[str], Any]) -> Any:
    try:
        return read(row.cells[column])
    except ValueError as problem:
        raise BadFile(
            f"{path} line {row.line}: “{column}” is “{_short(row.cells[column])}”; write {problem}."
        ) from None  # fmt: skip


def check_ids(path: pathlib.Path, rows: list[Row], kind: str, column: str = "id") -> None:
    lines: dict[str, int] = {}
    for row in rows:
        one = row.cells[column]
        if not one:
            raise BadFile(f"{path} line {row.line}: “{column}” is empty.")
        if one in lines:
            raise BadFile(f"{path} line {row.line}: the {kind} “{_short(one)}” is in line {lines[one]} too.")
        lines[one] = row.line
