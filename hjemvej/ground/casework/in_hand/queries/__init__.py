"""What do we ask of who follows up? The register, and the days on which nobody did: one topic a file."""

from .days import DaysWithout, days_without, overdue, uncounted_days
from .paper import paper
from .register import (
    Picture,
    answer_by,
    facts_of,
    hand_over,
    names_of,
    open_hand_over,
    person_card,
    picture,
    possible_receivers,
    register,
    standing_of,
    steps,
    unanswered,
    unheld_steps,
    waiting_for,
)

__all__ = [
    "DaysWithout",
    "Picture",
    "answer_by",
    "days_without",
    "facts_of",
    "hand_over",
    "names_of",
    "open_hand_over",
    "overdue",
    "paper",
    "person_card",
    "picture",
    "possible_receivers",
    "register",
    "standing_of",
    "steps",
    "unanswered",
    "uncounted_days",
    "unheld_steps",
    "waiting_for",
]
