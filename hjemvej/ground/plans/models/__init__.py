"""What do we remember of a citizen's plan? Goals and steps; the plans that were agreed. One topic a file."""

from .agreed import PlanVersion
from .goals import Goal, SmallStep, Strengths, Verdict

__all__ = ["Goal", "PlanVersion", "SmallStep", "Strengths", "Verdict"]
