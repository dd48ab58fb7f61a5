"""What does this room write? Only its own counts, kept for the next who looks."""

import datetime
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from hjemvej.insight.mapping import queries, rules
from hjemvej.insight.mapping.models import ClosedMonth, KeptOverview, SpellMonth, SpellWeek
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.rooms import Leaving

THE_ROW = 1
KEPT_FOR = datetime.timedelta(minutes=21)  # the job counts every ten: it may be missed once


def latest_overview(*, on: datetime.date, at: datetime.datetime) -> queries.Overview:
    """The same counts for every viewer and page, as the job left them, else made now; they say when they were made."""
    by = system("mapping")
    with looking_as(by):
        kept = queries.kept_overview(on, since=at - KEPT_FOR)
        return kept or count_overview(on=on, by=by, at=at)


def count_overview(*, on: datetime.date, by: Viewer, at: datetime.datetime) -> queries.Overview:
    """Count the day and keep it in place of what was kept; a large town takes a second or two."""
    counted = queries.overview(on, viewer=by, at=at)
    kept = KeptOverview(pk=THE_ROW, on=on, counted_at=at, counts=asdict(counted))
    fields = ["on", "counted_at", "counts"]
    KeptOverview.objects.bulk_create([kept], update_conflicts=True, unique_fields=["id"], update_fields=fields)
    return counted


def released_months(*, on: datetime.date) -> queries.Released:
    """Return the closed months for a viewer outside the team, who sees nothing but these."""
    by = system("mapping")
    with looking_as(by):
        return queries.released(on, viewer=by)


@transaction.atomic
def close_months(*, on: datetime.date, by: Viewer, at: datetime.datetime) -> list[datetime.date]:
    """Close the months that are due: each is counted as it was known on its closing day, also after a long sleep."""
    ends = queries.months_to_close(on, viewer=by)
    for end in ends:
        counted = queries.count_month(end, viewer=by)
        month = ClosedMonth(
            month_end=end, known_on=counted.known_on, closed_at=at, active=counted.active, by_kind=counted.by_kind,
            shown=rules.release(counted.active, counted.by_kind),
        )  # fmt: skip
        ClosedMonth.objects.bulk_create([month], ignore_conflicts=True)
    return ends


@transaction.atomic
def leave_months_and_weeks(leaving: Leaving) -> None:
    """Keep on the unlinked spell what the figures of past months, and windows of weeks, need of an erased citizen."""
    of, on = (leaving.person_id, leaving.spell_id), timezone.localdate(leaving.at)
    SpellMonth.objects.bulk_create(queries.months_of(*of, on=on, viewer=leaving.viewer))
    SpellWeek.objects.bulk_create(queries.weeks_of(*of, on=on, viewer=leaving.viewer))
