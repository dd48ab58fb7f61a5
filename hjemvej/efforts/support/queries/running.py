"""How does every course of support that runs stand? One query, however many."""

import datetime
import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate, make_aware

from hjemvej.efforts.support import rules
from hjemvej.efforts.support.models import Pause
from hjemvej.efforts.support.rules import Method, phases
from hjemvej.efforts.support.rules.methods import Caseload
from hjemvej.efforts.support.rules.rhythm import Met, Rhythm, rhythm
from hjemvej.ground.casework.queries.coordination import who_work_here
from hjemvej.ground.law import queries as law
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_on_sql, local_day_sql

OF_A_TEAM = "support.team_id = %(team)s"
OF_A_WORKER = f"{OF_A_TEAM} AND support.worker_id = %(worker)s"  # by name
# By name, or the whole team's: shared by ACT and nobody's by name, or their worker has left.
MET_BY = f"""{OF_A_TEAM}
    AND (support.worker_id IS NULL OR support.worker_id = %(worker)s OR support.worker_id <> ALL(%(here)s))"""
OF_PEOPLE = "support.person_id = ANY(%(people)s)"
# A home is in sight when the citizen has one, a lease begins, or one is offered: the
# offer is known by its task (ground/casework), since efforts do not read each other.
HAS_HOME = f"""(EXISTS (SELECT FROM homes_tenancy tenancy
        WHERE tenancy.person_id = support.person_id AND {lasting_on_sql("tenancy", "%(on)s")})
    OR EXISTS (SELECT FROM situations_situation slept
        WHERE slept.person_id = support.person_id AND slept.superseded_at IS NULL AND slept.kind = 'egen_bolig'
            AND {lasting_on_sql("slept", "%(on)s")}))"""
SEES_HOME = """(EXISTS (SELECT FROM homes_tenancy coming
        WHERE coming.person_id = support.person_id AND coming.from_on > %(on)s)
    OR EXISTS (SELECT FROM casework_task offer
        WHERE offer.person_id = support.person_id AND offer.kind = 'home_offer' AND offer.done_at IS NULL))"""
ONE = "(SELECT %(person)s::uuid AS person_id) support"
# A visit of the citizen that nobody has cancelled or written down, and when its time is over.
VISIT = """SELECT visit.id, visit.planned_at FROM support_visit visit
    WHERE visit.person_id = support.person_id AND visit.cancelled_at IS NULL
        AND NOT EXISTS (
            SELECT FROM support_contact made WHERE made.visit_id = visit.id AND made.corrected_at IS NULL)"""
ENDS = "visit.planned_at + make_interval(mins => coalesce(visit.minutes, 0))"
NEXT_VISITS = f"""SELECT support.person_id, coming.planned_at FROM unnest(%(people)s::uuid[]) support (person_id)
    CROSS JOIN LATERAL ({VISIT} AND {ENDS} >= %(now)s ORDER BY visit.planned_at LIMIT 1) coming"""
# Each course that runs on a day. Without `now` no visit is looked for: none is before or after NULL, and PostgreSQL
# leaves them out of its plan.
RUNNING = f"""
SELECT support.id, support.person_id, support.method, support.worker_id, worker.name, support.began_on,
    CASE WHEN support.method = 'cti' THEN phase.every_days ELSE support.every_days END,
    phase.id, phase.number, phase.from_on, phase.planned_until_on, pause.because, pause.from_on,
    (SELECT max(past.until_on) FROM support_pause past
        WHERE past.support_id = support.id AND past.until_on <= %(on)s AND past.until_on > past.from_on),
    (SELECT {local_day_sql("met.happened_at")} FROM support_contact met
        WHERE met.person_id = support.person_id AND met.kind = 'met' AND met.corrected_at IS NULL
            AND met.happened_at < %(ends)s
        ORDER BY met.happened_at DESC LIMIT 1),
    coming.planned_at, over.id, over.planned_at, coalesce(person.died_on <= %(on)s, false),
    CASE WHEN phase.number = 0 THEN {HAS_HOME} OR {SEES_HOME} ELSE false END
FROM support_supportcourse support
JOIN people_person person ON person.id = support.person_id
LEFT JOIN LATERAL ({VISIT} AND {ENDS} >= %(now)s ORDER BY visit.planned_at LIMIT 1) coming ON true
LEFT JOIN LATERAL ({VISIT} AND {ENDS} < %(now)s ORDER BY visit.planned_at DESC LIMIT 1) over ON true
LEFT JOIN identity_user worker ON worker.id = support.worker_id
LEFT JOIN support_phase phase ON phase.support_id = support.id AND {lasting_on_sql("phase", "%(on)s")}
LEFT JOIN support_pause pause ON pause.support_id = support.id AND {lasting_on_sql("pause", "%(on)s")}
WHERE {lasting_on_sql("support", "%(on)s", begins="began_on", until="ended_on")} AND {{whose}}"""


@dataclass(frozen=True)
class Running:
    """One course and how it stands on a day."""

    id: uuid.UUID
    person_id: uuid.UUID
    method: Method
    worker_id: uuid.UUID | None
    worker: str
    began_on: datetime.date
    phase_id: int | None
    phase: phases.Phased | None
    stands: phases.Stands | None
    rhythm: Rhythm
    last_met_on: datetime.date | None
    has_left: bool = False  # the worker is not in the team any more

    @property
    def is_paused(self) -> bool:
        return self.rhythm.kind == "paused"

    @property
    def is_dead(self) -> bool:
        return self.rhythm.kind == "dead"

    @property
    def is_shared(self) -> bool:
        return self.method in rules.SHARED

    @property
    def label(self) -> str:
        """The method, and of CTI the phase: "CTI, fase 1"."""
        return (
            f"{self.method.label}, {phases.short(self.phase.number).lower()}" if self.phase else str(self.method.label)
        )

    @property
    def asks(self) -> bool:
        """The phase ends soon, or no home is in sight; not while the course is paused."""
        return bool(self.stands and self.stands.is_due and self.rhythm.kind not in ("paused", "dead"))


@dataclass(frozen=True)
class RunningWithVisits(Running):
    """One citizen's course, with what is planned."""

    visit_at: datetime.datetime | None = None  # the next, not over
    unwritten_id: uuid.UUID | None = None  # the latest visit that is over, and nobody has written down
    unwritten_at: datetime.datetime | None = None


def of_the_team(at: datetime.datetime, *, viewer: Viewer) -> list[Running]:
    """Every course of the viewer's own team that runs; who must be met first stands first. Two queries."""
    return _of_the_team(OF_A_TEAM, at, viewer)


def of_a_worker(worker_id: uuid.UUID, at: datetime.datetime, *, viewer: Viewer) -> list[Running]:
    """Those of them that are a worker's by name, whether the worker is in the team or has left it. Two queries."""
    return _of_the_team(OF_A_WORKER, at, viewer, worker=worker_id)


def met_by(worker_id: uuid.UUID, at: datetime.datetime, *, viewer: Viewer) -> list[Running]:
    """Those of them whom a worker meets: theirs by name, and the whole team's. Two queries."""
    return _of_the_team(MET_BY, at, viewer, worker=worker_id)


def _of_the_team(whose: str, at: datetime.datetime, viewer: Viewer, **given: Any) -> list[Running]:
    here = set(who_work_here(localdate(at), viewer=viewer).values_list("pk", flat=True))
    found = _running(whose, localdate(at), viewer, here=here, team=viewer.organisation_id, **given)
    return sorted(found, key=_place)


def of_people(person_ids: Collection[uuid.UUID], on: datetime.date, *, viewer: Viewer) -> Mapping[uuid.UUID, Running]:
    found = _running(OF_PEOPLE, on, viewer, people=list(person_ids))
    return {one.person_id: one for one in found}


def of_everybody(on: datetime.date, *, viewer: Viewer) -> Sequence[Running]:
    """Every course that runs, of any team: for counts alone."""
    return _running("true", on, viewer)


def of_person(person_id: uuid.UUID, at: datetime.datetime, *, viewer: Viewer) -> RunningWithVisits | None:
    found = _running(OF_PEOPLE, localdate(at), viewer, now=at, people=[person_id])
    return found[0] if found else None


def next_visit(person_id: uuid.UUID, at: datetime.datetime, *, viewer: Viewer) -> datetime.datetime | None:
    return next_visits([person_id], at, viewer=viewer).get(person_id)


def next_visits(
    person_ids: Collection[uuid.UUID], at: datetime.datetime, *, viewer: Viewer
) -> dict[uuid.UUID, datetime.datetime]:
    """When each of these citizens has the next visit that is not over."""
    with viewer.cursor() as cursor:
        cursor.execute(NEXT_VISITS, {"people": list(person_ids), "now": at})
        return dict(cursor.fetchall())


ORDER = {"late": 0, "due": 1, "dead": 2, "not_met": 3, "kept": 4, "not_agreed": 5, "paused": 6}


def _place(one: Running) -> tuple[int, datetime.date, int]:
    return ORDER[one.rhythm.kind], one.rhythm.due_on or datetime.date.max, one.person_id.int


def _running(
    whose: str, on: datetime.date, viewer: Viewer, *, now: datetime.datetime | None = None,
    here: Collection[uuid.UUID] | None = None, **given: object,
) -> list[RunningWithVisits]:  # fmt: skip
    """The courses; with `now` their visits, with those who work in the team (`here`) whether their worker has left."""
    goals = {
        "soon_days": int(law.provision_then(rules.ENDS_SOON, on).value),
        "home_days": int(law.provision_then(rules.HOME_IN_SIGHT, on).value),
    }
    ends = make_aware(datetime.datetime.combine(on + datetime.timedelta(days=1), datetime.time()))
    with viewer.cursor() as cursor:
        values = {"on": on, "ends": ends, "now": now, "here": list(here or ()), **given}
        cursor.execute(RUNNING.format(whose=whose), values)
        return [_read(row, on, goals, here) for row in cursor.fetchall()]


def _read(
    row: tuple[object, ...], on: datetime.date, goals: Mapping[str, int], here: Collection[uuid.UUID] | None
) -> RunningWithVisits:
    known: tuple = row  # type: ignore[type-arg]
    (pk, person_id, method, worker_id, worker, began_on, every_days, phase_id, number, phase_from, planned, paused,
     paused_on, resumed_on, met_on, visit_at, unwritten_id, unwritten_at, is_dead,
     sees_a_home) = known  # fmt: skip
    why = str(Pause.Because(paused).label) if paused else ""
    met = Met(began_on, every_days, met_on, why, paused_on, resumed_on, is_dead)
    phase = phases.Phased(number, phase_from, planned, sees_a_home) if number is not None else None
    has_left = here is not None and worker_id is not None and worker_id not in here
    return RunningWithVisits(
        pk, person_id, Method(method), worker_id, worker or "", began_on, phase_id, phase,
        phases.stands(phase, on, **goals) if phase else None, rhythm(met, on), met_on, has_left,
        visit_at, unwritten_id, unwritten_at,
    )  # fmt: skip


def caseloads(rows: Collection[Running], on: datetime.date) -> dict[uuid.UUID | None, list[Caseload]]:
    """How many each worker has by a method, beside the method's own number; by ACT the team has them together."""
    found = Counter((None if one.is_shared else one.worker_id, one.method) for one in rows if not one.is_dead)
    told: dict[uuid.UUID | None, list[Caseload]] = {}
    for (worker, method), number in sorted(found.items(), key=lambda each: each[0][1]):
        load = Caseload(method, number, _limit(method, on), is_shared=worker is None)
        told.setdefault(worker, []).append(load)
    return told


def _limit(method: Method, on: datetime.date) -> int | None:
    """The method's own number, where a source or a local setting says one."""
    rule = law.provisions_on(on).get(rules.CASELOADS[method])
    return int(rule.value) if rule and rule.value else None


@dataclass(frozen=True)
class Home:
    """Has the citizen a home, or is one in sight?"""

    has_one: bool
    is_in_sight: bool


def home_of(person_id: uuid.UUID, on: datetime.date, *, viewer: Viewer) -> Home:
    """Ask of a citizen without a course what the courses' one query asks of theirs."""
    with viewer.cursor() as cursor:
        cursor.execute(f"SELECT {HAS_HOME}, {SEES_HOME} FROM {ONE}", {"on": on, "person": person_id})
        has_one, is_coming = cursor.fetchone()
    return Home(has_one, has_one or is_coming)
