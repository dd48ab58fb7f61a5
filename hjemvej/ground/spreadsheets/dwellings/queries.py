"""Which dwellings of a landlord do we know, and which did an import write?"""

import uuid
from collections import defaultdict

from django.db.models import QuerySet

from hjemvej.ground.homes.models import Dwelling, Vacancy
from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.models import Change
from hjemvej.platform.ui.alphabet import DanishOrder

from .rules.addresses import read_address
from .rules.records import Elsewhere, Known, Past, Record

FACTS = (
    "form", "size", "rooms", "rent", "heat", "water", "tv", "deposit", "floor", "has_lift", "is_step_free",
    "takes_pets", "lease_form", "lease_ends_on", "neighbourhood", "near",
)  # fmt: skip


def known(landlord_id: uuid.UUID, *, viewer: Viewer) -> Known:
    """Return the landlord's dwellings with their vacancies, open and over, and where others' are; three questions."""
    dwellings = viewer.rows_of(Dwelling).filter(landlord_id=landlord_id).order_by("id")
    records = {
        one.pk: Record(
            one.pk, read_address(one.address), one.address, one.number, {name: getattr(one, name) for name in FACTS}
        )
        for one in dwellings
    }
    vacancies = viewer.rows_of(Vacancy).filter(dwelling__landlord_id=landlord_id).order_by("notified_on", "id")
    for vacancy in vacancies:
        record = records[vacancy.dwelling_id]
        if vacancy.ended_on is None:
            record.open_since = vacancy.can_move_in_on
        else:
            was_given_back = vacancy.state == Vacancy.State.GIVEN_BACK
            record.past.append(Past(vacancy.ended_on, vacancy.can_move_in_on, was_given_back))
    others = viewer.rows_of(Dwelling).exclude(landlord_id=landlord_id).order_by("id")
    elsewhere = [
        Elsewhere(read_address(address), address, landlord)
        for address, landlord in others.values_list("address", "landlord__name")
    ]
    return Known(records.values(), elsewhere)


def written_by(upload: Upload, *, viewer: Viewer) -> QuerySet[Change]:
    """What the import wrote about dwellings and their vacancies, the first first."""
    wrote = viewer.rows_of(Change).filter(transaction=upload.transaction or 0, user_id=upload.user_id)
    return wrote.filter(table_name__in=(Dwelling._meta.db_table, Vacancy._meta.db_table)).order_by("pk")


def touched(upload: Upload, *, viewer: Viewer) -> list[tuple[Dwelling, set[str]]]:
    """Return the dwellings that the import wrote about, and what; once it is withdrawn, those that stayed."""
    what: dict[str, set[str]] = defaultdict(set)
    for change in written_by(upload, viewer=viewer):
        if change.table_name == Dwelling._meta.db_table:
            what[change.row_id].add("made" if change.operation == "insert" else "changed")
        elif change.operation == "insert" and change.after:
            what[str(change.after["dwelling_id"])].add("vacant")
    shown = upload.counts.get("stood", []) if upload.undone_at else what
    rows = viewer.rows_of(Dwelling).filter(pk__in=shown).order_by(DanishOrder("address"), "id")
    return [(one, what[str(one.pk)]) for one in rows]
