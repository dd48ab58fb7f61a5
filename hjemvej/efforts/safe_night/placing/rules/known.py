"""Which needs of a place do we know already, so that the caller need not type them again? Facts in, codes out."""

import re
from collections.abc import Iterable

from hjemvej.efforts.safe_night.models import PlaceRequest

NEEDS = PlaceRequest.Need.choices
DOG = re.compile(r"hund(?!red)|\bdog", re.IGNORECASE)
WHEELCHAIR = re.compile(r"kørestol|rullestol|wheelchair", re.IGNORECASE)
CHILDREN = re.compile(r"\b\d+ b(?:arn|ørn)\b")  # as a call's form writes them
CHOSEN = ("women_only", "substance_free")  # what the person chose: written nowhere but in the latest request
TOGETHER = {"child": "children", "partner": "couple"}


def needs_known(
    *, animals: str, accessibility_needs: str, with_them: Iterable[str], latest_needs: Iterable[str], note: str = ""
) -> list[str]:
    """A woman needs a place for women only if she asks for it; her sex alone only opens those places to her."""
    known = {TOGETHER[relation] for relation in with_them if relation in TOGETHER}
    known |= {need for need in latest_needs if need in CHOSEN}
    signs = {"dog": (DOG, animals), "wheelchair": (WHEELCHAIR, accessibility_needs), "children": (CHILDREN, "")}
    known |= {need for need, (words, text) in signs.items() if words.search(f"{text} {note}")}
    return sorted(known)
