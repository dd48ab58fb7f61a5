"""How is a PostgreSQL addressed, and why does it refuse us? In a line that never holds the password."""

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

SHAPE = "postgresql://user:password@host/database?sslmode=…, with %-codes for signs such as @ / ? in the password"
PATIENCE = 10  # seconds


class AddressNotUnderstood(ValueError):
    """An address that libpq cannot read; the message shows in a line how to write it."""


def parameters_of(address: str) -> dict[str, Any]:
    """Return every parameter that libpq reads from an address: host, dbname, sslrootcert, connect_timeout, …"""
    try:
        return dict(conninfo_to_dict(address))
    except psycopg.Error as problem:
        reason = str(problem).partition('"')[0].strip(": ")  # what libpq quotes may be the password
        raise AddressNotUnderstood(f"it cannot be read ({reason}); write {SHAPE}") from None


def why_refused(parameters: Mapping[str, Any]) -> str:
    """Return the reason why a plain connection fails; empty when it succeeds."""
    try:
        psycopg.connect(**{"connect_timeout": PATIENCE, **parameters}).close()
    except psycopg.Error as problem:
        return in_one_line(problem)
    return ""


def in_one_line(problem: psycopg.Error) -> str:
    return "; ".join(line.strip() for line in str(problem).splitlines() if line.strip()).rstrip(".?")
