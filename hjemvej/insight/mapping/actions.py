"""What does this room write? Only its own counts, kept for the next who looks."""

import datetime
from dataclasses import asdict

from hjemvej.insight.mapping import queries
from hjemvej.insight.mapping.models import KeptOverview
from hjemvej.platform.access.viewer import Viewer

THE_ROW = 1


def count_overview(
    *, on: datetime.date, inactive_after: datetime.timedelta, by: Viewer, at: datetime.datetime
) -> queries.Overview:
    """Count the day and keep it in place of what was kept; a large town takes a second or two."""
    counted = queries.overview(on, viewer=by, at=at, inactive_after=inactive_after)
    kept = KeptOverview(pk=THE_ROW, on=on, counted_at=at, counts=asdict(counted))
    fields = ["on", "counted_at", "counts"]
    KeptOverview.objects.bulk_create([kept], update_conflicts=True, unique_fields=["id"], update_fields=fields)
    return counted
