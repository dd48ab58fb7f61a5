"""How long does it take, when those who still wait are counted rightly? Plain Python: no Django, no clock."""

from .kaplan_meier import SMALLEST_AT_RISK, Curve, Estimate, kaplan_meier
from .ways_home import Slept, WayHome, ways_home

__all__ = ["SMALLEST_AT_RISK", "Curve", "Estimate", "Slept", "WayHome", "kaplan_meier", "ways_home"]
