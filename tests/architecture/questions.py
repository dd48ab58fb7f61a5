"""What does a page ask the database, in the same words at any hour and for any ids, and what changed?"""

import difflib
import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from sqlparse import tokens  # comes with Django
from sqlparse.lexer import tokenize

HEAD = (
    "What each page of this room asks the database beyond what every page asks. CONTRIBUTING.md says how to renew it."
)
RENEW = "HJEMVEJ_RENEW_QUESTIONS=1 .venv/bin/python -m pytest tests/architecture/test_questions.py"
# Statements that keep the connection and the visit: no question of the page's own.
NOT_ASKED = re.compile(r"SAVEPOINT|RELEASE|ROLLBACK|SET |.*(django_session|identity_cache)", re.DOTALL)
ALIAS = re.compile(r"\b(?:FROM|JOIN) (\w+) ([A-Z]\d+)\b")  # as Django makes them
COLUMNS_OF_ONE_TABLE = re.compile(r"\b(\w+)\.\w+(?:, \1\.\w+)+")


@contextmanager
def noted() -> Iterator[list[str]]:
    """Note the statements sent meanwhile, with placeholders for values."""
    sent: list[str] = []

    def note(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        sent.append(str(sql))
        return execute(sql, params, many, context)

    with CaptureQueriesContext(connection), connection.execute_wrapper(note):  # no other test tool watches meanwhile
        yield sent


def counted(statements: Iterable[str]) -> Counter[str]:
    """Count how many times the page asks each question, in the order in which they come first."""
    return Counter(shape_of(sql) for sql in statements if not NOT_ASKED.match(sql))


def shape_of(sql: str) -> str:
    """Return a statement without values; all columns of a table become `table.*`, so a new field changes nothing."""
    shape = re.sub(r"\s+", " ", "".join(_words(sql))).strip()
    shape = re.sub(r"(?<=\() | (?=\))", "", shape)
    shape = re.sub(r"\?(?:, ?\?)+", "?", shape)
    shape = re.sub(r"\(\?\)(?:, ?\(\?\))+", "(?)", shape)  # the rows of an INSERT
    tables = {alias: table for table, alias in ALIAS.findall(shape)}
    return COLUMNS_OF_ONE_TABLE.sub(lambda columns: _star(columns, tables), shape)


def _words(sql: str) -> Iterator[str]:
    for kind, word in tokenize(sql):
        if kind in tokens.Whitespace or kind in tokens.Comment:
            yield " "
        elif kind in tokens.String.Symbol:
            yield word.strip('"')
        elif kind in tokens.Literal or kind in tokens.Name.Placeholder:
            yield "?"
        else:
            yield word


def _star(columns: re.Match[str], tables: Mapping[str, str]) -> str:
    named = tuple(column.partition(".")[2] for column in columns[0].split(", "))
    is_all = named == _columns().get(tables.get(columns[1], columns[1]))
    return f"{columns[1]}.*" if is_all else columns[0]


@functools.cache
def _columns() -> dict[str, tuple[str, ...]]:
    return {
        model._meta.db_table: tuple(str(field.column) for field in model._meta.concrete_fields)
        for model in apps.get_models()
    }


def written(pages: Mapping[str, Counter[str]]) -> str:
    """Write the text of a room's file: a heading per page, a line per question."""
    lines = [HEAD]
    for heading, questions in pages.items():
        lines += ["", f"## {heading}"]
        lines += [f"{times} × {shape}" if times > 1 else shape for shape, times in questions.items()]
    return "\n".join(lines) + "\n"


def faults_between(file: str, kept: str, now: str) -> list[str]:
    """List how a room's pages differ from its file, in sentences and a diff."""
    if kept == now:
        return []
    faults = [f"{name} has no questions in {file} yet." for name in _pages_in(now) if name not in _pages_in(kept)]
    diff = difflib.unified_diff(kept.splitlines(), now.splitlines(), file, "asked now", lineterm="")
    return [*faults, *diff, f"If that is as it should be, renew the files and read what git shows: {RENEW}"]


def _pages_in(text: str) -> list[str]:
    return re.findall(r"^## (\S+)", text, re.MULTILINE)
