"""Whose page was an entry written on? A ticket that the page carries says so, signed; it is sealed with the entry.

An entry with another's ticket is not sent by whoever holds the phone now.
"""

import datetime
import uuid
from typing import Any

from django.core import signing

from .keys import CannotBeOpened

SALT = "offline.ticket"


def ticket_for(user_id: uuid.UUID, *, at: datetime.datetime) -> str:
    return signing.dumps({"user": str(user_id), "at": round(at.timestamp() * 1000)}, salt=SALT)


def holder_of(ticket: Any) -> tuple[str, datetime.datetime]:
    """Return the user whose page it was, and when it was drawn."""
    try:
        said = signing.loads(str(ticket), salt=SALT)
        return said["user"], datetime.datetime.fromtimestamp(said["at"] / 1000, datetime.UTC)
    except (signing.BadSignature, KeyError, TypeError) as problem:
        raise CannotBeOpened("It carries no ticket of ours.") from problem
