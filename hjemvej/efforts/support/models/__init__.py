"""What do we remember of support that stays? Courses by a method with phases and pauses; visits and contacts."""

from .contacts import Contact, Visit
from .courses import Pause, Phase, PhaseArea, SupportCourse

__all__ = ["Contact", "Pause", "Phase", "PhaseArea", "SupportCourse", "Visit"]
