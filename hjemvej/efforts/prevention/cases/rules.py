"""May a landlord's demand have been sent before the law lets it? Pure."""

import datetime

from django.utils.translation import gettext as _

from hjemvej.ground.law.rules import is_working_day
from hjemvej.platform.ui.when import full_date

EARLIEST_DEMAND = "payment_demand_earliest"  # of ground/law


def demand_came_too_early(last_timely_on: datetime.date, demand_reached_on: datetime.date, value: int) -> str:
    """Say that a demand came before the law lets a landlord send it: after so many hverdage, not Saturday or 5 June."""
    day, left = last_timely_on, value
    while left > 0:
        day += datetime.timedelta(days=1)
        left -= is_working_day(day)
    if demand_reached_on > day:
        return ""
    words = _("Påkravet kan være sendt for tidligt: tidligst efter %(day)s, når lejen skulle være betalt %(paid)s")
    return words % {"day": full_date(day), "paid": full_date(last_timely_on)}
