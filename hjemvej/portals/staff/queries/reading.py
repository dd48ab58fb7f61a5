"""Which texts about a citizen must a worker read, for what they say of others, before the citizen gets their file?"""

import datetime
import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext as _

from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import TableWords
from hjemvej.portals.staff.models import ReadThrough

Marks = dict[tuple[str, str], ReadThrough]  # by table and row


@dataclass(frozen=True)
class Text:
    """The texts of a row, and whether they were read as they stand."""

    table: str
    row_id: str
    title: str
    at: datetime.date | None
    words: tuple[str, ...]
    fingerprint: str
    mark: ReadThrough | None

    @property
    def is_read(self) -> bool:
        return self.mark is not None and self.mark.fingerprint == self.fingerprint

    @property
    def was_changed(self) -> bool:
        return self.mark is not None and not self.is_read


def marks_of(person_id: uuid.UUID, *, viewer: Viewer) -> Marks:
    rows = viewer.rows_of(ReadThrough).filter(person_id=person_id).select_related("read_by")
    return {(row.table_name, row.row_id): row for row in rows}


def text_of(row: Model, table: TableWords, marks: Marks) -> Text | None:
    """Return a row's texts; nothing where the room has none to read, or they are empty."""
    told = ((getattr(row, name), table.in_words.get(name, str)) for name in table.read_first)
    words = tuple(text for value, in_words in told if value and (text := in_words(value).strip()))
    if not words:
        return None
    name, key = row._meta.db_table, str(row.pk)
    mark = hashlib.sha256("\x00".join(str(getattr(row, name)) for name in table.read_first).encode()).hexdigest()
    return Text(name, key, str(table.title), _when(row), words, mark, marks.get((name, key)))


def _when(row: Model) -> datetime.date | None:
    for field in row._meta.concrete_fields:
        if isinstance(value := getattr(row, field.attname), datetime.date):
            return value
    return None


def cell_left_out(text: Text | None) -> str | None:
    """What the file says where a worker left a row's texts out."""
    if text is None or text.mark is None or not text.mark.is_left_out:
        return None
    return _("udeladt af hensyn til andre: %s") % text.mark.why


def texts(tables: Iterator[tuple[TableWords, str]], person_id: uuid.UUID, *, viewer: Viewer) -> list[Text]:
    """List all texts about the citizen that are to be read, the newest first."""
    marks, found = marks_of(person_id, viewer=viewer), []
    for table, path in tables:
        if table.read_first:
            rows = viewer.rows_of(table.model).filter(**{path: person_id})
            found += [text for row in rows if (text := text_of(row, table, marks))]
    return sorted(found, key=lambda text: str(text.at), reverse=True)
