"""What do we ask to count? Who is homeless on a day, how that moved over months, and all an overview needs."""

from .corrections import corrections
from .kept import kept_overview
from .leaving import months_of, weeks_of
from .months import Asked, active_on, months
from .overview import Overview, overview
from .population import HomelessPerson, homeless_people, last_contacts

__all__ = [
    "Asked", "HomelessPerson", "Overview", "active_on", "corrections", "homeless_people", "kept_overview",
    "last_contacts", "months", "months_of", "overview", "weeks_of",
]  # fmt: skip
