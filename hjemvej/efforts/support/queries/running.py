"""How does every course of support that runs stand? One query, however many."""

import datetime
import uuid
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

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
# Each course that runs on a day.
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
    {HAS_HOME},
    {SEES_HOME}
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
    visit_at: datetime.datetime | None  # the next, not over
    unwritten_id: uuid.UUID | None  # the latest visit that is over, and nobody has written down
    unwritten_at: datetime.datetime | None
    has_home: bool
    sees_a_home: bool
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
    def is_everybodys(self) -> bool:
        """The whole team's: shared by ACT, or their worker has left."""
        return self.has_left or (self.is_shared and self.worker_id is None)

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


def of_the_team(at: datetime.datetime, *, viewer: Viewer) -> list[Running]:
    """Every course of the viewer's own team that runs; who must be met first stands first. Two queries."""
    found = _running(OF_A_TEAM, localdate(at), viewer, now=at, team=viewer.organisation_id)
    here = set(who_work_here(localdate(at), viewer=viewer).values_list("pk", flat=True))
    marked = [replace(one, has_left=one.worker_id is not None and one.worker_id not in here) for one in found]
    return sorted(marked, key=_place)


def of_people(
    person_ids: Collection[uuid.UUID], on: datetime.date, *, viewer: Viewer, now: datetime.datetime | None = None
) -> Mapping[uuid.UUID, Running]:
    found = _running(OF_PEOPLE, on, viewer, now=now, people=list(person_ids))
    return {one.person_id: one for one in found}


def of_everybody(on: datetime.date, *, viewer: Viewer) -> list[Running]:
    """Every course that runs, of any team: for counts alone."""
    return _running("true", on, viewer)


def of_person(person_id: uuid.UUID, at: datetime.datetime, *, viewer: Viewer) -> Running | None:
    return of_people([person_id], localdate(at), viewer=viewer, now=at).get(person_id)


def _place(one: Running) -> tuple[int, datetime.date, str]:
    order = {"late": 0, "due": 1, "dead": 2, "not_met": 3, "kept": 4, "not_agreed": 5, "paused": 6}
    return order[one.rhythm.kind], one.rhythm.due_on or datetime.date.max, str(one.person_id)


def _running(
    whose: str, on: datetime.date, viewer: Viewer, *, now: datetime.datetime | None = None, **given: object
) -> list[Running]:
    goals = {
        "soon_days": int(law.provision_then(rules.ENDS_SOON, on).value),
        "home_days": int(law.provision_then(rules.HOME_IN_SIGHT, on).value),
    }
    begins = make_aware(datetime.datetime.combine(on, datetime.time()))
    times = {"now": now or begins, "ends": begins + datetime.timedelta(days=1)}
    with viewer.cursor() as cursor:
        cursor.execute(RUNNING.format(whose=whose), {"on": on, **times, **given})
        return [_read(row, on, goals) for row in cursor.fetchall()]


def _read(row: tuple[object, ...], on: datetime.date, goals: Mapping[str, int]) -> Running:
    known: tuple = row  # type: ignore[type-arg]
    (pk, person_id, method, worker_id, worker, began_on, every_days, phase_id, number, phase_from, planned, paused,
     paused_on, resumed_on, met_on, visit_at, unwritten_id, unwritten_at, is_dead, has_home,
     coming) = known  # fmt: skip
    why = str(Pause.Because(paused).label) if paused else ""
    met = Met(began_on, every_days, met_on, why, paused_on, resumed_on, is_dead)
    phase = phases.Phased(number, phase_from, planned, has_home or coming) if number is not None else None
    return Running(
        pk, person_id, Method(method), worker_id, worker or "", began_on, phase_id, phase,
        phases.stands(phase, on, **goals) if phase else None, rhythm(met, on), met_on, visit_at, unwritten_id,
        unwritten_at, has_home, has_home or coming,
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
