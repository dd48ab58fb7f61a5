"""How has the number of people in homelessness moved over the months, and who came and went, as counts?"""

import datetime
import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.db.models import Count

from hjemvej.ground.retention.rules import month_end
from hjemvej.ground.situations.rules import end_of_day
from hjemvej.insight.mapping import rules
from hjemvej.insight.mapping.models import SpellMonth
from hjemvej.insight.mapping.rules import Flow, Month
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_on_sql

from .active import Asked, active_on
from .closed import closed_months
from .corrections import corrected
from .population import parameters

WHO_MOVED = f"""
SELECT asked.on_day, asked.person_id, asked.came,
    CASE WHEN EXISTS (SELECT FROM known_fact home
        WHERE home.person_id = asked.person_id AND home.about = 'unusable_home' AND home.known_until IS NULL
        AND {lasting_on_sql("home", "asked.on_day")}) THEN 'funktionel' ELSE latest.what END,
    NOT EXISTS (SELECT FROM known_fact responsible
        WHERE responsible.person_id = asked.person_id AND responsible.about = 'municipality'
        AND responsible.known_until IS NULL AND {lasting_on_sql("responsible", "asked.on_day")}
        AND responsible.what <> %(municipality)s),
    asked.came AND EXISTS (SELECT FROM known_fact earlier
        WHERE earlier.person_id = asked.person_id AND earlier.about = 'situation' AND earlier.known_until IS NULL
        AND situations_among_vives(earlier.what) AND earlier.from_on <= asked.on_day),
    EXISTS (SELECT FROM known_fact death
        WHERE death.person_id = asked.person_id AND death.about = 'death' AND death.known_until IS NULL
        AND death.from_on <= asked.on_day)
FROM unnest(%(on_days)s::date[], %(people)s::uuid[], %(came)s::boolean[]) AS asked (on_day, person_id, came)
LEFT JOIN LATERAL (SELECT situation.what FROM known_fact situation
    WHERE situation.person_id = asked.person_id AND situation.about = 'situation' AND situation.known_until IS NULL
    AND situation.from_on <= asked.on_day ORDER BY situation.from_on DESC LIMIT 1) latest ON true"""


def months(on: datetime.date, *, viewer: Viewer) -> list[Month]:
    """The curve up to a day: each month's last day, and the day itself. Five queries.

    Those who were erased count as they did when they were; of them a day within a month has its month's end.
    """
    days = rules.month_ends(on)
    closed = closed_months(days, viewer=viewer)
    then = {day: end_of_day(month.known_on) for day, month in closed.items()}
    active = active_on([Asked(day) for day in days] + [Asked(day, moment) for day, moment in then.items()], viewer)
    now = {day: active[Asked(day)] for day in days}
    whys = whys_moved(days, now, viewer)
    erased = _erased(days, viewer)
    learned = corrected(active, then, viewer=viewer)
    count = {day: len(now[day]) + erased[day].active for day in days}
    return [
        Month(
            on=day,
            active=count[day],
            closed=closed[day].active if day in closed else None,
            flow=Flow(**(whys[day] + erased[day].whys)) if before else Flow(),
            before=count[before] if before else None,
            counted_since=_by_why(learned.get(day), erased[day].counted_since, is_counted=True),
            left_out_since=_by_why(learned.get(day), erased[day].left_out_since, is_counted=False),
        )
        for before, day in zip([None, *days[:-1]], days, strict=True)
    ]


def _by_why(
    learned: Mapping[uuid.UUID, rules.Correction] | None, erased: Counter[str], *, is_counted: bool
) -> dict[str, int]:
    if learned is None:
        return {}
    return dict(erased + Counter(one.why for one in learned.values() if one.is_counted_now == is_counted))


@dataclass
class Erased:
    """How many erased citizens a month's figures count."""

    active: int = 0
    whys: Counter[str] = field(default_factory=Counter)
    counted_since: Counter[str] = field(default_factory=Counter)
    left_out_since: Counter[str] = field(default_factory=Counter)


def _erased(days: Sequence[datetime.date], viewer: Viewer) -> dict[datetime.date, Erased]:
    counted = {day: Erased() for day in days}
    by_end = {month_end(day): counted[day] for day in days}
    rows = viewer.rows_of(SpellMonth).filter(month_end__in=by_end)
    alike = rows.values_list("month_end", "why", "is_active", "was_active_then", "learned")
    for ends, why, is_active, was_active, learned, people in alike.annotate(people=Count("id")):
        month = by_end[ends]
        month.active += people if is_active else 0
        if why:
            month.whys[why] += people
        if is_active != was_active:
            (month.counted_since if is_active else month.left_out_since)[learned] += people
    return counted


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
