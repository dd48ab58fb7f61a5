"""How is an array of thousands of ids written to the database? As it stands, not looked through one by one."""

import uuid
from typing import Any

import psycopg
from psycopg.abc import Buffer
from psycopg.types.array import ListDumper


class ArrayDumper(ListDumper):
    """Write an array of ids as it stands: psycopg itself looks through each of thousands for what needs quotes."""

    def dump(self, obj: list[Any]) -> Buffer | None:
        ids = [one.hex for one in obj if isinstance(one, uuid.UUID)]
        return b"{%s}" % ",".join(ids).encode() if len(ids) == len(obj) else super().dump(obj)


def write_ids_as_they_stand() -> None:
    """Let every connection made from now on write arrays so."""
    psycopg.adapters.register_dumper(list, ArrayDumper)
