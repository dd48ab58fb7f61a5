"""Which needs of a place do we know already, so that nobody ticks what was said? Facts in, needs and words out.

The words are those that people say of a dog, a wheelchair and children (November 2026); a new one is added here.
"""

import re
from collections.abc import Iterable
from itertools import product

from hjemvej.efforts.safe_night.models import PlaceRequest

NEEDS = PlaceRequest.Need.choices
NOT = {"ingen", "intet", "ikke", "ik", "uden", "hverken", "no", "not", "without"}
FEARS = {"bange", "angst", "frygt", "frygter", "allergi", "allergisk", "afraid", "allergic"}  # of dogs: has none
PART = re.compile(r"[.,;:·()]|(?<!ikke )\b(?:med|men|og|har|with|but|and)\b", re.IGNORECASE)  # where a no ends
NOT_HERE = re.compile(r"(?: er| is)?\W{1,3}(?:ikke|nej|død|not|no|dead)\b", re.IGNORECASE)
SAYS_NO_KIND = {"en", "et", "sin", "sit", "sine", "hans", "hendes", "den", "a", "the", "his", "her"}
SIGNS = {
    "dog": re.compile(r"\b\w*hund(?!red|ested|e?(?:år|allergi|angst|skræk))\w*|\bdogs?\b", re.IGNORECASE),
    "wheelchair": re.compile(r"\b\w*(?:kørestol|rullestol)\w*|\bwheelchair", re.IGNORECASE),
    "children": re.compile(r"\b[1-9]\d* b(?:arn|ørn)\b"),  # as a call's form writes them
}
CHOSEN = ("women_only", "substance_free")  # what the person chose: written nowhere but in the latest request
TOGETHER = {"child": "children", "partner": "couple"}


def needs_known(
    *,
    animals: str,
    accessibility_needs: str,
    with_them: Iterable[str],
    latest_needs: Iterable[str],
    said: Iterable[str] = (),
) -> dict[str, str]:
    """Return each need that is known, with the words that say it where somebody said it tonight.

    A woman needs a place for women only if she asks for it; her sex alone only opens those places to her.
    """
    known = {TOGETHER[relation]: "" for relation in with_them if relation in TOGETHER}
    known |= {need: "" for need in latest_needs if need in CHOSEN}
    written = {"dog": animals, "wheelchair": accessibility_needs}
    known |= {need: "" for need, text in written.items() if words_for(need, text)}
    for need, text in product(SIGNS, said):
        if need not in known and (words := words_for(need, text)):
            known[need] = words
    return dict(sorted(known.items()))


def words_for(need: str, text: str) -> str:
    """Return the words of a text that say this need, with the kind: "brun hund"; nothing where they deny it."""
    for sign in SIGNS[need].finditer(text):
        before = PART.split(text[: sign.start()])[-1].split()[-6:]
        words = [word.lower() for word in before]
        denials = sum(word in NOT for word in words)  # "ikke uden sin hund" is a dog
        if denials % 2 == 0 and FEARS.isdisjoint(words) and not NOT_HERE.match(text, sign.end()):
            tells_kind = words and words[-1].isalpha() and words[-1] not in SAYS_NO_KIND | NOT
            return f"{before[-1]} {sign[0]}" if tells_kind else sign[0]
    return ""
