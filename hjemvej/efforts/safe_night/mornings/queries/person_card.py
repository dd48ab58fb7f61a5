"""What does a person's page show of their nights? Tonight and the last thirty first; the rest folded."""

import datetime
import uuid
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Night, Occupancy, Outcome
from hjemvej.efforts.safe_night.mornings import rules
from hjemvej.efforts.safe_night.placing.queries.waiting import current_place, places_of_person, waiting_request
from hjemvej.efforts.safe_night.queries.nights import nights_as_known
from hjemvej.efforts.safe_night.staying.queries.reimbursement import crossing_years
from hjemvej.efforts.safe_night.staying.queries.shelter_days import shelter_clock
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.rules import lasts_on
from hjemvej.platform.ui import nights

RUNS_SHOWN = 7
NIGHTS_SHOWN = 30
DRAWN: dict[str, nights.Kind] = {
    Outcome.SAFE: "safe", Outcome.CHAIR: "chair", Outcome.UNSAFE: "unsafe", Outcome.MISSING: "missing",
    Outcome.NOT_ASSESSED: "blank",
}  # fmt: skip
Status = Occupancy.Status
DAY = datetime.timedelta(days=1)


def tonight(
    person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date, at: datetime.datetime, hides_places: bool = False
) -> dict[str, Any]:
    """What the first part shows: a place tonight or the lack of it, and the last thirty nights. Three queries.

    `hides_places`: show that the person has a place, not which; the stay's own page shows it on request.
    """
    lived = list(_last_thirty(person_id, on, viewer=viewer).select_related("house"))
    known = {row.night: (DRAWN[row.outcome], _in_words(row, hides_places=hides_places)) for row in lived}
    return {
        "person_id": person_id,
        "hides_places": hides_places,
        "stay": current_place(places_of_person(person_id, on, viewer=viewer), at),
        "place_request": waiting_request(person_id, on, viewer=viewer),
        "unsafe": sum(row.outcome == Outcome.UNSAFE for row in lived),
        "nights": nights.row_of_nights(known, on - DAY, NIGHTS_SHOWN, otherwise=_("ikke vurderet")) if lived else [],
    }


def _last_thirty(person_id: uuid.UUID, on: datetime.date, *, viewer: Viewer) -> QuerySet[Night]:
    return nights_as_known(viewer=viewer).filter(person_id=person_id, night__gte=on - DAY * NIGHTS_SHOWN, night__lt=on)


def _in_words(row: Night, *, hides_places: bool) -> str:
    house = row.house.name if row.house and not hides_places else ""
    return ", ".join(filter(None, [row.get_outcome_display().lower(), house, row.what_happened]))


def person_card(
    person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date, at: datetime.datetime, hides_places: bool = False
) -> dict[str, Any]:
    """What `safe_night/_card.html` shows: tonight, the last nights, and the clock of shelter days. Four queries.

    `hides_places`: show that the person has a place, not which; the stay's own page shows it on request.
    """
    held = [Status.HELD, Status.STAYING, Status.ENDED]
    stays = list(
        viewer.rows_of(Occupancy)
        .filter(person_id=person_id, status__in=held, from_night__lte=on)
        .select_related("house", "place__room")
        .order_by("-from_night")
    )
    lived = list(_last_thirty(person_id, on, viewer=viewer).select_related("house").order_by("-night"))
    clock = shelter_clock(stays, on)
    return {
        "person_id": person_id,
        "hides_places": hides_places,
        "night": on,
        "stay": current_place([stay for stay in stays if lasts_on(on, stay.from_night, stay.until_night)], at),
        "place_request": waiting_request(person_id, on, viewer=viewer),
        "runs": rules.runs_of_nights(lived)[:RUNS_SHOWN],
        "shelter_days": clock[0] if clock else None,
        "crossing": next((year for year in crossing_years(stays, on) if year.is_running), None),
        "shelter_rule": clock[1] if clock else None,
        "may_find_place": viewer.may(Permission.FIND_PLACE),
    }
