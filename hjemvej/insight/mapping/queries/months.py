"""How has the number of people in homelessness moved over the months, and who came and went, as counts?"""

import datetime
import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hjemvej.ground.situations.rules import end_of_day
from hjemvej.insight.mapping import rules
from hjemvej.insight.mapping.rules import Flow, Month
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_on_sql

from .contact import was_met_since
from .population import HOMELESS, days_until_inactive, parameters

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


def months(on: datetime.date, *, viewer: Viewer, inactive_after: datetime.timedelta | None = None) -> list[Month]:
    """The curve up to a day: each month's last day, and the day itself. Two queries and one for the rule."""
    days = rules.month_ends(on)
    moments = [Asked(day) for day in days] + [Asked(day, end_of_day(day)) for day in days]
    active = _active(moments, inactive_after or days_until_inactive(on), viewer)
    now = {day: active[Asked(day)] for day in days}
    flows = _flows(days, now, viewer)
    return [
        Month(
            on=day,
            active=len(now[day]),
            as_known_then=len(active[Asked(day, end_of_day(day))]),
            flow=flows.get(day, Flow()),
            before=len(now[before]) if before else None,
        )
        for before, day in zip([None, *days[:-1]], days, strict=True)
    ]


Active = dict[datetime.date, set[uuid.UUID]]


class Asked(NamedTuple):
    """A day, as known now or at a moment."""

    on: datetime.date
    known_at: datetime.datetime | None = None


def _active(asked: Sequence[Asked], inactive_after: datetime.timedelta, viewer: Viewer) -> dict[Asked, set[uuid.UUID]]:
    """The active on each day asked for; one query."""
    sql = (
        f"WITH {HOMELESS},"
        " quiet AS (SELECT * FROM unnest(%(quiet_days)s::date[], %(quiet)s::date[]) AS quiet (on_day, since))"
        " SELECT homeless.on_day, homeless.known_at, homeless.person_id"
        f" FROM homeless JOIN quiet USING (on_day) WHERE {was_met_since('quiet.since')}"
    )
    days = sorted({one.on for one in asked})
    quiet = {"quiet_days": days, "quiet": [day - inactive_after for day in days]}
    found: dict[Asked, set[uuid.UUID]] = {one: set() for one in asked}
    with viewer.cursor() as cursor:
        cursor.execute(sql, parameters([one.on for one in asked], [one.known_at for one in asked]) | quiet)
        for on, known_at, person_id in cursor.fetchall():
            found[Asked(on, known_at)].add(person_id)
    return found


def _flows(
    days: Sequence[datetime.date], active: dict[datetime.date, set[uuid.UUID]], viewer: Viewer
) -> dict[datetime.date, Flow]:
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
    return {day: Flow(**whys[day]) for day in days[1:]}
