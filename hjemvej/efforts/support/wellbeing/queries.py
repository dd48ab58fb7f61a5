"""Has the citizen wished to follow their wellbeing, and what was filled in? What was taken back is shown no more."""

import datetime
import uuid

from django.db.models import QuerySet

from hjemvej.efforts.support.models import WellbeingSheet, WellbeingWish
from hjemvej.ground.law.queries import provision_then
from hjemvej.platform.access.viewer import Viewer

from . import rules


def latest_wish(person_id: uuid.UUID, *, viewer: Viewer) -> WellbeingWish | None:
    """The citizen's wish, open or taken back; none where it was never said."""
    rows = viewer.rows_of(WellbeingWish).filter(person_id=person_id).select_related("recorded_by")
    return rows.order_by("-wished_at", "-id").first()


def open_wish(person_id: uuid.UUID, *, viewer: Viewer) -> WellbeingWish | None:
    return viewer.rows_of(WellbeingWish).filter(person_id=person_id, taken_back_at=None).first()


def sheets_of(wish: WellbeingWish, *, viewer: Viewer) -> QuerySet[WellbeingSheet]:
    """What was filled in by this wish, as it stands now, the first first."""
    rows = viewer.rows_of(WellbeingSheet).filter(wish=wish, corrected_at=None).select_related("worker")
    return rows.order_by("filled_on", "id")


def sheet(sheet_id: uuid.UUID, *, viewer: Viewer) -> WellbeingSheet | None:
    """A sheet, while the wish by which it was filled in is not taken back."""
    rows = viewer.rows_of(WellbeingSheet).filter(pk=sheet_id, wish__taken_back_at=None)
    return rows.select_related("person", "worker").first()


def last_filled_on(person_id: uuid.UUID, *, viewer: Viewer) -> tuple[bool, datetime.date | None]:
    """Does the citizen follow their wellbeing, and when was it filled in last? One query."""
    rows = viewer.rows_of(WellbeingWish).filter(person_id=person_id, taken_back_at=None)
    found = rows.order_by("-sheets__filled_on").values_list("sheets__filled_on", flat=True)[:1]
    days = list(found)
    return bool(days), days[0] if days else None


def limits(on: datetime.date) -> dict[str, int]:
    """Below what the points are low, and how many more or fewer are a change."""
    return {"low": int(provision_then(rules.LOW, on).value), "change": int(provision_then(rules.CHANGE, on).value)}
