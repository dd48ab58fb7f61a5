"""What do the models and the rooms' `sql` folders declare? Row security, triggers, functions, views, each by name."""

import pathlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.apps import apps
from django.db.models import Model

from hjemvej.platform.audit.row_security import Rows
from hjemvej.platform.audit.triggers import Changes, Trigger
from hjemvej.platform.identity.third_party import TABLES
from hjemvej.platform.rooms import facts, merge_rules

from . import facts as remembering

Kind = Literal["view", "function", "row security", "policy", "trigger"]
KINDS: tuple[Kind, ...] = ("view", "function", "row security", "policy", "trigger")  # in the order they are made
MADE_FIRST = ("audit_viewer", "audit_write_change")  # policies, views and logs call them: replaced, never dropped
IN_SQL = re.compile(r"^CREATE (VIEW|FUNCTION) (\w+)", re.MULTILINE)


class Undeclared(RuntimeError):
    """A model or a file of SQL lacks a declaration; the message says which."""


@dataclass(frozen=True)
class Declared:
    """A policy, trigger, function or view that the code declares for the database."""

    kind: Kind
    name: str  # of a policy or trigger: table.name
    sql: str  # what makes it

    @property
    def label(self) -> str:
        return f"{self.kind} {self.name}"


def declared() -> list[Declared]:
    """List everything that is declared, in the order in which PostgreSQL can make it."""
    things = [*_in_sql_folders(), *_on_models()]
    first = [thing for thing in things if thing.name in MADE_FIRST]
    return first + [thing for kind in KINDS for thing in things if thing.kind == kind and thing not in first]


def guarded_models() -> dict[type[Model], tuple[Rows, Changes]]:
    """Return row security and logging of every table of ours, and of other packages' tables that we guard or log."""
    models: dict[type[Model], tuple[Rows, Changes]] = {}
    for model in apps.get_models():
        if model.__module__.startswith("hjemvej.") and model._meta.managed:
            models[model] = _said_by(model)
    models |= {apps.get_model(label): (rows, changes) for label, (rows, changes, _triggers) in TABLES.items()}
    return models


def logs() -> Iterator[tuple[str, Trigger]]:
    """Return the tables whose changes are logged, with the trigger of each."""
    for model, (_rows, changes) in guarded_models().items():
        log = changes.log(model)
        if log:
            yield model._meta.db_table, log


def function(name: str) -> Declared:
    return next(thing for thing in _in_sql_folders() if thing.name == name)


def prefixes() -> tuple[str, ...]:
    """List the prefixes of our rooms' tables, functions and views."""
    return tuple(f"{app.label}_" for app in apps.get_app_configs() if app.name.startswith("hjemvej."))


def anew(changed: set[str]) -> list[str]:
    """List the SQL that fills triggers' columns again where a function that decides them has changed."""
    return [
        trigger.anew
        for model in guarded_models()
        for trigger in (*_triggers(model), *(remembering.trigger(fact) for fact in facts() if fact.model is model))
        if trigger.anew and changed & {f"function {name}" for name in trigger.made_of}
    ]


def _said_by(model: type[Model]) -> tuple[Rows, Changes]:
    rows, changes = getattr(model, "rows", None), getattr(model, "changes", None)
    if not isinstance(rows, Rows):
        raise Undeclared(
            f"{model._meta.label} does not say who sees and writes its rows: it needs `rows = needs_to_know()`"
            " or another of platform/audit/row_security.py."
        )
    if not isinstance(changes, Changes):
        raise Undeclared(
            f"{model._meta.label} does not say whether its changes are logged: it needs `changes = logged(...)`"
            ' or `changes = not_logged("why")` of platform/audit/triggers.py.'
        )
    return rows, changes


def _triggers(model: type[Model]) -> tuple[Trigger, ...]:
    of_others = TABLES.get(model._meta.label)
    return of_others[2] if of_others else getattr(model, "triggers", ())


def _held_people() -> Iterator[tuple[type[Model], Trigger]]:
    """Return a trigger for each column that names a citizen: the writer holds them, so that no merge passes it by.

    The columns of the log are left out: what was seen and done stays with the record it was done to.
    """
    for rule in merge_rules():
        if rule.stays:
            continue
        column, name = rule.field, rule.field.removesuffix("_id")
        calls = f"people_hold('{column}')"
        yield rule.model, Trigger(f"hold_{name}", "BEFORE INSERT", calls)
        changes = f"OLD.{column} IS DISTINCT FROM NEW.{column}"
        yield rule.model, Trigger(f"hold_other_{name}", f"BEFORE UPDATE OF {column}", calls, changes)


def _on_models() -> Iterator[Declared]:
    for model, (rows, changes) in guarded_models().items():
        table = model._meta.db_table
        if not rows.is_open:
            yield Declared("row security", table, f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        for name, sql in rows.policies(model).items():
            yield Declared("policy", f"{table}.{name}", sql)
        log = changes.log(model)
        for trigger in (*_triggers(model), *([log] if log else [])):
            yield Declared("trigger", f"{table}.{trigger.name}", trigger.on(table))
    for model, trigger in (*_held_people(), *((fact.model, remembering.trigger(fact)) for fact in facts())):
        yield Declared("trigger", f"{model._meta.db_table}.{trigger.name}", trigger.on(model._meta.db_table))
    for fact in facts():
        yield Declared("function", remembering.name_of(fact), remembering.function(fact))


def _in_sql_folders() -> Iterator[Declared]:
    """Read the rooms' `sql` folders: each file makes a single function or view, and has its name."""
    for app in apps.get_app_configs():
        if not app.name.startswith("hjemvej."):
            continue
        for file in sorted(pathlib.Path(app.path).glob("sql/*.sql")):
            sql = file.read_text()
            made = IN_SQL.findall(sql)
            if len(made) != 1 or made[0][1] != file.stem or not file.stem.startswith(f"{app.label}_"):
                raise Undeclared(
                    f"{file} must make a single function or view, called {file.stem}, and begin with {app.label}_."
                )
            if made[0][0] == "FUNCTION":
                yield Declared("function", file.stem, sql)
            else:  # a view writes as its owner, past all row security
                rights = f"REVOKE INSERT, UPDATE, DELETE ON {file.stem} FROM hjemvej_web;\n"
                yield Declared("view", file.stem, sql + rights)
