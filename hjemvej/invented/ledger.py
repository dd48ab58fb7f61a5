"""How does an invented life reach the tables? As rows, copied in bulk by the tables' owner, with the log asleep.

What the invented people did years ago is not somebody's change today: the change log starts with the first real click.
"""

import contextlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import connection, models
from psycopg.types.json import Jsonb

from hjemvej.platform import rooms
from hjemvej.platform.operations import facts

CHUNK = 20_000


class Ledger:
    """Collects rows per model and copies them when there are many."""

    def __init__(self) -> None:
        self._rows: dict[type[models.Model], list[dict[str, Any]]] = defaultdict(list)
        self._defaults: dict[type[models.Model], dict[str, Any]] = {}
        self.counts: dict[str, int] = defaultdict(int)

    def add(self, model: type[models.Model], **columns: Any) -> None:
        """One row; column names as in the table (`person_id`); what is left out takes the model's default."""
        rows = self._rows[model]
        rows.append(columns)
        if len(rows) >= CHUNK:
            self._copy(model)

    def check(self, model: type[models.Model], row: dict[str, Any]) -> None:
        """Refuse a row that names a column the table does not have."""
        unknown = set(row) - set(self._defaults.setdefault(model, _defaults(model)))
        if unknown:
            raise KeyError(f"{model.__name__} has no column {unknown}")

    def flush(self) -> None:
        for model in list(self._rows):
            self._copy(model)

    def _copy(self, model: type[models.Model]) -> None:
        rows = self._rows.pop(model, [])
        if not rows:
            return
        defaults = self._defaults.setdefault(model, _defaults(model))
        names = list(defaults)
        json_names = {field.column for field in model._meta.concrete_fields if isinstance(field, models.JSONField)}
        if any("id" not in row for row in rows) and "id" in names and defaults["id"] is None:
            names.remove("id")  # the database numbers these itself
        listed = ", ".join(f'"{name}"' for name in names)
        with connection.cursor() as cursor, cursor.copy(f"COPY {model._meta.db_table} ({listed}) FROM STDIN") as copy:
            for row in rows:
                self.check(model, row)
                whole = {**defaults, **row}
                copy.write_row([Jsonb(whole[name]) if name in json_names else whole[name] for name in names])
        self.counts[model.__name__] += len(rows)


def _defaults(model: type[models.Model]) -> dict[str, Any]:
    return {
        str(field.column): (field.get_default() if not field.primary_key else None)
        for field in model._meta.concrete_fields
    }


@contextlib.contextmanager
def log_asleep(tables: list[str], triggers: tuple[str, ...] = ("audit", "no_gaps", "hold_person")) -> Iterator[None]:
    """Switch off the named triggers of these tables while rows are copied; needs the tables' owner.

    What the rows say is remembered all at once at the end.
    """
    remembering = [facts.trigger(fact) for fact in rooms.facts()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgname = ANY(%s) AND c.relname = ANY(%s)",
            [[*triggers, *(trigger.name for trigger in remembering)], tables],
        )
        found = cursor.fetchall()
        for table, trigger in found:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER "{trigger}"')
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for trigger in remembering:
            cursor.execute(trigger.anew)
        cursor.execute("ANALYZE known_fact")
        for table, trigger in found:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER "{trigger}"')
