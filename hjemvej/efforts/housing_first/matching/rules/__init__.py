"""May a citizen have a home, why not, and whose need comes first? Pure: plain values in, answers with reasons out."""

from .condition import Condition, Mark
from .facts import Home, Said, Seeker
from .gently import gently, why_none_fits
from .masks import Masks, masks
from .need import CLASSES, YOUNG_BELOW, Need, class_of, classes_of, place
from .why import BIT, CONDITIONS, Judged, Rules, answer, fits, in_short, short, to_ask, why
from .wishes import good_to_have

__all__ = [
    "BIT",
    "CLASSES",
    "CONDITIONS",
    "YOUNG_BELOW",
    "Condition",
    "Home",
    "Judged",
    "Mark",
    "Masks",
    "Need",
    "Rules",
    "Said",
    "Seeker",
    "answer",
    "class_of",
    "classes_of",
    "fits",
    "gently",
    "good_to_have",
    "in_short",
    "masks",
    "place",
    "short",
    "to_ask",
    "why",
    "why_none_fits",
]  # fmt: skip
