"""By which figures of the law do the clocks run?"""

import datetime
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from hjemvej.ground.law.queries import provisions_on, versions
from hjemvej.ground.reimbursement.rules.readings import Limits
from hjemvej.ground.reimbursement.rules.support import Terms
from hjemvej.ground.reimbursement.rules.years import Lasts, Rate, RunningYear
from hjemvej.ground.shelters.models import DayRate
from hjemvej.platform.spans.rules import lasts_on

NEAR, ENDS_NEAR = "shelter_days_near", "reimbursement_ends_near"


def limits() -> Limits | None:
    """How the limit changed the last time, by the law; none: it never has."""
    known = versions("shelter_reimbursed_days")
    if len(known) < 2:
        return None
    return Limits(known[0].valid_from, int(known[1].value), int(known[0].value))


def running_year() -> RunningYear:
    """How long the year is in which shelter days are counted, by every version of the law."""
    known = sorted(versions("shelter_reimbursement_year"), key=attrgetter("valid_from"))
    return RunningYear(tuple(Lasts(one.valid_from, int(one.value), one.unit) for one in known))


def rate_of(rates: Sequence[DayRate], part: Decimal) -> Rate:
    """What a day costs in a house, or a part of it; none where nobody has written it."""

    @functools.cache  # many citizens slept there on the same days
    def on(day: datetime.date) -> Decimal | None:
        return next((rate.kroner * part for rate in rates if lasts_on(day, rate.valid_from, rate.valid_to)), None)

    return on


@dataclass(frozen=True)
class Figures:
    """What the law says of the clocks on a day, read once for many citizens."""

    terms: Terms
    near: int  # days before an end
    days: int
    days_near: int
    year: RunningYear
    changed_on: datetime.date | None  # when the limit of days changed the last time


def figures(on: datetime.date) -> Figures:
    """On which terms the state pays a part of shelters, § 85 a and § 107, by the law of a day."""
    law = provisions_on(on)
    terms = Terms(
        before=int(law["support_decided_before_discharge"].value),
        support_years=int(law["support_85a_reimbursed"].value),
        support_percent=law["support_85a_reimbursement_percent"].value,
        place_months=int(law["place_107_reimbursed"].value),
        place_years=int(law["place_107_reimbursed_within"].value),
        place_percent=law["place_107_reimbursement_percent"].value,
        follows_within=int(law["support_85a_follows_107"].value),
    )
    changed = limits()
    return Figures(
        terms, int(law[ENDS_NEAR].value), int(law["shelter_reimbursed_days"].value), int(law[NEAR].value),
        running_year(), changed.changed_on if changed else None,
    )  # fmt: skip
