"""May a citizen have a home, why not, and whose need comes first? Pure: plain values in, answers with reasons out."""

from .condition import Condition, Mark
from .facts import Home, Seeker
from .masks import Masks, masks
from .need import CLASSES, Need, class_of, classes_of, place
from .why import BIT, CONDITIONS, Judged, Rules, answer, fits, in_short, why
from .wishes import good_to_have

__all__ = [
    "BIT", "CLASSES", "CONDITIONS", "Condition", "Home", "Judged", "Mark", "Masks", "Need", "Rules", "Seeker", "answer",
    "class_of", "classes_of", "fits", "good_to_have", "in_short", "masks", "place", "why",
]  # fmt: skip
