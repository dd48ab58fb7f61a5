"""How long does it take, when those who still wait are counted rightly? Plain Python: no Django, no clock."""

from .kaplan_meier import SMALLEST_AT_RISK, Curve, Estimate, kaplan_meier

__all__ = ["SMALLEST_AT_RISK", "Curve", "Estimate", "kaplan_meier"]
