"""What does a person's page show of their nights?"""

import datetime
import uuid
from typing import Any

from hjemvej.efforts.safe_night.models import Occupancy, Outcome
from hjemvej.efforts.safe_night.mornings import rules
from hjemvej.efforts.safe_night.placing.queries.waiting import waiting_request
from hjemvej.efforts.safe_night.queries.nights import nights_as_known
from hjemvej.efforts.safe_night.staying.queries.shelter_days import shelter_clock
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.rules import lasts_on

RUNS_SHOWN = 7
Status = Occupancy.Status
DAY = datetime.timedelta(days=1)


def person_card(
    person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date, hides_places: bool = False
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
    month = nights_as_known(viewer=viewer).filter(person_id=person_id, night__gt=on - DAY * 30, night__lte=on)
    nights = list(month.select_related("house").order_by("-night"))
    clock = shelter_clock(stays, on)
    return {
        "person_id": person_id,
        "hides_places": hides_places,
        "night": on,
        "stay": next((stay for stay in stays if stay.status != Status.ENDED and _lasts(stay, on)), None),
        "place_request": waiting_request(person_id, on, viewer=viewer),
        "runs": rules.runs_of_nights(nights)[:RUNS_SHOWN],
        "unsafe_in_30": sum(night.outcome == Outcome.UNSAFE for night in nights),
        "shelter_days": clock[0] if clock else None,
        "shelter_rule": clock[1] if clock else None,
        "may_find_place": viewer.may(Permission.FIND_PLACE),
    }


def _lasts(stay: Occupancy, on: datetime.date) -> bool:
    return lasts_on(on, stay.from_night, stay.until_night)
