"""What do we ask of the log? Who has seen and changed this citizen's record; row-level security stands under it."""

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Count, Field, Q, QuerySet

from .models import Change, Look, SampleCheck, SampledLook


@dataclass(frozen=True)
class Row:
    """One line of a citizen's log before names are put on: a look (how many that day) or what one action changed."""

    kind: str  # look, listed, change, event
    at: datetime.datetime
    user_id: uuid.UUID | None
    organisation_id: uuid.UUID | None
    name: str  # the page looked at, the pages that listed the citizen, or the event
    basis: str
    why: str
    times: int
    transaction: int


# Looks of one page by one user on one day are one line, and those of one minute one time: a page fetches its parts.
# All lists that showed the name to one user on one day are one line.
# Everything written in one transaction is one line too.
LOG = """
    SELECT 'look' AS kind, max(at) AS at, user_id, organisation_id, page AS name, basis, why,
        count(DISTINCT date_trunc('minute', at)) AS times,
        0::bigint AS transaction
    FROM audit_look WHERE person_id = %(person)s
    GROUP BY user_id, organisation_id, page, basis, why, (at AT TIME ZONE 'Europe/Copenhagen')::date
  UNION ALL
    SELECT 'listed', max(at), user_id, organisation_id, string_agg(DISTINCT page, ' '), '', '',
        count(DISTINCT date_trunc('minute', at)), 0
    FROM audit_listed WHERE person_id = %(person)s
    GROUP BY user_id, organisation_id, (at AT TIME ZONE 'Europe/Copenhagen')::date
  UNION ALL
    SELECT 'change', max(change.at), (array_agg(change.user_id))[1], (array_agg(change.organisation_id))[1],
        coalesce((array_agg(event.name))[1], ''), '', coalesce((array_agg(event.why))[1], ''), 1, change.transaction
    FROM audit_change change
    LEFT JOIN audit_event event ON event.transaction = change.transaction AND event.person_id = change.person_id
    WHERE change.person_id = %(person)s
    GROUP BY change.transaction
  UNION ALL
    SELECT 'event', event.at, event.user_id, event.organisation_id, event.name, '', event.why, 1, 0
    FROM audit_event event WHERE event.person_id = %(person)s
        AND NOT EXISTS (SELECT 1 FROM audit_change change
            WHERE change.transaction = event.transaction AND change.person_id = event.person_id)
"""


def number_of_rows(person_id: uuid.UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({LOG}) log", {"person": person_id})
        return int(cursor.fetchone()[0])


def rows(person_id: uuid.UUID, *, first: int = 0, number: int | None = None) -> list[Row]:
    """The citizen's log, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM ({LOG}) log ORDER BY at DESC, kind, transaction DESC LIMIT %(number)s OFFSET %(first)s",
            {"person": person_id, "first": first, "number": number},
        )
        return [Row(*values) for values in cursor.fetchall()]


def changes_in(transactions: Iterable[int], person_id: uuid.UUID) -> dict[int, list[Change]]:
    """The changed rows of each of these transactions."""
    found: dict[int, list[Change]] = {}
    for change in Change.objects.filter(person_id=person_id, transaction__in=list(transactions)).order_by("id"):
        found.setdefault(change.transaction, []).append(change)
    return found


def latest_looks(person_id: uuid.UUID, *, number: int) -> list[Look]:
    """The latest looks by different people or on different pages' days, for the card on the person page."""
    looks = Look.objects.filter(person_id=person_id).order_by("user_id", "-at").distinct("user_id")
    return sorted(looks, key=lambda look: look.at, reverse=True)[:number]


@lru_cache
def choices_of(table: str) -> Mapping[str, Mapping[str, str]]:
    """The words of a table's chosen values, by column, whichever room it belongs to."""
    for model in apps.get_models():
        if model._meta.db_table == table:
            fields = model._meta.concrete_fields
            return {field.attname: {str(key): label for key, label in choices(field)} for field in fields}
    return {}


def choices(field: "Field[Any, Any]") -> Sequence[tuple[Any, Any]]:
    """The values that one may choose for a column with their words; of an array, those of its parts."""
    found: Sequence[tuple[Any, Any]] = getattr(field, "base_field", field).flatchoices
    return found


def looks_between(
    from_at: datetime.datetime, until_at: datetime.datetime, *, organisation_id: uuid.UUID
) -> QuerySet[Look]:
    """The looks by one organisation's people; a leader checks their own."""
    return Look.objects.filter(at__gte=from_at, at__lt=until_at, organisation_id=organisation_id)


def checks(organisation_id: uuid.UUID) -> QuerySet[SampleCheck]:
    """The months that have been drawn, newest first, with how far each is."""
    waiting = Count("lines", filter=Q(lines__verdict=SampledLook.Verdict.WAITING))
    wrong = Count("lines", filter=Q(lines__verdict=SampledLook.Verdict.WRONG))
    found = SampleCheck.objects.filter(organisation_id=organisation_id)
    return found.annotate(size=Count("lines"), waiting=waiting, wrong=wrong).order_by("-month")


def check_of(month: datetime.date, organisation_id: uuid.UUID) -> SampleCheck | None:
    return SampleCheck.objects.filter(month=month, organisation_id=organisation_id).first()


def lines_of(check: SampleCheck) -> QuerySet[SampledLook]:
    return check.lines.select_related("look").order_by("look__at", "id")
