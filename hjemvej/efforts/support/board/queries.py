"""Whom does a worker, and whom does the team meet today? Lists, read from the one query of courses."""

import datetime
import uuid
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.utils.timezone import localdate, make_aware

from hjemvej.efforts.support.models import Visit
from hjemvej.efforts.support.queries import contacts, courses, running
from hjemvej.efforts.support.queries.running import Running
from hjemvej.efforts.support.rules import Method
from hjemvej.efforts.support.rules.methods import Caseload
from hjemvej.ground.casework.models import Course
from hjemvej.ground.casework.queries.coordination import who_work_here
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.alphabet import DanishOrder

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Row:
    """A course with its citizen, to be shown by name."""

    person: Person
    stands: Running
    visit_at: datetime.datetime | None = None  # the next, where the list says it


@dataclass(frozen=True)
class Today:
    """A worker's day: what is planned, who is to be met besides, and what is not written down yet."""

    visits: list[Visit]
    to_meet: list[Running]
    not_written: list[Visit]
    theirs: list[Running]  # every course of the worker

    @property
    def number(self) -> int:
        return len(self.visits) + len(self.to_meet)


def today_of(worker_id: uuid.UUID, at: datetime.datetime, *, viewer: Viewer, is_shared: bool = True) -> Today:
    """One worker's day; `is_shared`: with the citizens whom the team has together. Three queries."""
    begins = _begin_of(localdate(at))
    planned = contacts.visits_of_worker(worker_id, begins + DAY, viewer=viewer)
    visits = [visit for visit in planned if visit.planned_at >= begins]
    met_today = {visit.person_id for visit in visits}
    theirs = (running.met_by if is_shared else running.of_a_worker)(worker_id, at, viewer=viewer)
    to_meet = [one for one in theirs if one.rhythm.must_be_met and one.person_id not in met_today]
    before = [visit for visit in planned if visit.planned_at < begins]
    return Today(visits, to_meet, before, theirs)


def with_people(rows: Sequence[Running], *, viewer: Viewer) -> list[Row]:
    people = viewer.rows_of(Person).in_bulk([one.person_id for one in rows]) if rows else {}
    return [Row(people[one.person_id], one) for one in rows if one.person_id in people]


def with_visits(rows: Sequence[Running], at: datetime.datetime, *, viewer: Viewer) -> list[Row]:
    """The courses that are shown, each with its citizen and when they have the next visit. Two queries."""
    visits = running.next_visits([one.person_id for one in rows], at, viewer=viewer) if rows else {}
    return [replace(row, visit_at=visits.get(row.person.pk)) for row in with_people(rows, viewer=viewer)]


@dataclass(frozen=True)
class Worker:
    """A colleague: how many they meet by each method beside its number, and how many of them must be met today."""

    id: uuid.UUID
    name: str
    caseloads: list[Caseload]
    must_be_met: int


@dataclass(frozen=True)
class Board:
    """The team's courses now; those who wait for a method; and each colleague."""

    rows: list[Running]
    waiting: list[Course]
    workers: list[Worker]
    left: list[Worker]  # not in the team any more: theirs are the whole team's until others go on
    shared: list[Caseload]  # ACT: the whole team's

    @property
    def late(self) -> int:
        return sum(one.rhythm.is_late for one in self.rows)

    @property
    def without_a_limit(self) -> list[str]:
        """The methods of which no source says how many citizens a worker has."""
        loads = [load for worker in (*self.workers, *self.left) for load in worker.caseloads] + self.shared
        return [str(method.label) for method in Method if any(x.limit is None and x.method == method for x in loads)]


def board(at: datetime.datetime, *, viewer: Viewer) -> Board:
    """Four queries, however many courses."""
    rows = running.of_the_team(at, viewer=viewer)
    colleagues = list(who_work_here(localdate(at), viewer=viewer).order_by(DanishOrder("name")))
    loads = running.caseloads(rows, localdate(at))
    to_meet = Counter(one.worker_id for one in rows if one.rhythm.must_be_met)
    workers = [Worker(each.pk, each.name, loads.get(each.pk, []), to_meet[each.pk]) for each in colleagues]
    gone = {one.worker_id: one.worker for one in rows if one.worker_id and one.has_left}
    left = [Worker(pk, name, loads.get(pk, []), to_meet[pk]) for pk, name in gone.items()]
    return Board(rows, list(courses.waiting(viewer=viewer)), workers, left, loads.get(None, []))


def colleague(worker_id: uuid.UUID, at: datetime.datetime, *, viewer: Viewer) -> str:
    """Return the name of a colleague in the viewer's own team, or of one who left citizens there; of nobody else."""
    found = who_work_here(localdate(at), viewer=viewer).filter(pk=worker_id).values_list("name", flat=True).first()
    if found:
        return found
    return next((one.worker for one in running.of_a_worker(worker_id, at, viewer=viewer)), "")


def of_method(rows: Collection[Running], method: str) -> list[Running]:
    return [one for one in rows if not method or one.method == method]


def _begin_of(on: datetime.date) -> datetime.datetime:
    return make_aware(datetime.datetime.combine(on, datetime.time()))
