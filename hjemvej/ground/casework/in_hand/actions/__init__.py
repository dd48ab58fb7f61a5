"""What do we change of who follows up? Taken, given, received; and the days on which nobody did: one topic a file."""

from .counting import count_days, leave_weeks
from .following_up import (
    Agreed,
    AlreadyAnswered,
    AlreadyGiven,
    AlreadyInHand,
    NoSuchReceiver,
    NothingComesNext,
    NotYoursToAnswer,
    bring_back,
    decline_citizen,
    give_citizen,
    receive_citizen,
    take_citizen,
    withdraw_hand_over,
)

__all__ = [
    "Agreed", "AlreadyAnswered", "AlreadyGiven", "AlreadyInHand", "NoSuchReceiver", "NotYoursToAnswer",
    "NothingComesNext", "bring_back", "count_days", "decline_citizen", "give_citizen", "leave_weeks",
    "receive_citizen", "take_citizen", "withdraw_hand_over",
]  # fmt: skip
