"""What is kept of counting what goes when? The counts as last made, for the next who looks."""

import datetime
from dataclasses import asdict

from django.db import transaction

from hjemvej.ground.retention import queries
from hjemvej.ground.retention.models import KeptPreview
from hjemvej.platform.access.viewer import Viewer, looking_as, system

THE_ROW = 1
KEPT_FOR = datetime.timedelta(hours=2, minutes=5)  # the job counts every hour: it may be missed once


def latest_preview(*, on: datetime.date, at: datetime.datetime) -> queries.Preview:
    """Return what goes when, as the job counted it by today's rules, else counted now; the page says when."""
    by = system("Tæller, hvad der slettes")
    with looking_as(by):
        kept = queries.kept_preview(on, since=at - KEPT_FOR, mark=queries.rules_mark(on), viewer=by)
        return queries.preview(kept or count_preview(on=on, by=by, at=at), on=on)


@transaction.atomic
def count_preview(*, on: datetime.date, by: Viewer, at: datetime.datetime) -> queries.Counted:
    """Count, and keep it in place of what was kept."""
    counted = queries.count_preview(on=on, viewer=by, at=at)
    kept = KeptPreview(pk=THE_ROW, on=on, counted_at=at, mark=queries.rules_mark(on), counts=asdict(counted))
    fields = ["on", "counted_at", "mark", "counts"]
    KeptPreview.objects.bulk_create([kept], update_conflicts=True, unique_fields=["id"], update_fields=fields)
    return counted
