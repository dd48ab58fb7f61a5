"""What happens when the counts leave the house? It is in the log who took them, and how many signals they count."""

import datetime

from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record

from . import ddas, queries


def write_out(*, since: datetime.date, by: Viewer, at: datetime.datetime) -> list[ddas.Counted]:
    """Return the signals that are written out, without names."""
    counted = queries.counted(viewer=by, since=since)
    details: dict[str, object] = {"signals": len(counted), "since": since.isoformat()}
    record("prevention.counts_written_out", by=by, at=at, details=details)
    return counted
