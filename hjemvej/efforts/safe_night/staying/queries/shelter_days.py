"""How many days in shelter are used, and by which rule?"""

import datetime
import uuid
from collections.abc import Collection, Iterable, Iterator

from django.utils.timezone import localdate

from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.ground.law.queries import provisions_on
from hjemvej.ground.law.rules import ProvisionInForce
from hjemvej.ground.reimbursement.queries.law import NEAR
from hjemvej.ground.reimbursement.rules.shelter_days import ShelterDays, shelter_days
from hjemvej.ground.shelters.models import House
from hjemvej.ground.shelters.rules import night_of, spans_under
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import ShelterStay
from hjemvej.platform.spans.queries import not_over_on

Status = Occupancy.Status
DAY = datetime.timedelta(days=1)


def shelter_clock(stays: Iterable[Occupancy], on: datetime.date) -> tuple[ShelterDays, ProvisionInForce] | None:
    """Days in § 110 shelters in the running year, with the rule; None when no year runs. One query, for the law."""
    slept = [
        span
        for stay in stays
        if stay.status in (Status.STAYING, Status.ENDED)
        for span in spans_under(stay.house, House.Paragraph.SHELTER, *days_of(stay))
    ]
    law = provisions_on(on)
    rule = law["shelter_reimbursed_days"]
    counted_from = law["shelter_reimbursement_year"].valid_from
    near = int(law[NEAR].value)
    days = shelter_days(slept, on, limit=int(rule.value), near=near, counted_from=counted_from)
    return (days, rule) if days else None


def shelter_stays(
    viewer: Viewer, *, on: datetime.date, person_ids: Collection[uuid.UUID] | None = None,
    since: datetime.date | None = None,
) -> list[ShelterStay]:  # fmt: skip
    """Every stay under § 110 that began by a day, the first first, as the room of reimbursement asks; one query."""
    rows = viewer.rows_of(Occupancy).filter(status__in=(Status.STAYING, Status.ENDED), from_night__lte=on)
    if person_ids is not None:
        rows = rows.filter(person_id__in=person_ids)
    if since is not None:
        rows = rows.filter(person_id__in=rows.filter(not_over_on(since, until="until_night")).values("person_id"))
    return [one for row in rows.select_related("house").order_by("from_night", "id") for one in _under_110(row)]


def _under_110(stay: Occupancy) -> Iterator[ShelterStay]:
    _first, last = days_of(stay)
    for first, until in spans_under(stay.house, House.Paragraph.SHELTER, *days_of(stay)):
        is_there, is_last = stay.status == Status.STAYING, until == last
        yield ShelterStay(
            stay.person_id,
            stay.house_id,
            first,
            until,
            is_there=is_last and is_there,
            has_left=is_last and not is_there,
        )


def days_of(stay: Occupancy) -> tuple[datetime.date, datetime.date | None]:
    """From the day of the admission, which at 03.30 is no longer the evening's; a day begun is a day used."""
    first = stay.from_night
    if stay.arrived_at is not None and night_of(stay.arrived_at) == stay.from_night:
        first = localdate(stay.arrived_at)
    until = stay.until_night
    return first, max(until, first + DAY) if until else None
