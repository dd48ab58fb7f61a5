"""What do we know already of what a list's other columns say?"""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection

from hjemvej.ground.casework.models import Coordination
from hjemvej.ground.casework.queries import possible_coordinators
from hjemvej.ground.people.models import ResponsibleMunicipality
from hjemvej.ground.situations.models import Confirmation, HomelessSince
from hjemvej.platform.access.viewer import Viewer


def seen_on(ids: Collection[uuid.UUID], *, viewer: Viewer) -> dict[uuid.UUID, list[datetime.date]]:
    """The days on which they were seen or heard of, as somebody said again."""
    found = defaultdict(list)
    rows = viewer.rows_of(Confirmation).filter(person_id__in=ids).values_list("person_id", "confirmed_on")
    for person_id, day in rows:
        found[person_id].append(day)
    return found


def told_since(ids: Collection[uuid.UUID], *, viewer: Viewer) -> dict[uuid.UUID, str]:
    rows = viewer.rows_of(HomelessSince).filter(person_id__in=ids, superseded_at=None)
    return dict.fromkeys(rows.values_list("person_id", flat=True), "told")


def responsible(ids: Collection[uuid.UUID], *, viewer: Viewer) -> dict[uuid.UUID, str]:
    rows = viewer.rows_of(ResponsibleMunicipality).filter(person_id__in=ids, until_on=None)
    return dict(rows.values_list("person_id", "municipality_code"))


def coordinated(ids: Collection[uuid.UUID], *, viewer: Viewer) -> dict[uuid.UUID, str]:
    rows = viewer.rows_of(Coordination).filter(person_id__in=ids, until_on=None)
    return dict.fromkeys(rows.values_list("person_id", flat=True), "somebody")


def colleagues(on: datetime.date, *, viewer: Viewer) -> dict[str, object]:
    """The team's members who may coordinate, by their name in small letters."""
    return {one.name.lower(): one.id for one in possible_coordinators(viewer=viewer, on=on)}
