"""How often may a user, device or network try? Counted on its own connection: what the page rolls back still counts.

Take a try before doing what it is about. Then a refusal, an error and a hundred presses in the same second all count.
"""

import datetime
import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

REMEMBERED = datetime.timedelta(days=1)  # no limit is for longer


@dataclass(frozen=True)
class Limit:
    """So many tries of this kind by one user, device or network within this time."""

    name: str
    at_most: int
    within: datetime.timedelta


@contextmanager
def own_connection() -> Iterator[CursorWrapper]:
    """Give a cursor of another connection, on which each statement is kept at once."""
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            yield cursor
    finally:
        own.close()


def take_try(limit: Limit, who: object, *, at: datetime.datetime) -> bool:
    """Count a try; say whether it was within the limit. A try over the limit is not counted."""
    return bool(_answer("tries_take(%s, %s, %s, %s)", _mark(limit, who), limit.at_most, at - limit.within, at))


def is_used_up(limit: Limit, who: object, *, at: datetime.datetime) -> bool:
    """Are all tries taken, for now?"""
    made = _answer("tries_made(%s, %s)", _mark(limit, who), at - limit.within)
    return int(str(made)) >= limit.at_most


def forget_old_tries(*, at: datetime.datetime) -> None:
    _answer("tries_forget(%s)", at - REMEMBERED)


def _answer(call: str, *values: Any) -> object:
    with own_connection() as cursor:
        cursor.execute(f"SELECT {call}", values)
        ((answer,),) = cursor.fetchall()
    return answer


def _mark(limit: Limit, who: object) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{limit.name}\0{who}".encode(), hashlib.sha256).hexdigest()
