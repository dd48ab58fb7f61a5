"""Why does a day's count differ from what was known at an earlier moment? For each record, what was learned since."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Mapping

from hjemvej.insight.mapping.rules import Correction, why_corrected
from hjemvej.platform.access.viewer import Viewer

from .active import Active, Asked, active_on


def corrections(on: datetime.date, *, known_at: datetime.datetime, viewer: Viewer) -> dict[uuid.UUID, Correction]:
    """Each record that was counted then and is not now, or the other way about, with the reason."""
    active = active_on([Asked(on, known_at), Asked(on)], viewer)
    return corrected(active, {on: known_at}, viewer=viewer)[on]


def corrected(
    active: Active, then: Mapping[datetime.date, datetime.datetime], *, viewer: Viewer
) -> dict[datetime.date, dict[uuid.UUID, Correction]]:
    """The same of many days, each with its moment, of the active as known then and now; one query."""
    moved = {day: active[Asked(day, known_at)] ^ active[Asked(day)] for day, known_at in then.items()}
    asked = [(record, day, then[day]) for day, records in moved.items() for record in records]
    learned: dict[tuple[uuid.UUID, datetime.date], set[str]] = defaultdict(set)
    if asked:
        with viewer.cursor() as cursor:
            cursor.execute(
                "SELECT record_id, on_day, about FROM mapping_learned_since(%s::uuid[], %s::date[], %s::timestamptz[])",
                [list(column) for column in zip(*asked, strict=True)],
            )
            for record, day, about in cursor.fetchall():
                learned[record, day].add(about)
    return {
        day: {
            record: Correction(record in active[Asked(day)], why_corrected(learned[record, day])) for record in records
        }
        for day, records in moved.items()
    }
