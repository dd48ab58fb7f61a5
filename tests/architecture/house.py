"""What is there to check? The rooms of the house, their code, and their models; read from the folders themselves."""

import ast
import configparser
import pathlib
from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent.parent
HOUSE = CHECKOUT / "hjemvej"
ROOMS = sorted(path.parent for path in HOUSE.glob("**/apps.py"))
FILE_NAMES = {"urls", "views", "jobs", "management", "forms", "actions", "access", "queries", "rules", "models"}
FLOORS = ["platform", "ground", "efforts", "insight", "invented", "portals", "config"]  # the lowest first
CONTRACTS = configparser.ConfigParser()
CONTRACTS.read(CHECKOUT / ".importlinter")
ORDERED = {  # the lowest first, as in the contracts
    floor: [
        room.strip(" ()")
        for layer in reversed(CONTRACTS[f"importlinter:contract:{floor}"]["layers"].split("\n"))
        for room in layer.split("|")
        if room
    ]
    for floor in ("platform", "ground")
}


def name_of(path: pathlib.Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def own_code(path: pathlib.Path) -> Iterator[pathlib.Path]:
    """The Python that people write: no migrations."""
    yield from (file for file in sorted(path.rglob("*.py")) if "migrations" not in file.parts)


def sub_rooms(room: pathlib.Path) -> list[pathlib.Path]:
    """List a room's sub-rooms: folders that hold files of the house's names, and have another name themselves."""
    return [
        folder
        for folder in sorted(room.iterdir())
        if folder.name not in FILE_NAMES and (folder / "__init__.py").exists() and not (folder / "apps.py").exists()
        if FILE_NAMES & {file.stem for file in folder.iterdir()}
    ]


def plain_packages() -> list[pathlib.Path]:
    """List the packages of plain Python: a contract says that each imports neither Django nor the house."""
    plain = [
        CONTRACTS[title] for title in CONTRACTS if "django" in CONTRACTS[title].get("forbidden_modules", "").split()
    ]
    return [CHECKOUT / name.replace(".", "/") for contract in plain for name in contract["source_modules"].split()]


def lines_of_room(room: pathlib.Path) -> int:
    """Count the lines of a room, sub-room or plain package, without tests and migrations, and what is counted apart."""
    apart = [*sub_rooms(room), *plain_packages(), *(path.parent for path in room.glob("*/**/apps.py"))]
    inner = [other for other in apart if other != room and room in other.parents]
    lines = 0
    for file in own_code(room):
        is_test = "tests" in file.relative_to(room).parts or file.name == "conftest.py"
        if not is_test and not any(other in file.parents for other in inner):
            lines += file.read_text().count("\n")
    return lines


def code_named(*names: str) -> Iterator[pathlib.Path]:
    """Files of these names in every room, also where the name has become a package."""
    for file in own_code(HOUSE):
        parts = file.relative_to(HOUSE).parts
        inside = [part.removesuffix(".py") for part in parts[1 if parts[0] == "invented" else 2 :]]
        if "tests" not in inside and set(inside) & set(names):
            yield file


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("hjemvej.")]


def personal_models() -> list[type[Model]]:
    """Those with at least one field that says something of a citizen."""
    classed = ((model, getattr(model, "data", None)) for model in our_models())
    return [model for model, data in classed if data and data.personal]


def standing(model: type[Model]) -> tuple[int, int]:
    """How high up in the house a model lives: its floor, then its place in the floor's order."""
    _, floor, *rest = model.__module__.split(".")
    order = ORDERED.get(floor, [])
    return FLOORS.index(floor), order.index(rest[0]) if rest and rest[0] in order else 0
