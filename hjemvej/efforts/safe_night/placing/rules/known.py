"""Which needs of a place do we know already, so that nobody is asked or types them twice? Facts in, codes out."""

import re
from collections.abc import Iterable

from hjemvej.efforts.safe_night.models import PlaceRequest

NEEDS = PlaceRequest.Need.choices
DOG = re.compile(r"hund(?!red)|\bdog", re.IGNORECASE)
WHEELCHAIR = re.compile(r"kørestol|rullestol|wheelchair", re.IGNORECASE)
CHILDREN = re.compile(r"\b\d+ b(?:arn|ørn)\b")  # as a call's children are told
CHOSEN = ("women_only", "substance_free")  # what the person chose: written nowhere but in the latest request
TOGETHER = {"child": "children", "partner": "couple"}


def needs_known(
    *, animals: str, accessibility_needs: str, with_them: Iterable[str], asked_for: Iterable[str], said: str = ""
) -> list[str]:
    """A woman is not taken to want a place for women only: her sex opens those, and only her own word shuts others."""
    known = {TOGETHER[relation] for relation in with_them if relation in TOGETHER}
    known |= {need for need in asked_for if need in CHOSEN}
    told = {"dog": (DOG, animals), "wheelchair": (WHEELCHAIR, accessibility_needs), "children": (CHILDREN, "")}
    known |= {need for need, (words, text) in told.items() if words.search(f"{text} {said}")}
    return sorted(known)
