"""What happens when an import is withdrawn? As known now equals before; as known then still shows what was known.

The change log holds what the import wrote and what stood there before, so nothing is guessed. Whoever somebody has
written about since stays, and is named. Those whom the import made lose their names, numbers and ways, and where they
slept; what figures knew of them meanwhile stays with a record that nobody has a need to know of.
"""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from hjemvej.ground.casework.models import Coordination
from hjemvej.ground.people.models import NUMBER, ContactWay, Person, PersonName, ResponsibleMunicipality
from hjemvej.ground.situations.actions import record_situations_in_bulk
from hjemvej.ground.situations.models import Confirmation, HomelessSince, Situation
from hjemvej.ground.situations.queries import stay_of
from hjemvej.ground.spreadsheets.importing import queries
from hjemvej.ground.spreadsheets.models import ImportedRow, Upload
from hjemvej.platform.access.actions import close_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record, record_many
from hjemvej.platform.audit.models import Change
from hjemvej.platform.ui.refusals import Refused

from .importing import SAVED_FIELDS, one_at_a_time

RESTORED = (*(name for name in SAVED_FIELDS if name not in NUMBER), "protection", "protection_last_on")
ADDED: tuple[type[Model], ...] = (PersonName, ContactWay, ResponsibleMunicipality, Confirmation, Coordination)
WITHDRAWN = "Trukket tilbage fra et regneark"  # kept as data: who it was is forgotten
NOBODY: dict[str, Any] = {
    "given_names": "", "surname": "", "description": WITHDRAWN, "sex": "unknown", "born_on": None, "born_year": None,
    "born_year_is_guess": False, "language": "", "citizenship": "", "animals": "", "protection": "none",
}  # fmt: skip
NO_NUMBER = dict(zip(NUMBER, ("", None, ""), strict=True))


class NothingToWithdraw(Refused):
    """It was withdrawn before, or the time for it is over."""


@dataclass(frozen=True)
class Withdrawn:
    """How many citizens are as they were before, and how many others have written about since."""

    people: int
    standing: int


def withdraw_import(*, upload: Upload, by: Viewer, at: datetime.datetime) -> Withdrawn:
    """Take back what an import wrote of everybody about whom nothing has been written since."""
    with transaction.atomic():
        one_at_a_time(by)
        held = Upload.objects.get(pk=upload.pk)
        if held.undone_at or held.transaction is None:
            raise NothingToWithdraw(_("Indlæsningen er trukket tilbage i forvejen."))
        written = list(queries.written_by(held, viewer=by))
        about = {change.person_id for change in written if change.person_id}
        # Whoever writes about one of them now ends first, and is seen: a row about a citizen holds the citizen's key.
        list(Person.objects.select_for_update().filter(pk__in=about).order_by("pk").values_list("pk"))
        standing = queries.written_about_since(held, about, viewer=by)
        freed = [change for change in written if change.person_id not in standing]
        ids = {change.person_id for change in freed if change.person_id}
        made = {one.person_id for one in freed if one.person_id and _is(one, "people_person", "insert")}
        _take_back_stays(freed, by=by, at=at)
        for model in ADDED:
            added = [one.row_id for one in freed if _is(one, model._meta.db_table, "insert")]
            model._default_manager.filter(pk__in=added).delete()
        since = [one.row_id for one in freed if _is(one, HomelessSince._meta.db_table, "insert")]
        HomelessSince.objects.filter(pk__in=since, superseded_at=None).update(superseded_at=at)
        _take_back_fields(freed, made)
        ImportedRow.objects.filter(person_id__in=ids, imported_at=held.imported_at or at).delete()
        held.undone_at, held.content = at, ""
        held.counts = {**held.counts, "withdrawn": len(ids), "standing": len(standing)}
        held.save(update_fields=["undone_at", "content", "counts"])
        details: dict[str, object] = {"upload": str(held.pk), "people": len(ids), "standing": len(standing)}
        record("spreadsheets.import_withdrawn", by=by, at=at, details=details)
        record_many("spreadsheets.import_withdrawn", by=by, at=at, person_ids=ids, details={"upload": str(held.pk)})
        _forget(made, by=by, at=at)
    return Withdrawn(len(ids), len(standing))


def _is(change: Change, table: str, operation: str) -> bool:
    return (change.table_name, change.operation) == (table, operation)


def _take_back_stays(written: Iterable[Change], *, by: Viewer, at: datetime.datetime) -> None:
    """Where they slept is known again as it was before the import; what was known of it meanwhile stays as it was."""
    rows: dict[str, dict[uuid.UUID, set[int]]] = {"insert": defaultdict(set), "update": defaultdict(set)}
    for change in written:
        if change.table_name == "situations_situation" and change.person_id:
            rows[change.operation][change.person_id].add(int(change.row_id))
    ids = rows["insert"].keys() | rows["update"].keys()
    now: dict[uuid.UUID, list[Situation]] = {person_id: [] for person_id in ids}
    for row in Situation.objects.filter(person_id__in=ids, superseded_at=None):
        now[row.person_id].append(row)
    ended = Situation.objects.in_bulk([key for keys in rows["update"].values() for key in keys])
    stays = {
        person_id: [
            *(stay_of(row) for row in current if row.pk not in rows["insert"][person_id]),
            *(stay_of(ended[key]) for key in rows["update"][person_id]),
        ]
        for person_id, current in now.items()
    }
    if stays:
        before = {person_id: [stay_of(row) for row in current] for person_id, current in now.items()}
        record_situations_in_bulk(stays=stays, worked_out_from=before, by=by, at=at)


def _take_back_fields(written: Collection[Change], made: Collection[uuid.UUID]) -> None:
    """Empty what the import filled, unless it says something else by now; a number it added is taken off again."""
    changes = [one for one in written if _is(one, "people_person", "update") and one.person_id not in made]
    people: dict[uuid.UUID | None, Person] = {**Person.objects.in_bulk([one.person_id for one in changes])}
    for change in reversed(changes):
        if change.person_id not in people:
            continue
        person, before, after = people[change.person_id], change.before or {}, change.after or {}
        for field in Person._meta.concrete_fields:
            name = field.attname
            if name in RESTORED and name in before and getattr(person, name) == field.to_python(after[name]):
                setattr(person, name, field.to_python(before[name]))
        if not after.keys().isdisjoint(NUMBER):
            for name, empty in NO_NUMBER.items():
                setattr(person, name, empty)
    Person.objects.bulk_update(people.values(), [*RESTORED, *NUMBER], batch_size=500)


def _forget(made: Collection[uuid.UUID], *, by: Viewer, at: datetime.datetime) -> None:
    """Those whom the import made are nobody from now on, and known to nobody."""
    Person.objects.filter(pk__in=made).update(**NOBODY, **NO_NUMBER)
    for person_id in made:
        if by.organisation_id:
            basis = NeedToKnow.Basis.CASE
            close_need(person_id=person_id, organisation_id=by.organisation_id, basis=basis, by=by, at=at)
