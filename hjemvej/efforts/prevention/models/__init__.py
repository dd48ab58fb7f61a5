"""What do we remember before a home is lost? Signals, the case they led to, how we tried to reach, and the night."""

from .attempts import Attempt
from .signals import Happening, PreventionCase, Received, Sender, SentSignal, Signal, SignalKind, SignalTrace
from .telling import SignalNotice
from .tonight import NightAfter

__all__ = [
    "Attempt", "Happening", "NightAfter", "PreventionCase", "Received", "Sender", "SentSignal", "Signal", "SignalKind",
    "SignalNotice", "SignalTrace",
]  # fmt: skip
