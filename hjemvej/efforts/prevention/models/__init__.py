"""What do we remember before a home is lost? Signals, the case, what was done; and who became homeless after all."""

from .attempts import Attempt
from .helping import HelpKind, HelpSought
from .leaving import LeavingStep, MovedDay, StepTaken
from .onsets import Onset, OnsetTrace
from .pausing import CollectionPause
from .signals import Happening, PreventionCase, Received, Sender, SentSignal, Signal, SignalKind, SignalTrace
from .telling import SignalNotice
from .tonight import NightAfter

__all__ = [
    "Attempt", "CollectionPause", "Happening", "HelpKind", "HelpSought", "LeavingStep", "MovedDay", "NightAfter",
    "Onset", "OnsetTrace", "PreventionCase", "Received", "Sender", "SentSignal", "Signal", "SignalKind", "SignalNotice",
    "SignalTrace", "StepTaken",
]  # fmt: skip
