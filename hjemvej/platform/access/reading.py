"""What may a GET request write? Only the log of looks, and what keeps the visit itself."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.http import HttpRequest

READS = {"GET", "HEAD", "OPTIONS"}
WRITTEN_BY_LOOKING = {
    "audit_write_look", "audit_write_listed", "audit_write_events", "django_session", "identity_cache",
}  # fmt: skip
READING = {"SELECT", "WITH", "VALUES", "SHOW", "SET", "SAVEPOINT", "RELEASE", "ROLLBACK", "DECLARE", "FETCH", "CLOSE"}
WRITING = {"INSERT", "UPDATE", "DELETE"}
FIRST_WORD = re.compile(r"[\s(]*([A-Z]+)")
SUSPECT = (  # cheap to find in every query
    "INTO", "UPDATE", "DELETE", "PROCRASTINATE_", "TRIES_", "_WRITE_", "_NEED(", "NEXTVAL", "SETVAL", ";",
)  # fmt: skip
WRITES_TO = re.compile(
    r'\bINTO\s+"?(\w+)|\bDELETE\s+FROM\s+(?:ONLY\s+)?"?(\w+)'
    r'|(?<!FOR )(?<!KEY )(?<!DO )\bUPDATE\s+(?:ONLY\s+)?"?(\w+)'
    r"|\b(PROCRASTINATE_\w+|TRIES_\w+|\w+_WRITE_\w+|\w+_NEED|NEXTVAL|SETVAL)\s*\(|(;)\s*\S"
)


class WritesOnGet(RuntimeError):
    """A GET request would write, so a link, a prefetch or a reload would change something."""


@contextmanager
def reading_only(request: HttpRequest, view: Callable[..., Any]) -> Iterator[None]:
    """Refuse writes during a GET request; a page that must write gives the reason: `@page(writes_on_get="why")`."""
    if request.method not in READS or getattr(view, "writes_on_get", False):
        yield
        return

    def refuse(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        written = writes_of(str(sql)) - WRITTEN_BY_LOOKING
        if written:
            raise WritesOnGet(f"{request.method} {request.resolver_match} would write: {', '.join(sorted(written))}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def writes_of(sql: str) -> set[str]:
    """List the tables and writing functions that a statement names, or its first word when it is another command."""
    upper = sql.upper().replace("_INTO_", "_")  # within a name, as merged_into_id, it writes nothing
    first = FIRST_WORD.match(upper)
    word = first[1] if first else ""
    if word not in READING | WRITING:
        return {word or upper[:20]}
    if not any(suspect in upper for suspect in SUSPECT):
        return set()
    return {next(filter(None, names)).lower() for names in WRITES_TO.findall(upper)}
