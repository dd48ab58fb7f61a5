"""How long does it take, and by which way do people leave, when those who wait are counted rightly? Plain Python."""

from .aalen_johansen import Exits, Incidence, aalen_johansen
from .homes_kept import Home, HomeKept, Kinds, Limits, WayOut, homes_kept
from .kaplan_meier import SMALLEST_AT_RISK, Curve, Estimate, kaplan_meier
from .ways_home import Slept, WayHome, ways_home

__all__ = [
    "SMALLEST_AT_RISK", "Curve", "Estimate", "Exits", "Home", "HomeKept", "Incidence", "Kinds", "Limits", "Slept",
    "WayHome", "WayOut", "aalen_johansen", "homes_kept", "kaplan_meier", "ways_home",
]  # fmt: skip
