"""How many still live in a home of their own a year and two years after they moved in, and how did it end for others?

Each move-in of the last three years to a home with a lease of one's own, of a citizen who is ours then. As known now
for the team; for those outside it, the last closed month as it was known when it was closed, with small numbers hidden.
"""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.conf import settings

from hjemvej.ground.law.queries import provision_then
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.queries import homeless_anew_after
from hjemvej.ground.situations.rules import HOMELESS
from hjemvej.insight.mapping import rules
from hjemvej.insight.mapping.estimation import (
    Home,
    HomeKept,
    Kinds,
    Limits,
    Slept,
    WayOut,
    aalen_johansen,
    homes_kept,
    kaplan_meier,
)
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.rules import lasts_on

from .active import Asked
from .closed import closing_day, closing_moment

Kind = Situation.Kind
Span = tuple[str, datetime.date, datetime.date | None]
THREE_YEARS = datetime.timedelta(days=1096)  # two to be followed, one to move in; what is older may be erased
A_YEAR = 365
TOLD_OF = (0, 90, 183, A_YEAR, 548, 2 * A_YEAR)  # days
KINDS = Kinds(
    homeless=frozenset(HOMELESS),
    own=frozenset({Kind.OWN_HOME.value, Kind.AT_RISK.value}),
    residential=frozenset({Kind.RESIDENTIAL.value}),
    institution=frozenset({Kind.HOSPITAL.value, Kind.PRISON.value}),
    moved=frozenset({Kind.MOVED_AWAY.value, Kind.ABROAD.value}),
)

# What was known at each moment of everybody who moved into a home: their leases, where they slept, their death, whose
# they were. The survivors of merges alone.
LIVES = """
WITH asked AS (
    SELECT on_day, coalesce(known_at, 'infinity') AS moment, number
    FROM unnest(%(days)s::date[], %(moments)s::timestamptz[]) WITH ORDINALITY AS asked (on_day, known_at, number)
), moved AS MATERIALIZED (
    SELECT DISTINCT home.person_id FROM homes_tenancy home
    JOIN people_person person ON person.id = home.person_id AND person.merged_into_id IS NULL
    WHERE home.from_on > %(since)s
)
SELECT asked.number, said.person_id, said.about, said.what, said.from_on, said.until_on
FROM moved
JOIN known_fact said ON said.person_id = moved.person_id
    AND said.about IN ('tenancy', 'situation', 'death', 'municipality')
JOIN asked ON said.from_on <= asked.on_day AND said.known_from <= asked.moment
    AND (said.known_until IS NULL OR said.known_until > asked.moment)
ORDER BY asked.number, said.person_id, said.from_on"""


def limits_on(on: datetime.date) -> Limits:
    """The definitions of the day: our own rules, dated in `ground/law`."""
    return Limits(
        lost_within=int(provision_then("home_lost_within", on).value),
        institution_after=int(provision_then("home_left_for_institution", on).value),
        bridged_under=homeless_anew_after(on).days,
    )


def kept_on(asked: Sequence[Asked], *, viewer: Viewer) -> list[list[HomeKept]]:
    """For each day, every move-in of the three years before it, as known at its moment or now; one query."""
    parameters = {
        "days": [one.on for one in asked], "moments": [one.known_at for one in asked],
        "since": min(one.on for one in asked) - THREE_YEARS,
    }  # fmt: skip
    found: list[list[HomeKept]] = [[] for _one in asked]
    with viewer.cursor() as cursor:
        cursor.execute(LIVES, parameters)
        rows = cursor.fetchall()
    limits = {one.on: limits_on(one.on) for one in asked}
    for (number, person_id), lines in groupby(rows, key=lambda row: row[:2]):
        on = asked[number - 1].on
        found[number - 1] += _of_one(person_id, [line[2:] for line in lines], limits[on], on)
    return found


def _of_one(
    person_id: uuid.UUID,
    lines: Sequence[tuple[str, str, datetime.date, datetime.date | None]],
    limits: Limits,
    on: datetime.date,
) -> list[HomeKept]:
    """Return the move-ins of one citizen that are counted."""
    said: dict[str, list[Span]] = {}
    for about, what, from_on, until_on in lines:
        said.setdefault(about, []).append((what, from_on, until_on))
    kept = homes_kept(
        [Home(from_on, until_on, how) for how, from_on, until_on in said.get("tenancy", [])],
        [Slept(*night) for night in said.get("situation", [])],
        died_on=min((died_on for _what, died_on, _until in said.get("death", [])), default=None),
        kinds=KINDS,
        limits=limits,
        today=on,
    )
    others = [
        (begins, until)
        for code, begins, until in said.get("municipality", [])
        if code != settings.MUNICIPALITY_CODE
    ]  # fmt: skip
    return [
        replace(one, person_id=person_id)
        for one in kept
        if one.moved_in_on > on - THREE_YEARS and not any(lasts_on(one.moved_in_on, *span) for span in others)
    ]


def still_at_home(on: datetime.date, viewer: Viewer) -> dict[str, Any]:
    """Count the figure: for the team as known now; for those outside it the last closed month, as it was known then."""
    ends = [end for end in rules.month_ends(on) if end < on and closing_day(end) < on][-1:]
    now, *then = kept_on([Asked(on), *(Asked(end, closing_moment(end)) for end in ends)], viewer=viewer)
    released = [
        {"month_end": end.isoformat(), "limits": _limits(end), **rules.release_kept(told(found, end))}
        for end, found in zip(ends, then, strict=True)
    ]
    return {"limits": _limits(on), "released": released, **told(now, on)}


def _limits(on: datetime.date) -> list[int]:
    limits = limits_on(on)
    return [limits.lost_within, limits.institution_after, limits.bridged_under]


def told(found: Sequence[HomeKept], on: datetime.date) -> dict[str, Any]:
    """What is kept of these move-ins: the shares at each time, and nothing where fewer than ten were followed.

    `kept`: no other end than a loss counts, the others are followed to their day. `at_home`: a move to a botilbud or a
    long stay away counts too. `plain`: of those whose home was lost or followed so long, how many kept it. `people` and
    `left` count citizens, since one who moved in twice could else make a small number look larger.
    """
    times = [(one.last_on - one.moved_in_on).days for one in found]
    exits = aalen_johansen(times, [one.way_out for one in found])
    kept = kaplan_meier(times, [one.way_out is WayOut.LOST for one in found])
    at_home = kaplan_meier(times, [one.way_out in (WayOut.LOST, WayOut.INSTITUTION) for one in found])
    at: dict[str, Any] = {}
    for time in TOLD_OF:
        one, both = kept.at(time), at_home.at(time)
        if one is None or both is None:
            at[str(time)] = None
            continue
        ways_out = {way_out.value: exits.at(way_out, time) for way_out in WayOut}
        at[str(time)] = {
            "at_risk": one.at_risk,
            "kept": [one.waiting, one.low, one.high],
            "at_home": [both.waiting, both.low, both.high],
            "plain": _plain(found, time, on),
            "ways_out": {name: [way.share, way.low, way.high] for name, way in ways_out.items() if way},
            "left": {
                name: len(
                    {
                        one.person_id
                        for one, days in zip(found, times, strict=True)
                        if one.way_out == name and days <= time
                    }
                )
                for name in ways_out
            },
        }
    return {
        "move_ins": len(found),
        "people": len({one.person_id for one in found}),
        "unknown": sum(not one.is_followed and one.way_out is None for one in found),
        "at": at,
        "curves": {
            "kept": [[0, 1.0], *([one.time, one.waiting] for one in kept.shown())],
            "at_home": [[0, 1.0], *([one.time, one.waiting] for one in at_home.shown())],
            **{
                way_out.value: [[0, 0.0], *([one.time, one.share] for one in exits.shown(way_out))]
                for way_out in WayOut
            },
        },
    }


def _plain(found: Sequence[HomeKept], days: int, on: datetime.date) -> list[int]:
    """Of those who moved in so long ago, and lost the home or were followed all the days: how many kept it, of all."""
    whole = [
        one.way_out is WayOut.LOST and (one.last_on - one.moved_in_on).days <= days
        for one in found
        if (on - one.moved_in_on).days >= days
        and (one.way_out is WayOut.LOST or (one.last_on - one.moved_in_on).days >= days)
    ]
    return [whole.count(False), len(whole)]
