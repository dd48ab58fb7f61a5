"""How is a night's verdict made again? In the transaction that corrects what it is derived from, by one rule."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import connection, transaction

from hjemvej.efforts.safe_night.models import Night, SettledNight
from hjemvej.efforts.safe_night.mornings.queries.facts import Key
from hjemvej.efforts.safe_night.mornings.queries.runs import Run, known_by_stays_alone, runs_of
from hjemvej.efforts.safe_night.mornings.queries.verdicts import verdicts_of
from hjemvej.efforts.safe_night.mornings.rules import Verdict
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.queries import homeless_anew_after
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.audit.actions import record_many

WORDS = 300
AT_ONCE = 200  # people whose nights are weighed one by one; more would fill the memory
WRITE_RUNS = """
WITH made AS (
    INSERT INTO safe_night_night
        (person_id, night, outcome, why, house_id, what_happened, in_homelessness, recorded_at)
    SELECT run.person_id, settled.night, outcome, why, house_id, words, in_homelessness, %s
    FROM unnest(%s::uuid[], %s::date[], %s::date[], %s::text[], %s::text[], %s::uuid[], %s::text[], %s::boolean[])
        AS run (person_id, first, until, outcome, why, house_id, words, in_homelessness)
    JOIN safe_night_settlednight settled
        ON settled.night >= run.first AND (run.until IS NULL OR settled.night < run.until)
    WHERE settled.night >= %s
    RETURNING person_id, night)
SELECT person_id, count(*), min(night), max(night) FROM made GROUP BY person_id"""

Told = tuple[int, datetime.date, datetime.date]  # of one person: how many nights changed, the first and the last


def make_nights_again(
    person_ids: Collection[uuid.UUID],
    *,
    by: Viewer,
    at: datetime.datetime,
    from_on: datetime.date | None = None,
    nights: Sequence[datetime.date] = (),
) -> None:
    """Make up again the nights of these people that are made up already, from a day on, or the `nights` alone.

    The system itself derives them: a colleague who corrects one fact may not see all the others.
    """
    machine = system("En nats udfald udledes")
    with transaction.atomic():
        with looking_as(machine):
            which = list(nights) or _made_up(person_ids, from_on)
            if not which:
                return
            list(Person.objects.select_for_update(no_key=True).filter(pk__in=person_ids).order_by("pk").values("pk"))
            alone = set() if nights else known_by_stays_alone(person_ids, viewer=machine)
            anew_after = homeless_anew_after(max(which))
            changed = _write_runs(runs_of(alone, anew_after=anew_after, viewer=machine), from_on, at=at)
            others = [person_id for person_id in person_ids if person_id not in alone]
            for number in range(0, len(others), AT_ONCE):
                changed |= _weigh(others[number : number + AT_ONCE], which, viewer=machine, at=at)
        _record_changed(changed, by=by, at=at)


def _weigh(
    person_ids: Collection[uuid.UUID], nights: Sequence[datetime.date], *, viewer: Viewer, at: datetime.datetime
) -> dict[uuid.UUID, Told]:
    """Weigh each of these people's nights by itself, and write what changed."""
    verdicts = verdicts_of(nights, viewer=viewer, person_ids=person_ids)
    changed: dict[uuid.UUID, list[datetime.date]] = defaultdict(list)
    for person_id, night in write_verdicts(verdicts, nights, person_ids, at=at):
        changed[person_id].append(night)
    return {person_id: (len(theirs), min(theirs), max(theirs)) for person_id, theirs in changed.items()}


def _write_runs(runs: Sequence[Run], from_on: datetime.date | None, *, at: datetime.datetime) -> dict[uuid.UUID, Told]:
    """Write the nights of these runs that are over and made up for everybody; none of them is known yet."""
    columns: list[list[Any]] = [
        [run.person_id for run in runs],
        [run.first for run in runs],
        [run.until for run in runs],
        [run.verdict.outcome for run in runs],
        [run.verdict.why for run in runs],
        [run.verdict.house_id for run in runs],
        [run.verdict.words[:WORDS] for run in runs],
        [run.verdict.in_homelessness for run in runs],
    ]
    if not runs:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(WRITE_RUNS, [at, *columns, from_on or datetime.date.min])
        return {person_id: (nights, first, last) for person_id, nights, first, last in cursor.fetchall()}


def _record_changed(changed: Mapping[uuid.UUID, Told], *, by: Viewer, at: datetime.datetime) -> None:
    """Write an event for each person; of an import many have the same nights, and share a statement."""
    alike: dict[Told, list[uuid.UUID]] = defaultdict(list)
    for person_id in sorted(changed):
        alike[changed[person_id]].append(person_id)
    for (nights, first, last), people in alike.items():
        details: dict[str, object] = {"nights": nights, "first": first.isoformat(), "last": last.isoformat()}
        record_many("safe_night.night_made_again", by=by, at=at, person_ids=people, details=details)


def write_verdicts(
    verdicts: Mapping[Key, Verdict],
    nights: Sequence[datetime.date],
    person_ids: Collection[uuid.UUID] | None = None,
    *,
    at: datetime.datetime,
) -> set[Key]:
    """Keep these verdicts of these nights, and supersede what was thought before; return the nights that changed."""
    rows = Night.objects.filter(night__in=nights, superseded_at=None)
    if person_ids is not None:
        rows = rows.filter(person_id__in=person_ids)
    known = {(row.person_id, row.night): row for row in rows}
    wrong = {key: row for key, row in known.items() if key not in verdicts or not _says(row, verdicts[key])}
    right = {key: made for key, made in verdicts.items() if key not in known or key in wrong}
    moment = max([at, *(row.recorded_at for row in wrong.values())])  # knowledge never runs backwards
    Night.objects.filter(pk__in=[row.pk for row in wrong.values()]).update(superseded_at=moment)
    Night.objects.bulk_create(
        (
            Night(
                person_id=person_id, night=night, outcome=made.outcome, why=made.why, house_id=made.house_id,
                what_happened=made.words[:WORDS], in_homelessness=made.in_homelessness, recorded_at=moment,
            )
            for (person_id, night), made in right.items()
        ),
        batch_size=1000,
    )  # fmt: skip
    return {*wrong, *right}


def _made_up(person_ids: Collection[uuid.UUID], from_on: datetime.date | None) -> list[datetime.date]:
    """The nights that are made up for everybody, and those that these people have a verdict of."""
    begins = from_on or datetime.date.min
    settled = SettledNight.objects.filter(night__gte=begins).values_list("night", flat=True)
    theirs = Night.objects.filter(person_id__in=person_ids, night__gte=begins, superseded_at=None)
    return sorted({*settled, *theirs.values_list("night", flat=True)})


def _says(row: Night, made: Verdict) -> bool:
    """Says the row the same? One written before reasons were kept says no reason."""
    said = row.outcome, row.house_id, row.in_homelessness
    if said != (made.outcome, made.house_id, made.in_homelessness):
        return False
    return not row.why or (row.why, row.what_happened) == (made.why, made.words[:WORDS])
