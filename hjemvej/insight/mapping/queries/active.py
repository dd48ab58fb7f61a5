"""Who is counted on a day, as known now or at a moment? The active, but those beside the total (`rules.is_counted`)."""

import datetime
import uuid
from collections.abc import Sequence
from typing import NamedTuple

from hjemvej.platform.access.viewer import Viewer

from .population import HOMELESS, parameters

ACTIVE = (
    f"SELECT on_day, known_at, record_id FROM {HOMELESS.format(since='false')}"
    " WHERE is_active AND NOT has_no_permanent_stay AND NOT has_unusable_home"
)


class Asked(NamedTuple):
    """A day, as known now or at a moment."""

    on: datetime.date
    known_at: datetime.datetime | None = None


Active = dict[Asked, set[uuid.UUID]]


def active_on(asked: Sequence[Asked], viewer: Viewer, *, only: uuid.UUID | None = None) -> Active:
    """The active on each day asked for, or whether a single citizen was; one query."""
    found: Active = {one: set() for one in asked}
    with viewer.cursor() as cursor:
        cursor.execute(ACTIVE, parameters([one.on for one in asked], [one.known_at for one in asked], only))
        for on, known_at, record_id in cursor.fetchall():
            found[Asked(on, known_at)].add(record_id)
    return found
