"""manage.py check: does each model say who sees its rows, and (--database default) does the database hold it?"""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error

from . import declared, making
from .health import unapplied_migrations


def all_is_declared(**_given: Any) -> list[CheckMessage]:
    try:
        declared.declared()
    except declared.Undeclared as missing:
        return [Error(str(missing), id="operations.E001")]
    return []


def the_database_is_as_declared(databases: Sequence[str] | None = None, **_given: Any) -> list[CheckMessage]:
    if not databases or unapplied_migrations():  # migrate makes it so
        return []
    hint = "Run `manage.py migrate`."
    return [Error(fault, hint=hint, id="operations.E002") for fault in making.differences()]
