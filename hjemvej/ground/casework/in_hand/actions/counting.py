"""On whom did nobody follow up as each day ended? Counted by a job, also for the days a machine slept through.

A merge, and its undoing, count the days of those concerned anew: what one of two records had, the one citizen had.
"""

import datetime
import uuid
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Max

from hjemvej.ground.casework.in_hand import queries, rules
from hjemvej.ground.casework.models import CountedDay, UnheldDay
from hjemvej.ground.situations.rules import end_of_day
from hjemvej.platform.access.again import do_again
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.models import Event
from hjemvej.platform.rooms import Leaving

A_YEAR = datetime.timedelta(days=366)  # the figures show no more
MERGED_OR_PARTED = ("people.people_merged", "people.merge_undone")
# A week ends with its month (decision 0010), so that the figures of a month stay.
LEAVE = """
INSERT INTO casework_unheldweek (spell_id, week_on, days)
SELECT %s, greatest(date_trunc('week', unheld.on), date_trunc('month', unheld.on))::date, count(*)
FROM casework_unheldday unheld WHERE unheld.person_id = %s GROUP BY 2"""


def count_days(*, by: Viewer, at: datetime.datetime) -> list[datetime.date]:
    """Count every day that is over and not counted, the first first; `by` is the system itself."""
    with looking_as(by):
        before = by.rows_of(CountedDay).aggregate(at=Max("counted_at"))["at"]
        if before:
            do_again(lambda: _count_anew(_merged_or_parted(before, viewer=by), by=by, at=at))
        uncounted = queries.uncounted_days(viewer=by, at=at)
    for day in uncounted:
        do_again(lambda day=day: _count_day(day, by=by, at=at))  # type: ignore[misc]
    return uncounted


def leave_weeks(leaving: Leaving) -> None:
    """Keep how many days of each week nobody followed up on a citizen who is about to be erased."""
    with leaving.viewer.cursor() as cursor:
        cursor.execute(LEAVE, [leaving.spell_id, leaving.person_id])


def _count_day(day: datetime.date, *, by: Viewer, at: datetime.datetime) -> None:
    with transaction.atomic(), looking_as(by):
        unheld, without_team = _unheld(day, None, by=by)
        UnheldDay.objects.bulk_create(
            (UnheldDay(person_id=person_id, on=day) for person_id in unheld), ignore_conflicts=True
        )
        CountedDay.objects.bulk_create(
            [CountedDay(on=day, counted_at=at, without_team=without_team)], ignore_conflicts=True
        )


def _count_anew(people: Collection[uuid.UUID], *, by: Viewer, at: datetime.datetime) -> None:
    if not people:
        return
    with transaction.atomic(), looking_as(by):
        days = by.rows_of(CountedDay).filter(on__gt=(at - A_YEAR).date()).order_by("on").values_list("on", flat=True)
        for day in list(days):
            unheld, _without_team = _unheld(day, people, by=by)
            UnheldDay.objects.filter(on=day, person_id__in=people).exclude(person_id__in=unheld).delete()
            UnheldDay.objects.bulk_create(
                (UnheldDay(person_id=person_id, on=day) for person_id in unheld), ignore_conflicts=True
            )


def _unheld(day: datetime.date, people: Iterable[uuid.UUID] | None, *, by: Viewer) -> tuple[set[uuid.UUID], int]:
    """Those whom nobody followed up on as the day ended, and how many more no team knew of."""
    found = [
        facts
        for facts in queries.facts_of(by, end_of_day(day), people, as_known_then=True)
        if rules.owner_of(facts) is None
    ]
    known = {facts.person_id for facts in found if facts.is_known_to_a_team}
    return known, len(found) - len(known)


def _merged_or_parted(since: datetime.datetime, *, viewer: Viewer) -> set[uuid.UUID]:
    rows = viewer.rows_of(Event).filter(name__in=MERGED_OR_PARTED, at__gte=since, person_id__isnull=False)
    return {person_id for person_id in rows.values_list("person_id", flat=True) if person_id}
