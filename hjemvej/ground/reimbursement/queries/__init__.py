"""Which clocks run for a citizen, and what would be lost this month?"""

from .citizen import latest, person_card, shown
from .month import month, named, where_they_sleep
from .today import steps

__all__ = ["latest", "month", "named", "person_card", "shown", "steps", "where_they_sleep"]
