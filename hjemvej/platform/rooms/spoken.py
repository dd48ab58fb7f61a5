"""Which events and looks does the rooms' code write into the log? Read from the plain texts in the source."""

import ast
import pathlib
import re
from collections.abc import Collection, Iterable, Iterator

NAMES_PAGES = ("record_look", "record_names_shown")  # their first word is a page, not an event
NAME = re.compile(r"([a-z_]+)\.[a-z_]+")


def events_in(folders: Iterable[pathlib.Path], labels: Collection[str]) -> list[str]:
    """List the names of all events that the actions in these folders write."""
    events: set[str] = set()
    for file in _own_files(folders):
        if {"actions", "actions.py"} & {*file.parts}:
            events |= events_of(file.read_text(), labels)
    return sorted(events)


def looks_in(folders: Iterable[pathlib.Path]) -> list[str]:
    """List the names of all looks that the code in these folders writes as plain texts."""
    looks: set[str] = set()
    for file in _own_files(folders):
        source = file.read_text()
        if any(mark in source for mark in ("page=", *NAMES_PAGES)):
            looks |= looks_of(source)
    return sorted(looks)


def events_of(source: str, labels: Collection[str]) -> set[str]:
    """List each text `room.thing_done` that is not the name of a page."""
    tree = ast.parse(source)
    pages = set(_pages(tree))
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in pages)
    named = [NAME.fullmatch(str(text.value)) for text in texts]
    return {match[0] for match in named if match and match[1] in labels}


def looks_of(source: str) -> set[str]:
    """List each page that is named as a plain text."""
    pages = [page.value for page in _pages(ast.parse(source)) if isinstance(page, ast.Constant)]
    return {page for page in pages if isinstance(page, str)}


def _own_files(folders: Iterable[pathlib.Path]) -> Iterator[pathlib.Path]:
    for folder in folders:
        for file in sorted(folder.rglob("*.py")):
            if not {"tests", "migrations"} & {*file.relative_to(folder).parts}:
                yield file


def _pages(tree: ast.AST) -> Iterator[ast.expr]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            yield from (word.value for word in call.keywords if word.arg == "page")
            if ast.unparse(call.func).split(".")[-1].startswith(NAMES_PAGES):
                yield from call.args[:1]
