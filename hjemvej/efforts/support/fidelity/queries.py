"""What is logged of the courses of a team, by which it is judged whether the method is followed? Four queries."""

import datetime
import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from django.utils.timezone import make_aware

from hjemvej.efforts.support.rules import SHARED, Method
from hjemvej.efforts.support.rules.phases import Area
from hjemvej.ground.law.models import MethodCriterion
from hjemvej.ground.law.queries import method_criteria_on, provision_on, provisions_on
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import begin_of_day_sql, local_day_sql

from . import rules
from .rules import Case, Found, Phased

LOOKS_BACK = "fidelity_looks_back"
DAY_MET = local_day_sql("met.happened_at")
# The courses of a team that run on a day or ended since another: pauses, tenancies, areas once it was handed over.
CASES = """
SELECT support.id, support.person_id, support.method, support.worker_id, support.began_on, support.ended_on,
    support.ended_because, support.every_days,
    ARRAY(SELECT jsonb_build_array(pause.from_on, pause.until_on) FROM support_pause pause
        WHERE pause.support_id = support.id ORDER BY pause.from_on),
    CASE WHEN support.ended_because = ANY(%(handed_over)s) THEN
        ARRAY(SELECT jsonb_build_array(each.number, area.dimension,
                CASE WHEN area.handed_on IS NULL THEN '' ELSE 'named' END)
            FROM support_phase each JOIN support_phasearea area ON area.phase_id = each.id AND area.ended_on IS NULL
            WHERE each.support_id = support.id ORDER BY each.number, area."order")
    ELSE '{}' END,
    ARRAY(SELECT jsonb_build_array(home.from_on, home.until_on, home.ended) FROM homes_tenancy home
        WHERE home.person_id = support.person_id ORDER BY home.from_on),
    (SELECT bool_or(agreed.provider <> '') FROM plans_planversion agreed
        WHERE agreed.person_id = support.person_id AND agreed.kind = 'plan_142' AND agreed.agreed_on <= %(on)s),
    (SELECT CASE WHEN count(goal.id) > 0 THEN count(verdict.id) END FROM plans_goal goal
        LEFT JOIN plans_verdict verdict ON verdict.goal_id = goal.id AND verdict.said_on BETWEEN %(since)s AND %(on)s
        WHERE goal.person_id = support.person_id AND goal.said_on <= %(on)s
            AND (goal.said_on < %(since)s OR verdict.id IS NOT NULL)
            AND (goal.state = 'open' OR goal.state_on >= %(since)s))
FROM support_supportcourse support
WHERE support.team_id = %(team)s AND support.began_on <= %(on)s
    AND (support.ended_on IS NOT NULL OR NOT EXISTS (SELECT FROM people_person person
        WHERE person.id = support.person_id AND person.died_on <= %(on)s))
    AND (support.ended_on IS NULL OR support.ended_on >= %(since)s)
ORDER BY support.began_on, support.id"""
# Thousands of meetings are read first and once: read course by course, row security would be asked for each of them.
LATELY = f"""
WITH met AS MATERIALIZED (
    SELECT met.person_id, {DAY_MET} AS day, met.place, met.worker_id, met.own_words <> '' AS is_in_own_words
    FROM support_contact met
    WHERE met.team_id = %(team)s AND met.kind = 'met' AND met.corrected_at IS NULL AND met.happened_at >= %(since_at)s)
SELECT support.id, array_agg(met.day ORDER BY met.day), count(*) FILTER (WHERE met.place NOT IN ('office', 'phone')),
    array_agg(DISTINCT met.worker_id), count(*) FILTER (WHERE met.is_in_own_words)
FROM met JOIN support_supportcourse support ON support.person_id = met.person_id
    AND met.day BETWEEN support.began_on AND least(support.ended_on, %(on)s)
WHERE support.id = ANY(%(courses)s)
GROUP BY support.id"""
# Every phase of these courses; its meetings are counted where the phases of a course that runs are compared. They too
# are read once.
PHASES = """
WITH compared AS MATERIALIZED (
    SELECT id, person_id, {begins} AS begins, {ends} AS ends FROM support_phase phase
    WHERE phase.number > 0 AND phase.support_id = ANY(%(running)s)),
met AS MATERIALIZED (
    SELECT met.person_id, met.happened_at FROM support_contact met
    WHERE met.team_id = %(team)s AND met.kind = 'met' AND met.corrected_at IS NULL
        AND met.person_id = ANY(ARRAY(SELECT person_id FROM compared))
        AND met.happened_at >= (SELECT min(begins) FROM compared)),
meetings AS (
    SELECT compared.id, count(*) AS number FROM compared JOIN met ON met.person_id = compared.person_id
        AND met.happened_at >= compared.begins AND met.happened_at < compared.ends
    GROUP BY compared.id)
SELECT phase.support_id, phase.every_days, phase.number, phase.from_on, phase.planned_until_on, phase.until_on,
    coalesce(areas.number, 0), coalesce(meetings.number, 0)
FROM support_phase phase
LEFT JOIN meetings ON meetings.id = phase.id
LEFT JOIN (SELECT area.phase_id, count(*) AS number FROM support_phasearea area WHERE area.ended_on IS NULL
    GROUP BY area.phase_id) areas ON areas.phase_id = phase.id
WHERE phase.support_id = ANY(%(courses)s)
ORDER BY phase.number""".format(
    begins=begin_of_day_sql("phase.from_on"), ends=begin_of_day_sql("coalesce(phase.until_on, %(on)s + 1)")
)
HOMES = "SELECT person_id, asked_for_wishes, offers FROM support_told_of_homes(%s::uuid[], %s)"


@dataclass(frozen=True)
class Meetings:
    """The meetings of a course lately, one day for each."""

    days: Sequence[datetime.date] = ()
    outside: int = 0
    workers: Sequence[uuid.UUID] = ()
    own_words: int = 0


NONE = Meetings()


@dataclass(frozen=True)
class Row:
    """A case with its course and citizen."""

    support_id: uuid.UUID
    person_id: uuid.UUID
    method: Method
    case: Case


@dataclass(frozen=True)
class Criterion:
    """What a method asks for, and how the team does it."""

    said: MethodCriterion
    found: Found


@dataclass(frozen=True)
class Domain:
    key: str
    state: rules.State
    criteria: Sequence[Criterion]

    @property
    def known(self) -> set[int]:
        """The courses of which something in the domain is known."""
        return {place for one in self.criteria for place, said in one.found.judged.items() if said.holds is not None}

    @property
    def lacks(self) -> set[int]:
        """Those in which something is missing."""
        return {place for one in self.criteria for place, said in one.found.judged.items() if said.holds is False}


@dataclass(frozen=True)
class OfMethod:
    """A method that the team uses: its domains, and the courses behind, which the criteria name by their place."""

    method: Method
    rows: Sequence[Row]
    domains: Sequence[Domain] = field(default_factory=list)

    def criterion(self, key: str) -> Criterion | None:
        return next((one for domain in self.domains for one in domain.criteria if one.said.key == key), None)


def days_back(on: datetime.date) -> int:
    return int(provision_on(LOOKS_BACK, on).value)


def fidelity(on: datetime.date, *, viewer: Viewer) -> list[OfMethod]:
    """Each method that the viewer's own team uses, judged by what its manual asks for on the day. Six queries."""
    criteria, figures = method_criteria_on(on), provisions_on(on)
    limits = {key: int(figure.value) for key, figure in figures.items()}
    found: dict[Method, list[Row]] = defaultdict(list)
    for row in cases(on, since=on - limits[LOOKS_BACK] * rules.DAY, viewer=viewer):
        found[row.method].append(row)
    return [_of_method(method, found[method], criteria, limits) for method in Method if found[method]]


def _of_method(
    method: Method, rows: Sequence[Row], criteria: Sequence[MethodCriterion], limits: Mapping[str, int]
) -> OfMethod:
    judged: dict[str, list[Criterion]] = {domain: [] for domain in rules.DOMAINS}
    for said in criteria:
        if method in said.methods and said.key in rules.JUDGES:
            found = rules.judge(said.key, [row.case for row in rows], limits.get(said.limit_key))
            judged[said.domain].append(Criterion(said, found))
    domains = [
        Domain(key, rules.of_domain([one.found.state for one in of_it]), of_it)
        for key, of_it in judged.items() if of_it
    ]  # fmt: skip
    return OfMethod(method, rows, domains)


def cases(on: datetime.date, *, since: datetime.date, viewer: Viewer) -> list[Row]:
    """The courses of the viewer's own team that run on a day or ended since another. Four queries."""
    days = {"on": on, "since": since, "since_at": make_aware(datetime.datetime.combine(since, datetime.time()))}
    given = {**days, "team": viewer.organisation_id, "handed_over": list(rules.HANDED_OVER)}
    with viewer.cursor() as cursor:
        cursor.execute(CASES, given)
        told = cursor.fetchall()
        given |= {"courses": [row[0] for row in told], "running": [row[0] for row in told if row[5] is None]}
        cursor.execute(LATELY, given)
        met = {row[0]: Meetings(*row[1:]) for row in cursor.fetchall()}
        cursor.execute(PHASES, given)
        phases = defaultdict(list)
        for support_id, *phase in cursor.fetchall():
            phases[support_id].append(phase)
        cursor.execute(HOMES, [[row[1] for row in told], since])
        homes = {person_id: (asked, offers) for person_id, asked, offers in cursor.fetchall()}
    loads = _loads(told, met)
    return [
        Row(
            row[0], row[1], Method(row[2]),
            _case(row, given, met.get(row[0], NONE), phases[row[0]], homes.get(row[1]), loads.get(_load_of(row))),
        )
        for row in told
    ]  # fmt: skip


def people_of(rows: Sequence[Row], *, viewer: Viewer) -> dict[uuid.UUID, Person]:
    """The citizens of these courses whom the viewer may know of."""
    return viewer.rows_of(Person).in_bulk([row.person_id for row in rows])


Loads = Mapping[tuple[str, uuid.UUID | None], int]


def _load_of(row: Sequence[Any]) -> tuple[str, uuid.UUID | None]:
    """By whose citizens a course is counted: its worker's by this method, or all who share it."""
    method, worker_id = row[2], row[3]
    return method, None if method in SHARED else worker_id


def _loads(told: Sequence[Sequence[Any]], met: Mapping[uuid.UUID, Meetings]) -> Loads:
    """Count the open courses of each worker by each method; of a shared one, by those who have met its citizens now."""
    loads: Counter[tuple[str, uuid.UUID | None]] = Counter()
    workers: dict[str, set[uuid.UUID]] = defaultdict(set)
    for row in told:
        is_open = row[5] is None
        if is_open and row[2] in SHARED:
            workers[row[2]].update(met.get(row[0], NONE).workers)
        loads[_load_of(row)] += is_open
    return {
        (method, worker_id): ceil(number / max(len(workers[method]), 1)) if worker_id is None else number
        for (method, worker_id), number in loads.items()
    }


def _case(
    row: Sequence[Any], given: Mapping[str, Any], met: Meetings, phases: Sequence[Sequence[Any]],
    homes: tuple[bool, list[str]] | None, load: int | None,
) -> Case:  # fmt: skip
    (_id, _person, method, _worker, began_on, ended_on, because, every_days, pauses, areas, tenancies, provider_asked,
     verdicts) = row  # fmt: skip
    if method == Method.CTI:
        every_days = next((phase[0] for phase in phases if phase[4] is None), None)
    asked, offers = homes or (False, [])
    return Case(
        since=given["since"], on=given["on"], began_on=began_on, ended_on=ended_on, ended_because=because,
        every_days=every_days, met_on=met.days, met_outside=met.outside, met_by=len(met.workers),
        own_words=met.own_words, caseload=load, phases=[Phased(*phase) for _every_days, *phase in phases],
        pauses=[(_day(from_on), _day_or_none(until)) for from_on, until in map(json.loads, pauses)],
        areas=[Area(*json.loads(each)) for each in areas],
        homes=[(_day(from_on), _day_or_none(until), ended) for from_on, until, ended in map(json.loads, tenancies)],
        asked_for_wishes=asked, offers=offers, provider_asked=provider_asked, verdicts=verdicts,
    )  # fmt: skip


def _day(kept: str) -> datetime.date:
    return datetime.date.fromisoformat(kept)


def _day_or_none(kept: str | None) -> datetime.date | None:
    return None if kept is None else _day(kept)
