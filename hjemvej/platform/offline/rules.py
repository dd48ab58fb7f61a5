"""What do we decide about a form that waited on a phone? When it was written, and whether it is sent by itself.

Values in, answers out: no database, no clock.
"""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from django.utils.translation import gettext as _

MOST_FIELDS = 200
TITLE, LINES = 200, 60


@dataclass(frozen=True)
class Wait:
    """For how long what a form says still holds; `same` is what must not have changed meanwhile, as the night."""

    long: datetime.timedelta
    same: Callable[[datetime.datetime], object] | None = None

    def is_over(self, written_at: datetime.datetime, at: datetime.datetime) -> bool:
        return at - written_at > self.long or (self.same is not None and self.same(written_at) != self.same(at))


class NoEntry(ValueError):
    """What was sealed is not an entry as our pages write it."""


@dataclass(frozen=True)
class Entry:
    """A form that was written without a line: where to, its fields, when, and how its author read it."""

    id: uuid.UUID
    user_id: str
    path: str
    query: str
    fields: tuple[tuple[str, str], ...]
    page_at: datetime.datetime  # when the server drew the page it was written on
    written_at: datetime.datetime
    title: str
    said: tuple[tuple[str, str], ...]  # each visible field by its label


def entry_of(found: dict[str, Any], *, user_id: str, page_at: datetime.datetime, at: datetime.datetime) -> Entry:
    """Read what was sealed; the ticket in it says whose it is, and when its page was drawn."""
    try:
        path, _mark, query = str(found["path"]).partition("?")
        fields = parse_qsl(str(found["fields"]), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        said = [(str(label)[:TITLE], str(value)) for label, value in found.get("said", [])][:LINES]
        key = uuid.UUID(str(found["id"]))
        wrote = datetime.datetime.fromtimestamp(float(found["written"]) / 1000, datetime.UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError) as problem:
        raise NoEntry(type(problem).__name__) from problem
    if not path.startswith("/") or path.startswith("//"):
        raise NoEntry("It leads out of the house.")
    return Entry(
        id=key, user_id=user_id, path=path, query=query, fields=tuple(fields), page_at=page_at,
        written_at=when_written(wrote, page_at=page_at, at=at), title=str(found.get("title", ""))[:TITLE],
        said=tuple(said),
    )  # fmt: skip


def when_written(wrote: datetime.datetime, *, page_at: datetime.datetime, at: datetime.datetime) -> datetime.datetime:
    """Believe the phone's clock between the moment its page was drawn and now: nothing was written outside of that."""
    return min(max(wrote, page_at), at)


def why_not_by_itself(entry: Entry, *, may_wait: Wait | None, is_given_back: bool, at: datetime.datetime) -> str:
    """Say why an entry is not sent by itself but shown to its author; empty when it is sent."""
    if may_wait is None:
        return _("Den side sender ikke noget af sig selv.")
    if is_given_back:
        return _("Den blev prøvet flere gange, og hver gang gik noget galt hos os.")
    if may_wait.is_over(entry.written_at, at):
        return _("Det er for længe siden til at sende det af sig selv. Passer det stadig?")
    return ""
