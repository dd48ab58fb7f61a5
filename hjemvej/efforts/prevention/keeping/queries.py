"""Who is known to us by a signal alone, and is it kept no longer?"""

import datetime
import uuid

from django.db.models import Q

from hjemvej.efforts.prevention.models import Signal
from hjemvej.efforts.prevention.rules import keeping
from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.retention import rules as retention
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import signs

OF_THE_SIGNAL = {  # the rows that a signal alone brings, by table: itself, its citizen, and the letter that tells of it
    "people_person": "true", "prevention_signal": "true", "correspondence_letter": "kind = 'signal'",
    "documents_document": "id IN (SELECT unnest(ARRAY[pdf_id, pdf_large_id]) FROM correspondence_letter"
    " WHERE kind = 'signal' AND person_id = %(person)s)",
}  # fmt: skip
OF_AN_EMPTY_CASE = {  # what a signal that was about somebody else leaves: a case without work, its course and night
    "prevention_preventioncase": "outcome = 'wrong_signal'",
    "casework_course": "closed_at IS NOT NULL AND kind IN ('prevention', 'safe_night')",
}  # fmt: skip


def made_by_signals_due(*, viewer: Viewer, on: datetime.date) -> list[uuid.UUID]:
    """List the citizens whom nobody knew before a signal that goes now."""
    due = Q(pk__in=())
    for key in (keeping.WRONG, keeping.OBJECTED, *keeping.NOWHERE):
        rule = provision_on(key, on)
        due |= Q(kept_as=key, kept_from__lt=on - retention.length(rule.value, rule.unit))
    found = viewer.rows_of(Signal).filter(due, has_made_person=True).exclude(person=None)
    return sorted(set(found.values_list("person_id", flat=True)))


def is_known_by_signals_alone(person_id: uuid.UUID, *, viewer: Viewer, is_in_empty_case: bool = False) -> bool:
    """Does no room have a sign of the citizen's case but signals that led nowhere, or a case without one?"""
    if viewer.rows_of(Signal).filter(person_id=person_id, kept_as="").exists():
        return False
    if viewer.rows_of(Signal).filter(person_id=person_id).exclude(case=None).exists():
        return False
    tables = sorted({(sign.model._meta.db_table, sign.person) for sign in signs()})
    passed = OF_THE_SIGNAL | (OF_AN_EMPTY_CASE if is_in_empty_case else {})
    asked = [
        f"SELECT 1 FROM {table} WHERE {column} = %(person)s AND NOT ({passed.get(table, 'false')})"
        for table, column in tables
    ]
    with viewer.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"({one} LIMIT 1)" for one in asked) + " LIMIT 1", {"person": person_id})
        return cursor.fetchone() is None
