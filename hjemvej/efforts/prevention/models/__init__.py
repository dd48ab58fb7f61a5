"""What do we remember before a home is lost? Signals, the case they led to, how we tried to reach, and the night."""

from .attempts import Attempt
from .leaving import LeavingStep, MovedDay, StepTaken
from .signals import Happening, PreventionCase, Received, Sender, SentSignal, Signal, SignalKind, SignalTrace
from .telling import SignalNotice
from .tonight import NightAfter

__all__ = [
    "Attempt", "Happening", "LeavingStep", "MovedDay", "NightAfter", "PreventionCase", "Received", "Sender",
    "SentSignal", "Signal", "SignalKind", "SignalNotice", "SignalTrace", "StepTaken",
]  # fmt: skip
