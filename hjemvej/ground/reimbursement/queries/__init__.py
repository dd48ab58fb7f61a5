"""Which clocks run for a citizen, and whom does the day's page tell of?"""

from .citizen import gate_of, latest, person_card, shown
from .today import steps

__all__ = ["gate_of", "latest", "person_card", "shown", "steps"]
