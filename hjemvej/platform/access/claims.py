"""How does PostgreSQL know who looks? By a claim that is signed here, for one transaction on one connection.

`audit_viewer` in PostgreSQL believes nothing else, so that SQL alone, however it came in, cannot say who looks.
"""

import hashlib
import hmac
from typing import Any

import psycopg
from django.conf import settings
from django.utils import timezone
from psycopg.rows import tuple_row

BLOCK = 64  # bytes; HMAC's (RFC 2104) for SHA-256
SAYS = (
    "scope",
    "user",
    "organisation",
    "person",
    "machine",
    "glass",
    "staffs",
)  # `audit_viewer` reads them in this order
Link = psycopg.Connection[Any]


def keys() -> list[tuple[bytes, bytes]]:
    """Return HMAC's inner and outer key, of the secret key and of each older one: what `migrate` gives PostgreSQL."""
    return [_pair(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def tell(link: Link, says: dict[str, str]) -> None:
    """Tell PostgreSQL who looks, until the transaction ends."""
    said = "|".join([*(says[name] for name in SAYS), timezone.now().isoformat(), ""])
    with _cursor(link) as cursor:
        row = cursor.execute("SELECT pg_catalog.extract('epoch', pg_catalog.now())::text").fetchone()
        began = row[0] if row else ""
        inner, outer = _pair(settings.SECRET_KEY)
        inside = hashlib.sha256(inner + f"{said}{link.info.backend_pid}|{began}".encode()).digest()
        _set(cursor, said + hashlib.sha256(outer + inside).hexdigest())


def told(link: Link) -> str:
    """Return the claim that PostgreSQL has, empty if it has none."""
    with _cursor(link) as cursor:
        row = cursor.execute("SELECT pg_catalog.current_setting('hjemvej.claim', true)").fetchone()
        return (row[0] if row else "") or ""


def tell_again(link: Link, claim: str) -> None:
    """Tell PostgreSQL what it was told earlier in this transaction."""
    with _cursor(link) as cursor:
        _set(cursor, claim)


def _cursor(link: Link) -> "psycopg.Cursor[tuple[Any, ...]]":
    """Give a cursor that sends values apart from the statement, so that no other connection reads them in its list."""
    return psycopg.Cursor(link, row_factory=tuple_row)


def _set(cursor: "psycopg.Cursor[tuple[Any, ...]]", claim: str) -> None:
    cursor.execute("SELECT pg_catalog.set_config('hjemvej.claim', %s, true)", [claim])


def _pair(secret: str) -> tuple[bytes, bytes]:
    key = hmac.digest(secret.encode(), b"hjemvej.claim", "sha256").ljust(BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in key), bytes(byte ^ 0x5C for byte in key)
