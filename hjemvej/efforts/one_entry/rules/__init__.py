"""What do we decide of inquiries? How urgent, what may be told, what a description says. Pure, with reasons."""

from .answering import (
    BEFORE_THE_LIST,
    CONSENT,
    LAW,
    Ground,
    MayTell,
    address_for_mail,
    consent_ground,
    law_ground,
    standard_answers,
    subject_of_answer,
    what_may_be_told,
)
from .next_step import Step, next_step
from .receiving import Described, could_be_a_name, read_description, reads_like_a_name, without_cpr
from .tonight import HAS_PLACE, HELD, NO_PLACE, SAFE_NIGHT, summary_for_the_night, tonight_now
from .urgency import Chip, Facts, Urgency, chip, late_in_words, place_in_line, urgency

__all__ = [
    "BEFORE_THE_LIST", "CONSENT", "HAS_PLACE", "HELD", "LAW", "NO_PLACE", "SAFE_NIGHT", "Chip", "Described",
    "Facts", "Ground", "MayTell", "Step", "Urgency", "address_for_mail", "chip", "consent_ground",
    "could_be_a_name", "late_in_words", "law_ground", "next_step", "place_in_line", "read_description",
    "reads_like_a_name", "standard_answers", "subject_of_answer", "summary_for_the_night", "tonight_now", "urgency",
    "what_may_be_told", "without_cpr",
]  # fmt: skip
