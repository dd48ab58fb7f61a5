"""What do we ask to count? Who is homeless on a day, how that moved over months, and all an overview needs."""

from .kept import kept_overview
from .leaving import months_of, weeks_of
from .months import months
from .overview import Overview, overview
from .population import HomelessPerson, homeless_people, last_contacts

__all__ = [
    "HomelessPerson", "Overview", "homeless_people", "kept_overview", "last_contacts", "months", "months_of",
    "overview", "weeks_of",
]  # fmt: skip
