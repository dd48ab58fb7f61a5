"""What do we remember before a home is lost? Signals, the case, how we tried to reach, the help, and the night."""

from .attempts import Attempt
from .helping import HelpKind, HelpSought
from .leaving import LeavingStep, MovedDay, StepTaken
from .signals import Happening, PreventionCase, Received, Sender, SentSignal, Signal, SignalKind, SignalTrace
from .telling import SignalNotice
from .tonight import NightAfter

__all__ = [
    "Attempt", "Happening", "HelpKind", "HelpSought", "LeavingStep", "MovedDay", "NightAfter", "PreventionCase",
    "Received", "Sender", "SentSignal", "Signal", "SignalKind", "SignalNotice", "SignalTrace", "StepTaken",
]  # fmt: skip
