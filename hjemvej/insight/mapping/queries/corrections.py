"""Why does a day's count differ from what was known at an earlier moment? For each person, what was learned since."""

import datetime
import uuid
from collections import defaultdict

from hjemvej.ground.people.models import Person
from hjemvej.insight.mapping.rules import Correction, why_corrected
from hjemvej.platform.access.viewer import Viewer

from .months import Asked, active_on
from .population import rule_changed_since


def corrections(on: datetime.date, *, known_at: datetime.datetime, viewer: Viewer) -> dict[uuid.UUID, Correction]:
    """Each record that was counted then and is not now, or the other way about, with the reason; four queries."""
    then, now = Asked(on, known_at), Asked(on)
    active = active_on([then, now], viewer)
    moved = {record: record in active[now] for record in active[then] ^ active[now]}
    if not moved:
        return {}
    learned: dict[uuid.UUID, set[str]] = defaultdict(set)
    with viewer.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, about FROM mapping_learned_since(%s::uuid[], %s, %s)", [list(moved), on, known_at]
        )
        for record, about in cursor.fetchall():
            learned[record].add(about)
    merged = set(viewer.rows_of(Person).filter(pk__in=moved).exclude(merged_into=None).values_list("pk", flat=True))
    rule_changed = rule_changed_since(on, known_at, viewer=viewer)
    return {
        record: Correction(
            is_counted_now=is_counted,
            why=why_corrected(learned[record], is_merged=record in merged, rule_changed=rule_changed),
        )
        for record, is_counted in moved.items()
    }
