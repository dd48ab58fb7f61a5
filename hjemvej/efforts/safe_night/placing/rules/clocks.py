"""How long is a place held, and how many nights does it last?"""

import datetime

from hjemvej.ground.shelters.rules import Opening
from hjemvej.ground.situations.rules import begins_at

DAY = datetime.timedelta(days=1)


def hold_until(
    at: datetime.datetime, night: datetime.date, lasts: datetime.timedelta, intake: Opening | None
) -> datetime.datetime:
    """A hold lasts some hours from now, or from when the house opens, but not past its intake or the night."""
    begins = at
    ends = begins_at(night + DAY)
    if intake is not None and intake.opens_at is not None:
        begins = max(at, intake.opens_at)
    if intake is not None and intake.takes_in_until is not None:
        ends = min(ends, intake.takes_in_until)
    return max(min(begins + lasts, ends), at + datetime.timedelta(minutes=15))


def nights_until(from_night: datetime.date, *, one_night: bool, max_nights: int | None) -> datetime.date | None:
    """The first night that a stay no longer covers; None when it lasts until the guest leaves."""
    if one_night:
        return from_night + DAY
    return from_night + DAY * max_nights if max_nights else None
