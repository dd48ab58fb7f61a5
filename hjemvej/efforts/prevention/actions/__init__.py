"""What do we change about signals and cases? Received, settled, taken up or ended, closed, and kept no longer."""

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
from .keeping import erase_who_is_alone, note_counted, renew_due, seal_numbers_anew
from .receiving import AlreadyReceived, SignalRefused, receive_signal
from .settling import AlreadySettled, AnotherNumber, NobodyChosen, settle_person

__all__ = [
    "COURSE", "AlreadyReceived", "AlreadySettled", "AlreadyTakenUp", "AnotherNumber", "CaseIsClosed", "NobodyChosen",
    "SignalIsOver", "SignalRefused", "UnderObjection", "WhomFirst", "WithoutOutcome", "close_case", "end_signal",
    "erase_who_is_alone", "note_answer", "note_counted", "open_case", "receive_signal", "renew_due",
    "seal_numbers_anew", "settle_person", "take_up",
]  # fmt: skip
