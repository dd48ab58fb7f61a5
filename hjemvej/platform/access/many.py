"""How are hundreds of citizens asked about in one query? As one array: else Django writes each of them by itself."""

import uuid
from collections.abc import Collection
from typing import Any

import psycopg
from django.db.models import BooleanField, F, Func, Value
from psycopg.abc import Buffer
from psycopg.types.array import ListDumper


def among(column: str, ids: Collection[uuid.UUID]) -> Func:
    """Select rows with one of these ids in a column, as `column__in` does: `filter(among("person_id", ids))`."""
    return Func(
        F(column), Value(list(ids)), arg_joiner=" = ANY(", template="%(expressions)s)", output_field=BooleanField()
    )  # fmt: skip


class ArrayDumper(ListDumper):
    """Write an array of ids as it stands: psycopg itself looks through each of thousands for what needs quotes."""

    def dump(self, obj: list[Any]) -> Buffer | None:
        ids = [one.hex for one in obj if isinstance(one, uuid.UUID)]
        return b"{%s}" % ",".join(ids).encode() if len(ids) == len(obj) else super().dump(obj)


def write_ids_as_they_stand() -> None:
    """Let every connection made from now on write arrays so."""
    psycopg.adapters.register_dumper(list, ArrayDumper)
