"""What does each citizen want of a home, now and before?"""

import uuid
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from hjemvej.efforts.housing_first.models import Want, WishSheet
from hjemvej.platform.access.viewer import Viewer

from . import rules
from .rules import Wanted, Wants, Weight


def sheets_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[WishSheet]:
    """Return the citizen's sheets, the latest first."""
    rows = viewer.rows_of(WishSheet).filter(person_id=person_id).select_related("recorded_by")
    return rows.order_by("-said_on", "-recorded_at", "-id")


def wants_of(person_ids: Collection[uuid.UUID], *, viewer: Viewer) -> dict[uuid.UUID, Wants]:
    """Return what the latest sheet of each says; who has no sheet is not there. Two queries, however many."""
    rows = viewer.rows_of(WishSheet).filter(person_id__in=person_ids)
    latest = rows.order_by("person_id", "-said_on", "-recorded_at", "-id").distinct("person_id")
    sheets = {pk: (person_id, said_on) for pk, person_id, said_on in latest.values_list("pk", "person_id", "said_on")}
    found: dict[uuid.UUID, list[Want]] = {pk: [] for pk in sheets}
    for row in viewer.rows_of(Want).filter(sheet_id__in=sheets) if sheets else ():
        found[row.sheet_id].append(row)
    return {person_id: Wants(said_on, as_wants(found[pk])) for pk, (person_id, said_on) in sheets.items()}


def as_wants(rows: Iterable[Want]) -> dict[Wanted, rules.Want]:
    """Read a sheet's rows, in the order in which they are asked about."""
    order = list(Wanted)
    return {
        Wanted(row.wanted): rules.Want(Weight(row.weight), frozenset(row.places), row.number, row.words)
        for row in sorted(rows, key=lambda row: order.index(Wanted(row.wanted)))
    }
