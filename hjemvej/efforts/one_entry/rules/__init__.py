"""What do we decide of inquiries? How urgent, the next step, what a description says. Pure, with reasons."""

from .children import child_may_need_support
from .next_step import Step, next_step
from .receiving import Described, could_be_a_name, read_description, reads_like_a_name, without_cpr
from .tonight import HAS_PLACE, HELD, NO_PLACE, SAFE_NIGHT, summary_for_the_night, tonight_now
from .urgency import (
    LOSING_HOME,
    Chip,
    Facts,
    KnownNeed,
    Urgency,
    chip,
    danger_today,
    late_in_words,
    place_in_line,
    urgency,
)

__all__ = [
    "HAS_PLACE", "HELD", "LOSING_HOME", "NO_PLACE", "SAFE_NIGHT", "Chip", "Described", "Facts", "KnownNeed", "Step",
    "Urgency", "child_may_need_support", "chip", "could_be_a_name", "danger_today", "late_in_words", "next_step",
    "place_in_line", "read_description", "reads_like_a_name", "summary_for_the_night", "tonight_now", "urgency",
    "without_cpr",
]  # fmt: skip
