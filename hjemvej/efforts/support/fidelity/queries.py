"""What is logged of the courses of a team, by which it is judged whether the method is followed? Two queries."""

import datetime
import json
import uuid
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any

from hjemvej.efforts.support.rules import SHARED, Method
from hjemvej.efforts.support.rules.phases import Area
from hjemvej.ground.law.models import MethodCriterion
from hjemvej.ground.law.queries import method_criteria_on, provision_on, provisions_on
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import local_day_sql

from . import rules
from .rules import Case, Found, Phased

LOOKS_BACK = "fidelity_looks_back"
DAY_MET = local_day_sql("met.happened_at")
LATELY = f"{DAY_MET} BETWEEN greatest(support.began_on, %(since)s) AND coalesce(support.ended_on, %(on)s)"
# The courses of a team that run on a day or ended since another: meetings since then, pauses, phases, tenancies.
CASES = f"""
SELECT support.id, support.person_id, support.method, support.worker_id, support.began_on, support.ended_on,
    support.ended_because, CASE WHEN support.method = 'cti' THEN phase.every_days ELSE support.every_days END,
    met.days, met.outside, met.workers, met.own_words,
    ARRAY(SELECT jsonb_build_array(pause.from_on, pause.until_on) FROM support_pause pause
        WHERE pause.support_id = support.id ORDER BY pause.from_on),
    ARRAY(SELECT jsonb_build_array(each.number, each.from_on, each.planned_until_on, each.until_on,
            (SELECT count(*) FROM support_phasearea area WHERE area.phase_id = each.id AND area.ended_on IS NULL))
        FROM support_phase each WHERE each.support_id = support.id ORDER BY each.number),
    ARRAY(SELECT jsonb_build_array(each.number, area.dimension,
            CASE WHEN area.handed_on IS NULL THEN '' ELSE 'named' END)
        FROM support_phase each JOIN support_phasearea area ON area.phase_id = each.id AND area.ended_on IS NULL
        WHERE each.support_id = support.id ORDER BY each.number, area."order"),
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
LEFT JOIN support_phase phase ON phase.support_id = support.id AND phase.until_on IS NULL
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg({DAY_MET} ORDER BY met.happened_at), '{{}}') AS days,
        count(*) FILTER (WHERE {LATELY} AND met.place NOT IN ('office', 'phone')) AS outside,
        coalesce(array_agg(DISTINCT met.worker_id) FILTER (WHERE {LATELY}), '{{}}') AS workers,
        count(*) FILTER (WHERE {LATELY} AND met.own_words <> '') AS own_words
    FROM support_contact met
    WHERE met.person_id = support.person_id AND met.team_id = support.team_id AND met.kind = 'met'
        AND met.corrected_at IS NULL AND {DAY_MET} <= %(on)s
) met
WHERE support.team_id = %(team)s AND support.began_on <= %(on)s
    AND (support.ended_on IS NOT NULL OR NOT EXISTS (SELECT FROM people_person person
        WHERE person.id = support.person_id AND person.died_on <= %(on)s))
    AND (support.ended_on IS NULL OR support.ended_on >= %(since)s)
ORDER BY support.began_on, support.id"""
HOMES = "SELECT person_id, asked_for_wishes, offers FROM support_told_of_homes(%s::uuid[], %s)"


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
    """Each method that the viewer's own team uses, judged by what its manual asks for on the day. Four queries."""
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
    """The courses of the viewer's own team that run on a day or ended since another. Two queries."""
    with viewer.cursor() as cursor:
        cursor.execute(CASES, {"on": on, "since": since, "team": viewer.organisation_id})
        told = cursor.fetchall()
        cursor.execute(HOMES, [[row[1] for row in told], since])
        homes = {person_id: (asked, offers) for person_id, asked, offers in cursor.fetchall()}
    rows = [Row(row[0], row[1], Method(row[2]), _case(row, on, since, homes.get(row[1]))) for row in told]
    loads = _loads(told)
    return [
        replace(one, case=replace(one.case, caseload=loads.get((row[2], row[3] if row[2] not in SHARED else None))))
        for one, row in zip(rows, told, strict=True)
    ]


def people_of(rows: Sequence[Row], *, viewer: Viewer) -> dict[uuid.UUID, Person]:
    """The citizens of these courses whom the viewer may know of."""
    return viewer.rows_of(Person).in_bulk([row.person_id for row in rows])


def _loads(told: Sequence[Sequence[Any]]) -> dict[tuple[str, uuid.UUID | None], int]:
    """Count the open courses of each worker by each method; of a shared one, by those who have met its citizens now."""
    loads: Counter[tuple[str, uuid.UUID | None]] = Counter()
    workers: dict[str, set[uuid.UUID]] = defaultdict(set)
    for row in told:
        method, worker_id, is_open, met_by = row[2], row[3], row[5] is None, row[10]
        if is_open:
            workers[method].update(met_by)
        loads[method, None if method in SHARED else worker_id] += is_open
    return {
        (method, worker_id): ceil(number / max(len(workers[method]), 1)) if worker_id is None else number
        for (method, worker_id), number in loads.items()
    }


def _case(row: Sequence[Any], on: datetime.date, since: datetime.date, homes: tuple[bool, list[str]] | None) -> Case:
    _id, _person, _method, _worker, began_on, ended_on, because, every_days, days, outside, workers, own, *told = row
    pauses, phases, areas, tenancies = ([json.loads(one) for one in each] for each in told[:4])
    provider_asked, verdicts = told[4:]
    asked, offers = homes or (False, [])
    lately = days[bisect_left(days, max(began_on, since)) : bisect_right(days, ended_on or on)]
    return Case(
        since=since, on=on, began_on=began_on, ended_on=ended_on, ended_because=because, every_days=every_days,
        met_on=lately, met_outside=outside, met_by=len(workers), own_words=own,
        pauses=[(_day(from_on), _day_or_none(until)) for from_on, until in pauses],
        phases=[
            _phased(number, _day(begins), _day_or_none(planned), _day_or_none(until), areas_planned, days)
            for number, begins, planned, until, areas_planned in phases
        ],
        areas=[Area(*each) for each in areas],
        homes=[(_day(from_on), _day_or_none(until), ended) for from_on, until, ended in tenancies],
        asked_for_wishes=asked, offers=offers, provider_asked=provider_asked, verdicts=verdicts,
    )  # fmt: skip


def _phased(
    number: int, begins: datetime.date, planned: datetime.date | None, until: datetime.date | None, areas: int,
    days: Sequence[datetime.date],
) -> Phased:  # fmt: skip
    meetings = (bisect_left(days, until) if until else len(days)) - bisect_left(days, begins)
    return Phased(number, begins, planned, until, areas, meetings)


def _day(kept: str) -> datetime.date:
    return datetime.date.fromisoformat(kept)


def _day_or_none(kept: str | None) -> datetime.date | None:
    return None if kept is None else _day(kept)
