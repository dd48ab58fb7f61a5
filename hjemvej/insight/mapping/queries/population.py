"""Who is homeless on a day in our responsibility, and is each of them active? All figures share this definition.

Homeless: in one of VIVE's nine situations that night. Ours: the responsible municipality that day is this one, or
not known yet, so that a nameless newcomer is not lost. Active: any contact within the limit of that day's law
`inactive_after`. All of it as known now, or as known at an earlier moment (`sql/mapping_homeless_on.sql`).
"""

import datetime
import uuid
from typing import Any, NamedTuple

from django.conf import settings

from hjemvej.ground.situations import rules
from hjemvej.platform.access.viewer import Viewer

HOMELESS = "mapping_homeless_on(%(days)s::date[], %(known)s::timestamptz[], %(municipality)s, %(only)s::uuid, {since})"

PEOPLE = f"""
SELECT homeless.person_id, homeless.record_id, homeless.kind, homeless.from_on, homeless.situation_key::bigint,
    homeless.is_protected, homeless.has_no_permanent_stay, homeless.has_unusable_home, homeless.responsibility_is_known,
    homeless.since, homeless.since_told, homeless.is_active
FROM {HOMELESS.format(since="%(with_since)s")} homeless"""


class HomelessPerson(NamedTuple):
    """One person who is homeless on the day asked for; no name, so that it can be counted by anybody who may count."""

    person_id: uuid.UUID
    record_id: uuid.UUID  # as known then: another than `person_id` where the two have been merged since
    kind: str
    from_on: datetime.date
    situation_id: int  # which row of situations says so; it may name a house
    is_protected: bool  # now, or as known then
    has_no_permanent_stay: bool
    has_unusable_home: bool  # a guest of a shelter: the stay alone is no homelessness by VIVE
    responsibility_is_known: bool
    since: datetime.date  # none, where `with_since` asks for none
    since_told: (
        str  # how exactly it was told of before we knew them: `day`, `month`, `year`; empty: by where they slept
    )
    is_active: bool


def homeless_people(
    on: datetime.date, *, viewer: Viewer, known_on: datetime.date | None = None, with_since: bool = True
) -> list[HomelessPerson]:
    """Everybody homeless on a day whom this viewer may know of, the inactive too; one query."""
    with viewer.cursor() as cursor:
        cursor.execute(PEOPLE, parameters([on], [_moment(known_on)]) | {"with_since": with_since})
        return list(map(HomelessPerson._make, cursor.fetchall()))


def last_contacts(
    people: list[uuid.UUID], on: datetime.date, *, viewer: Viewer, known_on: datetime.date | None = None
) -> dict[uuid.UUID, datetime.date | None]:
    """When each was last met, up to a day; the very contacts that make somebody active."""
    with viewer.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, met_on FROM mapping_last_contacts(%s::uuid[], %s, %s::timestamptz)",
            [people, on, _moment(known_on) or "infinity"],
        )
        return dict(cursor.fetchall())


def _moment(known_on: datetime.date | None) -> datetime.datetime | None:
    return rules.end_of_day(known_on) if known_on else None


def parameters(
    days: list[datetime.date], known: list[datetime.datetime | None], only: uuid.UUID | None = None
) -> dict[str, Any]:
    return {
        "days": days,
        "known": known,
        "only": only,
        "municipality": settings.MUNICIPALITY_CODE,
    }
