"""Which records were merged into this record, and what does undoing each merge need?"""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from hjemvej.ground.people.models import NUMBER, Person
from hjemvej.ground.people.queries import survivor_of
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.models import Change, Event
from hjemvej.platform.audit.readable import readable_events
from hjemvej.platform.identity.queries import names_of_users
from hjemvej.platform.ui.alphabet import DanishOrder


@dataclass(frozen=True)
class Merge:
    """Another record that was merged into this one, and what is needed to part them again."""

    kept_id: uuid.UUID
    merged_id: uuid.UUID
    at: datetime.datetime
    why: str
    by: str
    rows: dict[str, list[str]]  # the table and column, and the keys of the rows that were moved
    transaction: int
    since: tuple[tuple[str, int], ...]  # what was done with the kept person since, and how often
    number_changed_since: bool

    @property
    def moved(self) -> int:
        return sum(len(keys) for keys in self.rows.values())


def merges_of(person: Person, *, viewer: Viewer) -> list[Merge]:
    """Those merged into this person and not parted again, the latest first."""
    merges: dict[uuid.UUID, Merge] = {}
    for event in viewer.rows_of(Event).filter(person_id=person.pk, name="people.people_merged").order_by("-at"):
        merged_id = uuid.UUID(event.details["merged"])
        if merged_id not in merges and survivor_of(merged_id) == person.pk:
            merges[merged_id] = _merge(event, merged_id, viewer)
    return list(merges.values())


def way_back(viewer: Viewer, person_id: uuid.UUID, details: dict[str, Any]) -> str:
    """The page that parts them again, where the viewer may and they are not parted already."""
    merged_id = uuid.UUID(details["merged"])
    if not viewer.may(Permission.MERGE_PEOPLE) or survivor_of(merged_id) != person_id:
        return ""
    return reverse("people:undo_merge", args=[person_id, merged_id])


def _merge(event: Event, merged_id: uuid.UUID, viewer: Viewer) -> Merge:
    kept_id = event.person_id or merged_id
    words = readable_events()
    later = viewer.rows_of(Event).filter(person_id=kept_id, at__gt=event.at).exclude(name__startswith="access.")
    counted = later.values_list("name").annotate(number=Count("pk")).order_by("-number", DanishOrder("name"))
    numbers = viewer.rows_of(Change).filter(table_name="people_person", row_id=str(kept_id), after__has_any_keys=NUMBER)
    names = names_of_users({event.user_id}) if event.user_id else {}
    return Merge(
        kept_id=kept_id, merged_id=merged_id, at=event.at, why=event.why, rows=event.details["rows"],
        by=names.get(event.user_id, "") if event.user_id else "",
        transaction=event.transaction,
        since=tuple((words.get(name, name), number) for name, number in counted),
        number_changed_since=numbers.filter(transaction__gt=event.transaction).exists(),
    )  # fmt: skip
