"""How was a night for a person, with the reason, and how is it put in words?"""

from .verdict import Facts, Stay, Told, Verdict, Where, verdict
from .words import OUTCOMES, UNSAFE, answers_tonight, how_the_night_was, may_be_told, runs_of_nights

__all__ = [
    "OUTCOMES", "UNSAFE", "Facts", "Stay", "Told", "Verdict", "Where", "answers_tonight", "how_the_night_was",
    "may_be_told", "runs_of_nights", "verdict",
]  # fmt: skip
