"""What do we decide about a night? Whether a place fits, how long it is held, how fresh a report is, days used."""

from .clocks import Freshness, ShelterDays, freshness, hold_until, nights_until, shelter_days
from .fit import Needs, PlaceTonight, State, fits, rank, reasons_for_place, what_would_change

__all__ = [
    "Freshness",
    "Needs",
    "PlaceTonight",
    "ShelterDays",
    "State",
    "fits",
    "freshness",
    "hold_until",
    "nights_until",
    "rank",
    "reasons_for_place",
    "shelter_days",
    "what_would_change",
]
