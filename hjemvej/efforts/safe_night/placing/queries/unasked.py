"""Who in homelessness has no settled night, though nobody has asked for a place for them? In words: where they were."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.efforts.safe_night.queries.ages import age_of
from hjemvej.efforts.safe_night.rules import COURSE
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import House
from hjemvej.ground.situations.rules import HOMELESS, begins_at
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_on_sql
from hjemvej.platform.ui.when import short_date

State = Literal["was_in_cafe", "outside", "missing"]
STATES: tuple[State, ...] = ("outside", "was_in_cafe", "missing")
DAY = datetime.timedelta(days=1)
_PLACE = f"""{lasting_on_sql("place", "%(night)s", begins="from_night", until="until_night")}
    AND (place.status = 'staying' OR place.status = 'held' AND place.held_until > %(at)s)"""
# All who have a place, and all who are known outside, in a café or nowhere: each read once, for PostgreSQL believes the
# first few and the second many, and would look through them, or through everybody the viewer knows, for each that asks.
_TONIGHT = f"""WITH placed AS MATERIALIZED (SELECT place.person_id FROM safe_night_occupancy place WHERE {_PLACE}),
out_of_sight AS MATERIALIZED (
    SELECT known.person_id, known.kind, known.from_on, known.house_id FROM situations_situation known
    WHERE known.kind IN ('gade', 'natvarmestue', 'ukendt') AND known.superseded_at IS NULL
        AND {lasting_on_sql("known", "%(night)s")}
)"""
# Where few ask, of each their own: in a selection, for joined everybody's would be read.
_HAS_NO_PLACE = f"""(SELECT true FROM safe_night_occupancy place
    WHERE place.person_id = asked.person_id AND {_PLACE} LIMIT 1) IS NULL"""
_HANDED_OVER = """course.kind = %(course)s AND course.closed_at IS NULL
    AND course.opened_at >= %(begins)s AND course.opened_at < %(ends)s"""
_ANEW_AFTER = f"""(SELECT rule.value FROM law_rule rule WHERE rule.key = 'homeless_anew_after'
    AND {lasting_on_sql("rule", "%(night)s", begins="valid_from", until="valid_to")} LIMIT 1)"""
# Who was in a night café last night; else who is known outside or in a café, or was lost sight of before their
# homelessness had ended; else who was missing last night. Nobody who has a place, asked, or was handed over.
_SEEN = f"""SELECT DISTINCT ON (person_id) person_id, state, since, house_id, house FROM (
    SELECT stay.person_id, 'was_in_cafe' AS state, stay.from_night AS since, house.id AS house_id, house.name AS house,
        0 AS place
    FROM (SELECT person_id, house_id, from_night FROM safe_night_occupancy
        WHERE until_night = %(night)s AND status IN ('staying', 'ended')
        AND discharged_to = '' OFFSET 0) stay  -- the nights that ended today first, then their houses
    JOIN shelters_house house ON house.id = stay.house_id AND house.kind = 'night_cafe'
    UNION ALL
    SELECT known.person_id, CASE known.kind WHEN 'gade' THEN 'outside' ELSE 'was_in_cafe' END, known.from_on,
        house.id, house.name, 1
    FROM out_of_sight known LEFT JOIN shelters_house house ON house.id = known.house_id
    WHERE known.kind = 'gade' OR known.kind = 'natvarmestue' AND house.kind IS DISTINCT FROM 'acute_flat'
    UNION ALL
    SELECT known.person_id, 'missing', before.until_on, NULL, NULL, 1
    FROM out_of_sight known JOIN LATERAL (
        SELECT earlier.kind, earlier.until_on FROM situations_situation earlier
        WHERE earlier.person_id = known.person_id AND earlier.superseded_at IS NULL AND earlier.kind <> 'ukendt'
        AND earlier.from_on < known.from_on ORDER BY earlier.from_on DESC LIMIT 1) before ON true
    WHERE known.kind = 'ukendt' AND %(night)s - known.from_on < {_ANEW_AFTER}
        AND before.kind = ANY(%(homeless)s) AND %(night)s - before.until_on < {_ANEW_AFTER}
    UNION ALL
    SELECT last_night.person_id, 'missing', last_night.night, NULL, NULL, 2 FROM safe_night_night last_night
    WHERE last_night.night = %(night)s - 1 AND last_night.superseded_at IS NULL AND last_night.outcome = 'missing'
        AND NOT EXISTS (SELECT FROM situations_situation known WHERE known.person_id = last_night.person_id
            AND known.superseded_at IS NULL AND known.kind <> 'ukendt' AND {lasting_on_sql("known", "%(night)s")})
) asked WHERE asked.person_id NOT IN (SELECT person_id FROM placed)
    AND NOT EXISTS (SELECT FROM safe_night_placerequest request
        WHERE request.person_id = asked.person_id AND request.night = %(night)s)
    AND NOT EXISTS (SELECT FROM casework_course course WHERE course.person_id = asked.person_id AND {_HANDED_OVER})
ORDER BY person_id, place"""
_WAITING = f"""SELECT asked.person_id, min(asked.since) AS since FROM (
    SELECT person_id, requested_at AS since FROM safe_night_placerequest
    WHERE night = %(night)s AND status = 'waiting'
    UNION ALL SELECT course.person_id, course.opened_at FROM casework_course course
    WHERE {_HANDED_OVER} AND NOT EXISTS (
        SELECT FROM safe_night_placerequest request WHERE request.person_id = course.person_id
        AND request.night = %(night)s AND request.status <> 'withdrawn')
) asked WHERE {_HAS_NO_PLACE} GROUP BY asked.person_id"""
# For every page's menu: those of `_SEEN` whose state is `outside`.
_OUTSIDE = f"""SELECT count(*) FROM (SELECT known.person_id FROM situations_situation known
    WHERE known.kind = 'gade' AND known.superseded_at IS NULL AND {lasting_on_sql("known", "%(night)s")} OFFSET 0) asked
WHERE {_HAS_NO_PLACE}
    AND (SELECT true FROM safe_night_placerequest request
        WHERE request.person_id = asked.person_id AND request.night = %(night)s LIMIT 1) IS NULL
    AND (SELECT true FROM casework_course course
        WHERE course.person_id = asked.person_id AND {_HANDED_OVER} LIMIT 1) IS NULL
    AND (SELECT true FROM safe_night_occupancy stay JOIN shelters_house house ON house.id = stay.house_id
        WHERE stay.person_id = asked.person_id AND stay.until_night = %(night)s AND stay.status IN ('staying', 'ended')
        AND stay.discharged_to = '' AND house.kind = 'night_cafe' LIMIT 1) IS NULL"""


@dataclass(frozen=True)
class Seen:
    """Where a person was last known to be, and since when; the house, if it is known."""

    person_id: uuid.UUID
    state: State
    since: datetime.date
    house_id: uuid.UUID | None
    house: str


@dataclass(frozen=True)
class Unasked:
    """A person for whom nobody has asked for a place tonight."""

    person: Person
    age: str
    seen: Seen

    @property
    def name(self) -> str:
        return self.person.name.with_code

    @property
    def state_told(self) -> str:
        """In words: outside, in which café, or missing since when."""
        if self.seen.state == "was_in_cafe":
            return " · ".join(filter(None, [_("var i natcafé i går"), self.house_told]))
        if self.seen.state == "outside":
            return _("ude siden %s, så vidt vi ved") % short_date(self.seen.since)
        return _("vi ved ikke hvor siden %s") % short_date(self.seen.since)

    @property
    def house_told(self) -> str:
        """Where a protected person sleeps is shown on no list."""
        return "" if self.person.is_protected else self.seen.house


def waits_and_unasked(
    night: datetime.date, *, viewer: Viewer, at: datetime.datetime
) -> tuple[list[uuid.UUID], list[Seen]]:
    """List whom the night is not settled for; a single query.

    Those with a request or a hand-over this night who have no place, in the order they came (a hold that had run out by
    `at` is no place); and everybody known in homelessness whose night nobody has asked about, each once.
    """
    both = f"""SELECT person_id, NULL AS state, since AS asked_at, NULL::date AS since, NULL::uuid, NULL
        FROM ({_WAITING}) waits
    UNION ALL SELECT person_id, state, NULL, since, house_id, house FROM ({_SEEN}) seen"""
    with viewer.cursor() as cursor:
        cursor.execute(_TONIGHT + both, _asked_of(night, at))
        rows = cursor.fetchall()
    waits = [(asked_at, str(person_id), person_id) for person_id, state, asked_at, *_seen in rows if state is None]
    seen = [
        Seen(person_id, state, since, house_id, house or "")
        for person_id, state, _at, since, house_id, house in rows
        if state
    ]
    return [person_id for *_order, person_id in sorted(waits)], _in_order(seen)


def _in_order(found: list[Seen]) -> list[Seen]:
    """By kind, who has been longest so first."""
    return sorted(found, key=lambda seen: (STATES.index(seen.state), seen.since, str(seen.person_id)))


def who_waits(night: datetime.date, *, viewer: Viewer, at: datetime.datetime) -> list[uuid.UUID]:
    return waits_and_unasked(night, viewer=viewer, at=at)[0]


def unasked(night: datetime.date, *, viewer: Viewer, at: datetime.datetime) -> list[Seen]:
    return waits_and_unasked(night, viewer=viewer, at=at)[1]


def waiting_and_outside(night: datetime.date, *, viewer: Viewer, at: datetime.datetime) -> tuple[int, int]:
    """Count those who wait for a place, and those known outside whom nobody has asked; a single query."""
    with viewer.cursor() as cursor:
        cursor.execute(f"SELECT (SELECT count(*) FROM ({_WAITING}) waits), ({_OUTSIDE})", _asked_of(night, at))
        waits, outside = cursor.fetchone()
        return waits, outside


def shown(found: Sequence[Seen], night: datetime.date, *, viewer: Viewer) -> list[Unasked]:
    """Return these people with their names; a single query."""
    people = viewer.rows_of(Person).in_bulk({seen.person_id for seen in found})
    known = [(people[seen.person_id], seen) for seen in found if seen.person_id in people]
    return [Unasked(person, age_of(person, night), seen) for person, seen in known]


def cafe_of(person_id: uuid.UUID, night: datetime.date, *, viewer: Viewer) -> House | None:
    """The house of chairs that the person was in last night."""
    stays = viewer.rows_of(Occupancy).filter(
        person_id=person_id, until_night=night, house__kind=House.Kind.NIGHT_CAFE,
        status__in=(Occupancy.Status.STAYING, Occupancy.Status.ENDED),
    )  # fmt: skip
    stay = stays.select_related("house").first()
    return stay.house if stay else None


def _asked_of(night: datetime.date, at: datetime.datetime) -> dict[str, Any]:
    return {
        "night": night, "at": at, "homeless": sorted(HOMELESS), "course": COURSE, "begins": begins_at(night),
        "ends": begins_at(night + DAY),
    }  # fmt: skip
