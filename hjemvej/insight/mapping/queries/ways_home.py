"""How long is the way home: from the first contact to the offer, to a home from us, and to a home of one's own?

A clock begins with the first contact in a homelessness of ours; one clock for each homelessness that began to be met
in the last two years. Whoever still waits is in the count as waiting.
"""

import datetime
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from django.conf import settings

from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.queries import homeless_anew_after
from hjemvej.ground.situations.rules import HOMELESS
from hjemvej.insight.mapping.estimation import Curve, Slept, WayHome, kaplan_meier, ways_home
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import local_day_sql

Kind = Situation.Kind
TWO_YEARS = datetime.timedelta(days=730)
HOME = frozenset({Kind.OWN_HOME.value, Kind.AT_RISK.value})
GONE = frozenset({Kind.DEAD.value, Kind.MOVED_AWAY.value, Kind.UNKNOWN.value})
TOLD_OF = (0, 14, 30, 50, 90, 180, 270, 365, 545)  # days
STEPS_TOLD_OF = (0, 2, 5, 10, 20, 30, 45, 60)

# Where everybody slept who was homeless within the days, as known at a moment; the survivors of merges alone.
NIGHTS = """
SELECT night.person_id, night.what, night.from_on, night.until_on
FROM known_fact night
WHERE night.about = 'situation' AND night.from_on <= %(on)s
    AND night.known_from <= %(moment)s AND (night.known_until IS NULL OR night.known_until > %(moment)s)
    AND night.person_id IN (
        SELECT homeless.person_id FROM known_fact homeless
        JOIN people_person person ON person.id = homeless.person_id AND person.merged_into_id IS NULL
        WHERE homeless.about = 'situation' AND situations_among_vives(homeless.what) AND homeless.from_on <= %(on)s
            AND (homeless.until_on IS NULL OR homeless.until_on >= %(since)s)
            AND homeless.known_from <= %(moment)s
            AND (homeless.known_until IS NULL OR homeless.known_until > %(moment)s)
    )
ORDER BY night.person_id, night.from_on"""

# For each of these ways home: the first contact, the first offer, the lease of a home from us, and the steps until the
# offer and until the home. Another municipality's are left out.
CLOCKS = f"""
SELECT way.number, begun.on_day, offered.on_day, leased.on_day, steps.to_offer, steps.to_home
FROM unnest(%(people)s::uuid[], %(begins)s::date[], %(ends)s::date[])
    WITH ORDINALITY AS way (person_id, began_on, last_on, number)
CROSS JOIN LATERAL (
    SELECT min(met.from_on) AS on_day FROM known_fact met
    WHERE met.person_id = way.person_id AND met.about = 'contact' AND met.known_until IS NULL
        AND met.from_on BETWEEN way.began_on AND way.last_on
) begun
LEFT JOIN LATERAL (
    SELECT min(said.from_on) AS on_day FROM known_fact said
    WHERE said.person_id = way.person_id AND said.about = 'housing_first' AND said.known_until IS NULL
        AND said.from_on BETWEEN way.began_on AND way.last_on
) offered ON true
LEFT JOIN LATERAL (
    SELECT min(home.from_on) AS on_day FROM homes_tenancy home
    WHERE home.person_id = way.person_id AND home.from_on BETWEEN way.began_on AND way.last_on
) leased ON true
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE step.on_day <= coalesce(offered.on_day, way.last_on)) AS to_offer,
        count(*) AS to_home
    FROM (
        SELECT {local_day_sql("happened_at")} AS on_day FROM casework_note
        WHERE person_id = way.person_id AND kind = 'contact' AND corrects_id IS NULL
        UNION ALL
        SELECT {local_day_sql("done_at")} FROM casework_task WHERE person_id = way.person_id AND done_at IS NOT NULL
    ) step
    WHERE step.on_day BETWEEN begun.on_day AND way.last_on
) steps
WHERE begun.on_day >= %(since)s AND NOT EXISTS (
    SELECT FROM known_fact said
    WHERE said.person_id = way.person_id AND said.about = 'municipality' AND said.known_until IS NULL
        AND said.what <> %(municipality)s AND said.from_on <= begun.on_day
        AND (said.until_on IS NULL OR said.until_on > begun.on_day)
)"""


class Clock(NamedTuple):
    """One way home: the days of its stations, none where it has not come so far, and the steps until then."""

    way: WayHome
    started_on: datetime.date
    offered_on: datetime.date | None
    leased_on: datetime.date | None
    steps_to_offer: int
    steps_to_home: int


def ways_on(
    on: datetime.date, *, since: datetime.date, known_at: datetime.datetime | None, viewer: Viewer
) -> Iterator[tuple[uuid.UUID, WayHome]]:
    """Every way home of those who were homeless between the days, as known at a moment; none: now."""
    asked = {"on": on, "since": since, "moment": known_at or "infinity"}
    with viewer.cursor() as cursor:
        cursor.execute(NIGHTS, asked)
        rows = cursor.fetchall()
    anew_after = homeless_anew_after(on).days
    for person_id, nights in groupby(rows, key=lambda row: row[0]):
        slept = [Slept(what, from_on, until_on) for _person, what, from_on, until_on in nights]
        for way in ways_home(slept, homeless=HOMELESS, home=HOME, gone=GONE, today=on, anew_after=anew_after):
            yield person_id, way


def clocks(on: datetime.date, *, viewer: Viewer) -> list[Clock]:
    """Every clock that began in the last two years; two queries."""
    since = on - TWO_YEARS
    found = [(who, way) for who, way in ways_on(on, since=since, known_at=None, viewer=viewer) if way.last_on >= since]
    asked = {
        "people": [who for who, _way in found], "begins": [way.began_on for _who, way in found],
        "ends": [way.last_on for _who, way in found], "since": since, "municipality": settings.MUNICIPALITY_CODE,
    }  # fmt: skip
    with viewer.cursor() as cursor:
        cursor.execute(CLOCKS, asked)
        return [Clock(found[number - 1][1], *stations) for number, *stations in cursor.fetchall()]


@dataclass(frozen=True)
class _Station:
    """A place on the way: on which day each clock came to it, and how many steps it took."""

    days: Curve
    steps: Curve | None


def way_home(on: datetime.date, viewer: Viewer) -> dict[str, Any]:
    """Count the figure: curves to the offer, to a home from us and to a home of one's own, those told of alone."""
    found = clocks(on, viewer=viewer)
    stations = {
        "offered": _Station(
            _days(found, [clock.offered_on for clock in found], on),
            kaplan_meier(_steps_to_offer(found), [bool(clock.offered_on) for clock in found]),
        ),
        "leased": _Station(_days(found, [clock.leased_on for clock in found], on), None),
        "home": _Station(
            _days(found, [clock.way.home_on for clock in found], on),
            kaplan_meier([clock.steps_to_home for clock in found], [bool(clock.way.home_on) for clock in found]),
        ),
    }
    return {
        "clocks": len(found),
        "days": {name: _told(station.days, TOLD_OF) for name, station in stations.items()},
        "steps": {name: _told(one.steps, STEPS_TOLD_OF) for name, one in stations.items() if one.steps},
    }


def _days(found: Sequence[Clock], came_on: Sequence[datetime.date | None], on: datetime.date) -> Curve:
    """The days until a station, none where it came before the first contact; who has not come there is followed on.

    Whoever found a home without it never comes there: left out of the count, they would make the share too high.
    """
    ends = [day or (on if clock.way.home_on else clock.way.last_on) for clock, day in zip(found, came_on, strict=True)]
    times = [max((end - clock.started_on).days, 0) for clock, end in zip(found, ends, strict=True)]
    return kaplan_meier(times, [day is not None for day in came_on])


def _steps_to_offer(found: Sequence[Clock]) -> list[int]:
    """The steps until the offer; whoever found a home without one is in the count to the last step of anybody."""
    most = max((clock.steps_to_offer for clock in found), default=0)
    return [most if clock.way.home_on and not clock.offered_on else clock.steps_to_offer for clock in found]


def _told(curve: Curve, times: Sequence[int]) -> dict[str, Any]:
    """What is kept of a curve: nothing where fewer than ten were followed."""
    at = {time: curve.at(time) for time in times}
    return {
        "curve": [[0, 0.0], *([one.time, one.arrived] for one in curve.shown())],
        "median": curve.median(),
        "at": {
            str(time): None if one is None else [one.arrived, _share(one.high), _share(one.low), one.at_risk]
            for time, one in at.items()
        },
    }


def _share(waiting: float | None) -> float | None:
    return None if waiting is None else 1 - waiting
