"""What happens when an import of dwellings is withdrawn? As it was before, where nobody has written since.

The change log holds what the import wrote and what stood there before. A dwelling or a vacancy that says something else
by now has been written about: it stays as it is, and is counted.
"""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from hjemvej.ground.homes import actions as homes
from hjemvej.ground.homes.models import Dwelling, Vacancy
from hjemvej.ground.homes.queries import idle_of
from hjemvej.ground.homes.rules import first_idle
from hjemvej.ground.spreadsheets.dwellings import queries
from hjemvej.ground.spreadsheets.importing.actions.withdrawing import NothingToWithdraw
from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record


@dataclass
class Wrote:
    """What the import wrote of one dwelling: all of it, or what stood there before and after; and its vacancy."""

    made: bool = False
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    vacancy: Mapping[str, Any] | None = None


class WrittenSince(Exception):
    """Somebody has written about the dwelling or its vacancy since."""


def withdraw_dwellings(*, upload: Upload, by: Viewer, at: datetime.datetime) -> None:
    """Take back what an import wrote of every dwelling about which nothing has been written since."""
    with transaction.atomic():
        held = Upload.objects.select_for_update().get(pk=upload.pk)
        if held.undone_at or held.transaction is None:
            raise NothingToWithdraw(_("Indlæsningen er trukket tilbage i forvejen."))
        wrote = _wrote(held, by)
        homes_now = {one.pk: one for one in Dwelling.objects.select_for_update().filter(pk__in=wrote).order_by("pk")}
        stood: list[str] = []
        for dwelling_id, one in wrote.items():
            try:
                with transaction.atomic():
                    _take_back(homes_now.get(dwelling_id), one, by, at)
            except (WrittenSince, ProtectedError):
                stood.append(str(dwelling_id))
        held.undone_at, held.content = at, ""
        standing = len(stood)
        held.counts = {**held.counts, "withdrawn": len(wrote) - standing, "standing": standing, "stood": stood}
        held.save(update_fields=["undone_at", "content", "counts"])
        details: dict[str, object] = {"upload": str(held.pk), "dwellings": len(wrote), "standing": standing}
        record("spreadsheets.dwellings_withdrawn", by=by, at=at, details=details)


def _wrote(upload: Upload, by: Viewer) -> dict[uuid.UUID, Wrote]:
    found: dict[uuid.UUID, Wrote] = defaultdict(Wrote)
    for change in queries.written_by(upload, viewer=by):
        before, after = change.before or {}, change.after or {}
        if change.table_name == Dwelling._meta.db_table:
            one = found[uuid.UUID(change.row_id)]
            one.made = one.made or change.operation == "insert"
            one.before = {**before, **one.before}
            one.after |= after
        elif change.operation == "insert":
            found[uuid.UUID(str(after["dwelling_id"]))].vacancy = after
    return found


def _take_back(dwelling: Dwelling | None, one: Wrote, by: Viewer, at: datetime.datetime) -> None:
    if dwelling is None or not _is_still(dwelling, one.after):
        raise WrittenSince
    if one.vacancy:
        vacancy = Vacancy.objects.filter(pk=one.vacancy["id"]).first()
        if vacancy is None or not _is_still(vacancy, one.vacancy):
            raise WrittenSince
        if idle_of(vacancy) != first_idle(vacancy.notified_on, vacancy.can_move_in_on):
            raise WrittenSince  # somebody has said why it stands idle
        vacancy.delete()
    if one.made:
        if Vacancy.objects.filter(dwelling=dwelling).exists():
            raise WrittenSince
        dwelling.delete()
    elif one.before:
        columns = {column.attname: column for column in Dwelling._meta.concrete_fields}
        facts = {name: columns[name].to_python(value) for name, value in one.before.items()}
        homes.change_dwelling(dwelling_id=dwelling.pk, facts=facts, by=by, at=at)


def _is_still(row: Model, after: Mapping[str, Any]) -> bool:
    """Does the row still say what the import wrote?"""
    return all(
        getattr(row, column.attname) == column.to_python(after[column.attname])
        for column in row._meta.concrete_fields
        if column.attname in after
    )
