"""Does an action leave nothing behind when its event cannot be written?

When a test first calls an action, a trial calls it with a copy of its arguments while no event can be inserted; the
trial compares every table before and after and undoes the action, and then the test's own call goes on.
"""

import contextlib
import copy
import functools
import importlib
import inspect
import pkgutil
import re
import sys
import threading
from collections.abc import Callable
from types import FunctionType
from typing import Any

from django.apps import apps
from django.db import connection, transaction

import hjemvej

THE_LOGS_OWN = "hjemvej.platform.audit"
EVENT = re.compile(r"\s*SELECT (audit_write_events|access_glass_need)\b")
STAYS = {"tries_try"}  # a try counts whatever becomes of it
tried: set[str] = set()
_is_trying = False


class EventNotWritten(Exception):
    """The audit log could not be written."""


def watch_actions() -> None:
    """Put a trial before every action that opens a transaction, in each module that imports it."""
    watched = {action: tried_once(action) for action in whole_actions()}
    for module in [module for name, module in sys.modules.items() if name.startswith("hjemvej.")]:
        for name, value in vars(module).items():
            if isinstance(value, FunctionType) and value in watched:
                setattr(module, name, watched[value])


def whole_actions() -> list[FunctionType]:
    """List the house's public actions that open a transaction of their own."""
    actions = []
    for package in pkgutil.walk_packages(hjemvej.__path__, "hjemvej."):
        if "actions" not in package.name.split(".") or package.name.startswith(THE_LOGS_OWN):
            continue
        for name, value in vars(importlib.import_module(package.name)).items():
            is_own = isinstance(value, FunctionType) and value.__module__ == package.name
            if is_own and not name.startswith("_") and "atomic" in inspect.unwrap(value).__code__.co_names:
                actions.append(value)
    return actions


def tried_once(action: Callable[..., Any]) -> Callable[..., Any]:
    name = f"{action.__module__}.{action.__name__}"

    @functools.wraps(action)
    def watched(*args: Any, **kwargs: Any) -> Any:
        is_in_a_race = threading.current_thread() is not threading.main_thread()
        is_disturbing = is_in_a_race or connection.force_debug_cursor  # DEBUG is on where queries are counted
        if name not in tried and not _is_trying and connection.in_atomic_block and not is_disturbing:
            _try(name, inspect.unwrap(action), args, kwargs)
        return action(*args, **kwargs)

    return watched


def _try(name: str, action: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    global _is_trying
    given, before = copy.deepcopy((args, kwargs)), _rows()
    refused: list[str] = []

    def no_event(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        if EVENT.match(str(sql)):
            refused.append(str(sql))
            raise EventNotWritten
        return execute(sql, params, many, context)

    _is_trying = True
    try:
        with transaction.atomic():
            with contextlib.suppress(EventNotWritten), connection.execute_wrapper(no_event):
                action(*given[0], **given[1])
            transaction.set_rollback(False)  # PostgreSQL itself had no error: the kept rows can be read
            after = _rows()
            transaction.set_rollback(True)
    except Exception:  # the test's own call raises it too
        return
    finally:
        _is_trying = False
    if refused:
        tried.add(name)
        kept = sorted(table for table in before if before[table] != after[table])
        assert kept == [], f"{name} kept rows in {', '.join(kept)} though its event could not be written"


@functools.cache
def _sql_of_rows() -> tuple[tuple[str, ...], str]:
    tables = sorted({model._meta.db_table for model in apps.get_models() if model._meta.managed} - STAYS)
    sums = (f"(SELECT sum(hashtextextended(one::text, 0)) FROM {table} one)" for table in tables)
    return tuple(tables), f"SELECT {', '.join(sums)}"


def _rows() -> dict[str, Any]:
    """Return a sum of each table's rows, all of them, whatever viewer looks."""
    tables, sql = _sql_of_rows()
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute(sql)
        row = cursor.fetchone()
        cursor.execute("SET ROLE hjemvej_web")
    return dict(zip(tables, row, strict=True))
