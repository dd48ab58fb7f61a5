"""What do we remember of support that stays? Courses with phases and pauses; visits, contacts, wellbeing."""

from .contacts import Contact, Visit
from .courses import Pause, Phase, PhaseArea, SupportCourse
from .wellbeing import WellbeingSheet, WellbeingWish

__all__ = ["Contact", "Pause", "Phase", "PhaseArea", "SupportCourse", "Visit", "WellbeingSheet", "WellbeingWish"]
