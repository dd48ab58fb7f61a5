"""How many days in shelter are used, and by which rule?"""

import datetime
from collections.abc import Iterable

from django.utils.timezone import localdate

from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.ground.law.queries import provisions_on
from hjemvej.ground.law.rules import ProvisionInForce
from hjemvej.ground.reimbursement.queries.law import NEAR
from hjemvej.ground.reimbursement.rules.shelter_days import ShelterDays, shelter_days
from hjemvej.ground.shelters.models import House
from hjemvej.ground.shelters.rules import night_of, spans_under

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


def days_of(stay: Occupancy) -> tuple[datetime.date, datetime.date | None]:
    """From the day of the admission, which at 03.30 is no longer the evening's; a day begun is a day used."""
    first = stay.from_night
    if stay.arrived_at is not None and night_of(stay.arrived_at) == stay.from_night:
        first = localdate(stay.arrived_at)
    until = stay.until_night
    return first, max(until, first + DAY) if until else None
