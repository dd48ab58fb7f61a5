"""Who follows up on each of the invented people as the story ends, and what comes next? Of a handful nobody does."""

import datetime
import itertools
import random
import uuid
from collections.abc import Iterable, Iterator

from hjemvej.ground.casework.models import CountedDay, Task, UnheldDay

from . import words
from .ledger import Ledger
from .life import DAY, Soul, moment
from .pen import Pen
from .rates import Kind
from .working_days import last_at_work, next_at_work, next_working_day

WINDOW = 30 * DAY  # counted before the story ends
NEEDS_NOBODY = frozenset({Kind.OWN_HOME, Kind.MOVED_AWAY, Kind.DEAD})
KINDS = ("own", "waiting", "paused", "refused")


def forgotten(souls: Iterable[Soul]) -> Iterator[Soul]:
    """Of one in thirty the coordinator has just stopped, and nobody takes over."""
    coordinated = (soul for soul in souls if soul.kind not in NEEDS_NOBODY and soul.coordinated_from)
    for soul in itertools.islice(coordinated, 2, None, 30):
        soul.is_forgotten = True
        yield soul


def follow_up(pen: Pen, soul: Soul) -> None:
    """Nearly all have a coordinator and a next step with a day; this is a random generator of each one's own."""
    if soul.kind in NEEDS_NOBODY:
        return
    rng = random.Random(f"follow up {soul.id}")  # noqa: S311 -- an invented life, and its own
    until, owner = pen.until, soul.coordinated_by
    if owner is None and soul.coordinated_from is None and rng.random() < 0.92 and not soul.is_forgotten:
        soul.coordinated_from = max(min(soul.since, until), soul.coordinated_until or soul.since)
    if owner is None and soul.coordinated_from is None:
        first = max(soul.since, soul.coordinated_until or soul.since, until - WINDOW)
        for number in range((until - first).days):
            pen.ledger.add(UnheldDay, person_id=soul.id, on=first + number * DAY)
    if (owner is None and soul.coordinated_from is None) or soul.has_next_step or rng.random() < 0.03:
        return
    kind = "unreachable" if soul.kind == Kind.UNKNOWN else rng.choices(KINDS, (70, 14, 8, 8))[0]
    title = rng.choice(words.TASKS if kind == "own" else words.STEPS[kind])
    made = moment(last_at_work(until - rng.randrange(1, 6) * DAY), rng)
    if made < soul.recorded_at:  # perhaps by a night house, on a holiday
        made = max(moment(next_at_work(soul.recorded_at.date()), rng), soul.recorded_at)
    owner = owner or pen.coordinators[soul.coordinator]
    due_on = next_working_day(until + rng.randrange(1, 15) * DAY)
    pen.ledger.add(
        Task, id=uuid.UUID(int=rng.getrandbits(128), version=4), person_id=soul.id, organisation_id=pen.team, kind=kind,
        title=title, due_at=moment(due_on, rng), assigned_to_id=owner,
        created_at=min(made, pen.now), created_by_id=owner,
    )  # fmt: skip


def count_days(ledger: Ledger, until: datetime.date, now: datetime.datetime) -> None:
    """The days before are counted, so that the job does not begin with the whole past."""
    for number in range(1, WINDOW.days + 1):
        ledger.add(CountedDay, on=until - number * DAY, counted_at=now, without_team=0)
