"""What does this room write? Only its own counts, kept for the next who looks."""

import datetime
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from hjemvej.insight.mapping import queries
from hjemvej.insight.mapping.models import KeptOverview, SpellMonth, SpellWeek
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


@transaction.atomic
def leave_months_and_weeks(leaving: Leaving) -> None:
    """Keep on the unlinked spell what the figures of past months, and windows of weeks, need of an erased citizen."""
    of, on = (leaving.person_id, leaving.spell_id), timezone.localdate(leaving.at)
    SpellMonth.objects.bulk_create(queries.months_of(*of, on=on, viewer=leaving.viewer))
    SpellWeek.objects.bulk_create(queries.weeks_of(*of, on=on, viewer=leaving.viewer))
