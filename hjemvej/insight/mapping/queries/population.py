"""Who is homeless on a day in our responsibility, and is each of them active? All figures share this definition.

Homeless: in one of VIVE's nine situations that night. Ours: the responsible municipality that day is this one, or
not known yet, so that a nameless newcomer is not lost. Active: any contact (`contact.py`) within the
limit of law `inactive_after`.
"""

import datetime
import uuid
from typing import Any, NamedTuple

from django.conf import settings

from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.people.queries import is_protected_sql
from hjemvej.ground.situations import rules
from hjemvej.ground.situations.queries import homeless_anew_after
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_on_sql

from .contact import last_met, was_met_since

HOMELESS = f"""
homeless AS MATERIALIZED (
    SELECT night.*, {is_protected_sql("person")} AS is_protected, person.has_no_permanent_stay,
        responsible.id IS NOT NULL AS responsibility_is_known
    FROM situations_homeless_on(%(days)s::date[], %(known)s::timestamptz[]) night
    JOIN people_person person ON person.id = night.person_id AND person.merged_into_id IS NULL
        AND (person.died_on IS NULL OR person.died_on > night.on_day)
    LEFT JOIN people_responsiblemunicipality responsible
        ON responsible.person_id = night.person_id AND {lasting_on_sql("responsible", "night.on_day")}
    WHERE responsible.id IS NULL OR responsible.municipality_code = %(municipality)s
)"""


# As `situations.rules.homeless_since`: the last stay in homelessness that began so long after the one before had ended.
# Most were never anywhere else, and then it is the first one there is, read from the end of an index.
SINCE = """
CASE WHEN EXISTS (SELECT FROM situations_situation earlier WHERE earlier.person_id = homeless.person_id
    AND earlier.from_on <= homeless.on_day AND earlier.kind <> ALL(%(kinds)s) AND {as_known})
THEN (SELECT max(stay.from_on) FROM (
    SELECT earlier.from_on, earlier.from_on - lag(earlier.until_on) OVER (ORDER BY earlier.from_on) AS days_elsewhere
    FROM situations_situation earlier
    WHERE earlier.person_id = homeless.person_id AND earlier.from_on <= homeless.on_day
        AND earlier.kind = ANY(%(kinds)s) AND {as_known}
) stay WHERE stay.days_elsewhere IS NULL OR stay.days_elsewhere >= %(anew_after)s)
ELSE (SELECT min(earlier.from_on) FROM situations_situation earlier
    WHERE earlier.person_id = homeless.person_id AND {as_known}) END"""
KNOWN_NOW = "earlier.superseded_at IS NULL"
KNOWN_THEN = """earlier.recorded_at <= homeless.known_at
    AND (earlier.superseded_at IS NULL OR earlier.superseded_at > homeless.known_at)"""

LAST_CONTACT = """
SELECT homeless.person_id, {last_met}
FROM unnest(%(people)s::uuid[]) AS asked (person_id),
    LATERAL (SELECT asked.person_id, %(on)s::date AS on_day, %(known_at)s::timestamptz AS known_at) homeless"""


class HomelessPerson(NamedTuple):
    """One person who is homeless on the day asked for; no name, so that it can be counted by anybody who may count."""

    person_id: uuid.UUID
    kind: str
    from_on: datetime.date
    house_id: uuid.UUID | None
    is_protected: bool
    has_no_permanent_stay: bool
    responsibility_is_known: bool
    since: datetime.date
    is_active: bool


def homeless_people(
    on: datetime.date,
    *,
    viewer: Viewer,
    known_on: datetime.date | None = None,
    inactive_after: datetime.timedelta | None = None,
) -> list[HomelessPerson]:
    """Everybody homeless on a day whom this viewer may know of, the inactive too; one query and one for each rule."""
    sql = (
        f"WITH {HOMELESS} SELECT person_id, kind, from_on, house_id, is_protected, has_no_permanent_stay,"
        f" responsibility_is_known, {SINCE.format(as_known=_as_known(known_on))}, {was_met_since('quiet.since')}"
        " FROM homeless CROSS JOIN (SELECT %(quiet_since)s::date) AS quiet (since)"
    )
    asked = parameters([on], [_moment(known_on)]) | {
        "quiet_since": on - (inactive_after or days_until_inactive(on)),
        "anew_after": homeless_anew_after(on).days,
    }
    with viewer.cursor() as cursor:
        cursor.execute(sql, asked)
        return list(map(HomelessPerson._make, cursor.fetchall()))


def last_contacts(
    people: list[uuid.UUID], on: datetime.date, *, viewer: Viewer, known_on: datetime.date | None = None
) -> dict[uuid.UUID, datetime.date | None]:
    """When each was last met, up to a day; the very contacts that make somebody active."""
    values: dict[str, Any] = {"people": people, "on": on, "known_at": _moment(known_on)}
    with viewer.cursor() as cursor:
        cursor.execute(LAST_CONTACT.format(last_met=last_met(_as_known(known_on))), values)
        return dict(cursor.fetchall())


def _as_known(known_on: datetime.date | None) -> str:
    return KNOWN_THEN if known_on else KNOWN_NOW


def _moment(known_on: datetime.date | None) -> datetime.datetime | None:
    return rules.end_of_day(known_on) if known_on else None


def days_until_inactive(on: datetime.date) -> datetime.timedelta:
    """How long after the last contact somebody is no longer active; the municipality's own rule."""
    return datetime.timedelta(days=int(provision_on("inactive_after", on).value))


def parameters(days: list[datetime.date], known: list[datetime.datetime | None]) -> dict[str, Any]:
    return {"days": days, "known": known, "kinds": sorted(rules.HOMELESS), "municipality": settings.MUNICIPALITY_CODE}
