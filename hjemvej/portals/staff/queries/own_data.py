"""What is recorded about this citizen, in every room? As tables for the citizen, in the words of their own log.

The rooms' tables are found by their relation to a person, so that a new one is in the file as soon as it has words.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Field, ForeignKey, Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.queries import citizen_log
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit import words
from hjemvej.portals.staff.rules.own_data import Cell, as_cell

NOT_RECORDED_YET = {"casework_draft"}  # half-written words are their writer's own desk
OPEN_ABOUT_THEMSELVES = {Inquiry.Asker.SELF, Inquiry.Asker.PROFESSIONAL, Inquiry.Asker.LANDLORD}
NAMED = {
    "organisation": gettext_lazy("Organisation"),
    "house": gettext_lazy("Hus"),
    "sent_by": gettext_lazy("Sendt af"),
}
SHOWN_STAFF = {"coordinator", "responsible"}  # whom the citizen deals with


@dataclass(frozen=True)
class Table:
    """One sheet of the file."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def recorded_about(person_id: uuid.UUID, *, viewer: Viewer, to_the_citizen: bool, cpr: str) -> list[Table]:
    """Everything of the citizen that has words, without what tells of others; secret ways only to the citizen."""
    found = []
    for model, path in tables_of_people():
        rows = model._default_manager.filter(**{path: person_id}).order_by("pk")
        if model._meta.db_table == "people_contactway" and not to_the_citizen:
            rows = rows.filter(is_secret=False)
        told = [field for field in model._meta.concrete_fields if _heading(field)]
        related = [field.name for field in told if isinstance(field, ForeignKey)]
        cells = tuple(tuple(_cell(row, field, cpr) for field in told) for row in rows.select_related(*related))
        if cells:
            title = str(words.TABLES[model._meta.db_table])
            found.append(Table(title, tuple(_heading(field) for field in told), cells))
    return found


def tables_of_people() -> Iterator[tuple[type[Model], str]]:
    """Every table that tells of a citizen and how it names them, in the order of the log's words."""
    models = {model._meta.db_table: model for model in apps.get_models()}
    for table in words.TABLES:
        path = "pk" if models[table] is Person else _path(models[table])
        if path and table not in NOT_RECORDED_YET:
            yield models[table], path


def _path(model: type[Model]) -> str:
    """The table's own column, or that of the table it belongs to."""
    names = {field.attname for field in model._meta.concrete_fields}
    if "person_id" in names:
        return "person_id"
    fields = [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]
    owners = [field.name for field in fields if "person_id" in {one.attname for one in _concrete(field)}]
    return f"{owners[0]}__person_id" if owners else ""


def _concrete(field: "ForeignKey[Model, Model]") -> "tuple[Field[object, object], ...]":
    return tuple(field.related_model._meta.concrete_fields)


def _heading(field: "Field[object, object]") -> str:
    """The field's words; nothing for what only the machine needs and for who among the staff wrote it."""
    if field.name in NAMED:
        return str(NAMED[field.name])
    if isinstance(field, ForeignKey) and field.name not in SHOWN_STAFF:
        return ""
    if not isinstance(field, ForeignKey) and (field.attname in words.NOT_TOLD or field.attname.endswith("_id")):
        return ""
    return str(words.FIELDS.get(field.attname, ""))


def _cell(row: Model, field: "Field[object, object]", cpr: str) -> Cell:
    if field.name in words.OF_OTHERS.get(row._meta.db_table, ()) and not _is_open(row):
        return ""
    if field.attname == "cpr_encrypted":
        return cpr
    return as_cell(getattr(row, field.name), dict(field.flatchoices))


def _is_open(row: Model) -> bool:
    """The one who asked is the citizen, or did so as part of their work."""
    return isinstance(row, Inquiry) and row.asker_kind in OPEN_ABOUT_THEMSELVES


def who_has_looked(person_id: uuid.UUID, *, viewer: Viewer, with_names: bool) -> Table:
    """The citizen's log, a line each; staff by name only when that has been decided."""
    headings = (_("Hvornår"), _("Hvad"), _("Organisation"), _("Hvorfor"), _("Gange den dag"))
    rows = tuple(
        (as_cell(line.at), line.what, line.organisation, line.why, line.times, *((line.who,) if with_names else ()))
        for line in citizen_log(person_id, without={})
    )
    return Table(_("Hvem har set min sag"), (*headings, _("Medarbejder")) if with_names else headings, rows)
