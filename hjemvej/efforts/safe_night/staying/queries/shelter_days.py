"""How many days in shelter are used, and by which rule?"""

import datetime
from collections.abc import Iterable

from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.efforts.safe_night.staying import rules
from hjemvej.ground.law.queries import provisions_on
from hjemvej.ground.law.rules import ProvisionInForce
from hjemvej.ground.shelters.models import House

Status = Occupancy.Status


def shelter_clock(stays: Iterable[Occupancy], on: datetime.date) -> tuple[rules.ShelterDays, ProvisionInForce] | None:
    """Days in § 110 shelters in the running year, with the rule; None when no year runs. One query, for the law."""
    slept = [
        (stay.from_night, stay.until_night)
        for stay in stays
        if stay.house.kind == House.Kind.SHELTER and stay.status in (Status.STAYING, Status.ENDED)
    ]
    law = provisions_on(on)
    rule = law["shelter_reimbursed_days"]
    counted_from = law["shelter_reimbursement_year"].valid_from
    days = rules.shelter_days(slept, on, limit=int(rule.value), counted_from=counted_from)
    return (days, rule) if days else None
