"""Which clocks run on a night? How long a place is held, when a report is stale, and days used in shelter.

Pure: figures of the law come in as values with their rule, never from here.
"""

import datetime
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from hjemvej.platform.ui.when import clock, since

COURSE = "safe_night"  # the kind of course by which other rooms hand a citizen over to this one
State = Literal["free", "held", "occupied", "closed"]


@dataclass(frozen=True)
class Freshness:
    """How old a house's word is, and whether it can still be relied on."""

    is_stale: bool
    text: str
    is_known: bool = True
    is_closed: bool = False  # it reports again when it opens: too old, and nobody's fault

    @property
    def while_closed(self) -> str:
        """What stands instead of an age while the house is closed."""
        return self.text if self.is_closed else ""


def freshness(
    reported_at: datetime.datetime | None,
    at: datetime.datetime,
    stale_after: datetime.timedelta,
    *,
    opens_at: datetime.datetime | None = None,
) -> Freshness:
    """Say how long ago the house last reported, and whether that is too long; `opens_at` of a house closed now."""
    if opens_at is not None and (reported_at is None or at - reported_at > stale_after):
        words = _("melder igen %(clock)s") % {"clock": clock(opens_at)}
        return Freshness(False, words, is_known=False, is_closed=True)
    if reported_at is None:
        return Freshness(True, _("har ikke meldt endnu"), is_known=False)
    age = at - reported_at
    return Freshness(age > stale_after, since(reported_at, at))
