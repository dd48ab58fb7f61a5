"""Which needs of a place do we know already, so that nobody is asked or types them twice? Facts in, codes out."""

from collections.abc import Iterable

DOG = ("hund", "dog")
WHEELCHAIR = ("kørestol", "rullestol", "wheelchair")
CHOSEN = ("women_only", "substance_free")  # what the person chose: written nowhere but in the latest request
TOGETHER = {"child": "children", "partner": "couple"}


def needs_known(
    *, animals: str, accessibility_needs: str, with_them: Iterable[str], asked_for: Iterable[str]
) -> list[str]:
    """A woman is not taken to want a place for women only: her sex opens those, and only her own word shuts others."""
    known = {TOGETHER[relation] for relation in with_them if relation in TOGETHER}
    known |= {need for need in asked_for if need in CHOSEN}
    if _mentions(animals, DOG):
        known.add("dog")
    if _mentions(accessibility_needs, WHEELCHAIR):
        known.add("wheelchair")
    return sorted(known)


def _mentions(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text.lower() for word in words)
