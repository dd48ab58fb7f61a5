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
# `audit_viewer` reads them in this order.
SAYS = ("scope", "user", "organisation", "person", "machine", "glass", "staffs")
BEGAN = "SELECT pg_catalog.extract('epoch', pg_catalog.now())::text"
SET = "SELECT pg_catalog.set_config('hjemvej.claim', %s, true)"
Link = psycopg.Connection[Any]


def keys() -> list[tuple[bytes, bytes]]:
    """Return HMAC's inner and outer key, of the secret key and of each older one: what `migrate` gives PostgreSQL."""
    return [_pair(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def tell(link: Link, says: dict[str, str]) -> None:
    """Tell PostgreSQL who looks, until the transaction ends."""
    with _cursor(link) as cursor:
        row = cursor.execute(BEGAN).fetchone()
        _set(cursor, signed(says, link.info.backend_pid, row[0] if row else ""))


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
    cursor.execute(SET, [claim])


def signed(says: dict[str, str], process: int, began: str) -> str:
    """Sign what is said for a transaction that began then on the connection with this process."""
    said = "|".join([*(says[name] for name in SAYS), timezone.now().isoformat(), ""])
    inner, outer = _pair(settings.SECRET_KEY)
    inside = hashlib.sha256(inner + f"{said}{process}|{began}".encode()).digest()
    return said + hashlib.sha256(outer + inside).hexdigest()


def _pair(secret: str) -> tuple[bytes, bytes]:
    key = hmac.digest(secret.encode(), b"hjemvej.claim", "sha256").ljust(BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in key), bytes(byte ^ 0x5C for byte in key)
