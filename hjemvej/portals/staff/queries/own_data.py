"""What is recorded about this citizen, in every room? As tables for the citizen, in the words of their own log.

The rooms' tables are found by their relation to a person, so that a new one is in the file as soon as it has words.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import DateField, Field, ForeignKey, Model
from django.utils.translation import gettext as _

from hjemvej.platform.access.queries import citizen_log
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit import words
from hjemvej.platform.audit.queries import choices
from hjemvej.platform.rooms import TableWords
from hjemvej.portals.staff.queries.reading import Text, cell_left_out, marks_of, text_of
from hjemvej.portals.staff.rules.own_data import Cell, as_cell


@dataclass(frozen=True)
class Table:
    """One sheet of the file, and how many of its rows no worker has read as they stand."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    unread: int = 0


def recorded_about(person_id: uuid.UUID, *, viewer: Viewer, to_the_citizen: bool, cpr: str) -> list[Table]:
    """Everything of the citizen that has words, without what tells of others; secret ways only to the citizen.

    Each table in the order of its first date.
    """
    tables, marks = [], marks_of(person_id, viewer=viewer)
    for table, path in tables_of_people():
        rows = viewer.rows_of(table.model).filter(**{path: person_id})
        if table.only_to_the_citizen and not to_the_citizen:
            rows = rows.filter(**{table.only_to_the_citizen: False})
        shown = [(field, heading) for field in table.model._meta.concrete_fields if (heading := _heading(field, table))]
        when = [field.name for field, _heading in shown if isinstance(field, DateField) and not field.null]
        rows = rows.order_by(*when[:1], "pk")
        related = [field.name for field, _heading in shown if isinstance(field, ForeignKey)]
        read = [(row, text_of(row, table, marks)) for row in rows.select_related(*related)]
        cells = tuple(tuple(_cell(row, field, table, cpr, text) for field, _ in shown) for row, text in read)
        unread = sum(text is not None and not text.is_read for _row, text in read)
        if cells:
            tables.append(Table(str(table.title), tuple(heading for _, heading in shown), cells, unread))
    return tables


def tables_of_people() -> Iterator[tuple[TableWords, str]]:
    """List every table with words and how it names the citizen, in the order of the log's words."""
    for table in words.tables():
        yield table, _path(table.model)


def _path(model: type[Model]) -> str:
    """Return the path to the citizen: the table's own column, or its parent's; for the citizens' table its key."""
    names = {field.attname for field in model._meta.concrete_fields}
    if "person_id" in names:
        return "person_id"
    fields = [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]
    owners = [field.name for field in fields if "person_id" in {one.attname for one in _concrete(field)}]
    return f"{owners[0]}__person_id" if owners else "pk"


def _concrete(field: "ForeignKey[Model, Model]") -> "tuple[Field[object, object], ...]":
    return tuple(field.related_model._meta.concrete_fields)


def _heading(field: "Field[object, object]", table: TableWords) -> str:
    """The field's words; nothing for what only the machine needs and for who among the staff wrote it."""
    if field.name in table.named:
        return str(table.named[field.name])
    return "" if field.attname.endswith("_id") else str(table.fields.get(field.attname, ""))


def _cell(row: Model, field: "Field[object, object]", table: TableWords, cpr: str, text: Text | None) -> Cell:
    if field.name in table.read_first and (left_out := cell_left_out(text)) is not None:
        return left_out if getattr(row, field.name) else ""
    if field.name in table.of_others and table.tells_of_others(row):
        return ""
    if field.attname == "cpr_encrypted":
        return cpr
    in_words, value = table.in_words.get(field.name), getattr(row, field.name)
    return as_cell(in_words(value) if in_words else value, dict(choices(field)))


def who_has_looked(person_id: uuid.UUID, *, with_names: bool) -> Table:
    """The citizen's log, a line each; staff by name only when that has been decided."""
    headings = (_("Hvornår"), _("Hvad"), _("Organisation"), _("Hvorfor"), _("Gange den dag"))
    rows = tuple(
        (as_cell(line.at), line.what, line.organisation, line.why, line.times, *((line.who,) if with_names else ()))
        for line in citizen_log(person_id, without={})
    )
    return Table(_("Hvem har set min sag"), (*headings, _("Medarbejder")) if with_names else headings, rows)
