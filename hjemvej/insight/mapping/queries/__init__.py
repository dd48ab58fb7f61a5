"""What do we ask to count? Who is homeless on a day, how that moved over months, and all an overview needs."""

from .active import Asked, active_on
from .closed import Counted, closed_months, count_month, months_to_close, overdue
from .corrections import corrections
from .homes_kept import kept_on, still_at_home
from .kept import kept_overview
from .leaving import months_of, weeks_of
from .months import months
from .overview import Overview, overview
from .population import HomelessPerson, homeless_people, last_contacts
from .released import Released, released
from .sources import known_to
from .ways_home import clocks, way_home
from .who_got_homes import who_got_homes

__all__ = [
    "Asked", "Counted", "HomelessPerson", "Overview", "Released", "active_on", "clocks", "closed_months",
    "corrections", "count_month", "homeless_people", "kept_on", "kept_overview", "known_to", "last_contacts", "months",
    "months_of", "months_to_close", "overdue", "overview", "released", "still_at_home", "way_home", "weeks_of",
    "who_got_homes",
]  # fmt: skip
