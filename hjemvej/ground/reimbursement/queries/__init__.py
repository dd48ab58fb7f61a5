"""Which clocks run for a citizen, and what would be lost this month?"""

from .citizen import latest, person_card, shown
from .month import month, named, never_in_a_shelter
from .today import steps

__all__ = ["latest", "month", "named", "never_in_a_shelter", "person_card", "shown", "steps"]
