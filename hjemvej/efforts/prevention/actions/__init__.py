"""What do we change about signals and cases? Received, settled, taken up or ended, closed"""

from .handling import (
    COURSE,
    AlreadyTakenUp,
    UnderObjection,
    WhomFirst,
    WithoutOutcome,
    close_case,
    end_signal,
    note_answer,
    open_case,
    take_up,
)
from .holding import CaseIsClosed, SignalIsOver
from .receiving import AlreadyReceived, SignalRefused, receive_signal
from .settling import ALREADY_SETTLED, AlreadySettled, AnotherNumber, NobodyChosen, settle_person

__all__ = [
    "ALREADY_SETTLED", "COURSE", "AlreadyReceived", "AlreadySettled", "AlreadyTakenUp", "AnotherNumber",
    "CaseIsClosed", "NobodyChosen",
    "SignalIsOver", "SignalRefused", "UnderObjection", "WhomFirst", "WithoutOutcome", "close_case", "end_signal",
    "note_answer", "open_case", "receive_signal",
    "settle_person", "take_up",
]  # fmt: skip
