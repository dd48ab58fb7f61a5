"""How does a copy come into the database within our own transaction, so that it comes whole or not at all?

pg_restore writes the copy as SQL, and we run it: its tables, then its rows, then its indexes, rights and policies.
"""

import pathlib
import subprocess
import tempfile
from collections.abc import Iterator
from typing import Any

from django.db import connection

from . import pg_programs

FOR_PSQL = ("\\restrict ", "\\unrestrict ")  # guards that psql alone understands
END_OF_ROWS = "\\.\n"


def replay(program: str, file: pathlib.Path) -> None:
    """Write all that the copy holds, in the transaction that the connection is in."""
    for part in ("pre-data", "data", "post-data"):
        _run(_lines([program, "--no-owner", f"--section={part}", "--file=-", str(file)]))
    with connection.cursor() as cursor:  # the copy sets its own
        cursor.execute("SET search_path = public, pg_temp")
        cursor.execute("SET row_security = on")


def _lines(command: list[str]) -> Iterator[str]:
    """Give what pg_restore writes, and fail when it fails."""
    with tempfile.TemporaryFile("w+") as said:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True, encoding="utf-8") as writing:
            assert writing.stdout is not None  # noqa: S101 -- it is a pipe
            yield from (line for line in writing.stdout if not line.startswith(FOR_PSQL))
        if writing.returncode:
            said.seek(0)
            raise pg_programs.CopyFailed(pg_programs.last_line(said.read(), writing.returncode, command[0]))


def _run(lines: Iterator[str]) -> None:
    """Run the statements; after a COPY come its rows, one a line, as PostgreSQL writes them."""
    waiting: list[str] = []
    with connection.connection.cursor() as cursor:
        for line in lines:
            waiting.append(line)
            if line.startswith("COPY ") and line.endswith(" FROM stdin;\n"):
                _copy_rows(cursor, "".join(waiting), line, lines)
                waiting = []
        if "".join(waiting).strip():
            cursor.execute("".join(waiting))


def _copy_rows(cursor: Any, text: str, copy: str, lines: Iterator[str]) -> None:
    before = text.removesuffix(copy)
    if before.strip():
        cursor.execute(before)
    with cursor.copy(copy) as rows:
        for line in lines:
            if line == END_OF_ROWS:
                return
            rows.write(line)
    raise pg_programs.CopyFailed("The file ends in the middle of a table.")
