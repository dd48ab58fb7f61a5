"""How has the number of people in homelessness moved over the months, and who came and went, as counts?"""

import datetime
import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from django.db.models import Count, Q

from hjemvej.ground.retention.rules import month_end
from hjemvej.ground.situations.rules import end_of_day
from hjemvej.insight.mapping import rules
from hjemvej.insight.mapping.models import SpellMonth
from hjemvej.insight.mapping.rules import Flow, Month
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_on_sql

from .population import HOMELESS, parameters

ACTIVE = f"SELECT on_day, known_at, record_id FROM {HOMELESS.format(since='false')} WHERE is_active"

WHO_MOVED = f"""
SELECT asked.on_day, asked.person_id, asked.came, latest.kind,
    NOT EXISTS (SELECT FROM people_responsiblemunicipality responsible
        WHERE responsible.person_id = asked.person_id AND {lasting_on_sql("responsible", "asked.on_day")}
        AND responsible.municipality_code <> %(municipality)s),
    asked.came AND EXISTS (SELECT FROM situations_situation earlier
        WHERE earlier.person_id = asked.person_id AND earlier.superseded_at IS NULL
        AND earlier.kind = ANY(%(kinds)s) AND earlier.from_on <= asked.on_day),
    (SELECT person.died_on <= asked.on_day FROM people_person person WHERE person.id = asked.person_id)
FROM unnest(%(on_days)s::date[], %(people)s::uuid[], %(came)s::boolean[]) AS asked (on_day, person_id, came)
LEFT JOIN LATERAL (SELECT situation.kind FROM situations_situation situation
    WHERE situation.person_id = asked.person_id AND situation.superseded_at IS NULL
    AND situation.from_on <= asked.on_day ORDER BY situation.from_on DESC LIMIT 1) latest ON true"""


def months(on: datetime.date, *, viewer: Viewer) -> list[Month]:
    """The curve up to a day: each month's last day, and the day itself. Three queries.

    Those who were erased count as they did when they were; of them a day within a month has its month's end.
    """
    days = rules.month_ends(on)
    moments = [Asked(day) for day in days] + [Asked(day, end_of_day(day)) for day in days]
    active = active_on(moments, viewer)
    now = {day: active[Asked(day)] for day in days}
    whys = whys_moved(days, now, viewer)
    erased = _erased(days, viewer)
    count = {day: len(now[day]) + erased[day].active for day in days}
    return [
        Month(
            on=day,
            active=count[day],
            as_known_then=len(active[Asked(day, end_of_day(day))]) + erased[day].active_then,
            flow=Flow(**(whys[day] + erased[day].whys)) if before else Flow(),
            before=count[before] if before else None,
        )
        for before, day in zip([None, *days[:-1]], days, strict=True)
    ]


@dataclass
class Erased:
    """How many erased citizens a month's figures count."""

    active: int = 0
    active_then: int = 0
    whys: Counter[str] = field(default_factory=Counter)


def _erased(days: Sequence[datetime.date], viewer: Viewer) -> dict[datetime.date, Erased]:
    counted = {day: Erased() for day in days}
    by_end = {month_end(day): counted[day] for day in days}
    rows = viewer.rows_of(SpellMonth).filter(month_end__in=by_end).values_list("month_end", "why")
    for ends, why, active, active_then, people in rows.annotate(
        active=Count("id", filter=Q(is_active=True)),
        active_then=Count("id", filter=Q(was_active_then=True)),
        people=Count("id"),
    ):
        by_end[ends].active += active
        by_end[ends].active_then += active_then
        if why:
            by_end[ends].whys[why] += people
    return counted


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


def whys_moved(
    days: Sequence[datetime.date], active: dict[datetime.date, set[uuid.UUID]], viewer: Viewer
) -> dict[datetime.date, Counter[str]]:
    """Why those who came and left did so: who came is asked for on the day before, who left on the day itself."""
    moved = [
        (asked_on, day, person_id, came)
        for before, day in pairwise(days)
        for asked_on, people, came in (
            (before, active[day] - active[before], True),
            (day, active[before] - active[day], False),
        )
        for person_id in people
    ]
    whys: dict[datetime.date, Counter[str]] = defaultdict(Counter)
    month_of = {(asked_on, person_id, came): day for asked_on, day, person_id, came in moved}
    asked = parameters([], []) | {
        "on_days": [asked_on for asked_on, *_rest in moved],
        "people": [person_id for *_rest, person_id, _came in moved],
        "came": [came for *_rest, came in moved],
    }
    with viewer.cursor() as cursor:
        cursor.execute(WHO_MOVED, asked)
        for asked_on, person_id, came, kind, is_ours, was_homeless, is_dead in cursor.fetchall():
            why = (
                rules.why_in(kind, was_homeless_before=was_homeless, was_ours=is_ours)
                if came
                else ("dead" if is_dead else rules.why_out(kind, is_still_ours=is_ours))
            )
            whys[month_of[asked_on, person_id, came]][why] += 1
    return whys
