"""What do we decide about a night? Whether a place fits, how long it is held, how fresh a report is, days used."""

from .clocks import Freshness, ShelterDays, freshness, hold_until, nights_until, shelter_days
from .fit import Needs, PlaceTonight, State, fits, rank, reasons_for_place, what_would_change
from .known import needs_known
from .words import DISCHARGES, NEEDS, OUTCOMES, UNSAFE, how_the_night_was, number_word, runs_of_nights, who_has_no_place

__all__ = [
    "DISCHARGES",
    "NEEDS",
    "OUTCOMES",
    "UNSAFE",
    "Freshness",
    "Needs",
    "PlaceTonight",
    "ShelterDays",
    "State",
    "fits",
    "freshness",
    "hold_until",
    "how_the_night_was",
    "needs_known",
    "nights_until",
    "number_word",
    "rank",
    "reasons_for_place",
    "runs_of_nights",
    "shelter_days",
    "what_would_change",
    "who_has_no_place",
]
