"""What do we decide about where a person sleeps: what remains known, since when, and what to think over first?"""

from .calendar import Slept, Year, calendar
from .doubts import CERTAINTY_OF, LATELY, ONE_MONTH, ONE_YEAR, HeardFrom, asked_from, doubts, question
from .shown import answers
from .since import Began, Precision, Said, Told, began, homeless_since, is_of_the_same, objection
from .stays import (
    AWAY,
    COPENHAGEN,
    ETHOS_LIGHT,
    HAS_A_HOME,
    HOMELESS,
    IN_A_HOUSE,
    LEAVES_WITHIN,
    NOBODY_SAID,
    SHORT,
    SLEEPS_AS,
    Certainty,
    Kind,
    Recorded,
    Stay,
    begins_at,
    end_of_day,
    first_learned,
    is_contradicted,
    predecessor,
    replacement,
    unknown,
)

__all__ = [
    "AWAY", "CERTAINTY_OF", "COPENHAGEN", "ETHOS_LIGHT", "HAS_A_HOME", "HOMELESS", "IN_A_HOUSE", "LATELY",
    "LEAVES_WITHIN", "NOBODY_SAID", "ONE_MONTH", "ONE_YEAR", "SHORT", "SLEEPS_AS", "Began", "Certainty", "HeardFrom",
    "Kind", "Precision", "Recorded", "Said", "Slept", "Stay", "Told", "Year", "answers", "asked_from", "began",
    "begins_at", "calendar", "doubts", "end_of_day", "first_learned", "homeless_since", "is_contradicted",
    "is_of_the_same", "objection", "predecessor", "question", "replacement", "unknown",
]  # fmt: skip
