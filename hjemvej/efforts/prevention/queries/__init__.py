"""What do we ask about signals and cases? What waits, in the order of days left and law; whom a signal is about."""

from ..clocks.queries import DaysOff, called_off, clocks_of, known_needs
from .signals import (
    Row,
    case_of,
    consent_lasts_until,
    first_due,
    kind_on,
    kinds_on,
    nights_of,
    number_of,
    open_case_of,
    open_cases,
    own_with_number,
    rows,
    sent_by,
    signal,
    signals,
    signals_of_case,
    signals_of_cases,
    waiting,
    was_sent,
    with_clocks_running,
)

__all__ = [
    "DaysOff", "Row", "called_off", "case_of", "clocks_of", "consent_lasts_until", "first_due",
    "kind_on", "kinds_on", "known_needs", "nights_of",
    "number_of", "open_case_of", "open_cases", "own_with_number", "rows",
    "sent_by", "signal", "signals", "signals_of_case", "signals_of_cases", "waiting", "was_sent", "with_clocks_running",
]  # fmt: skip
