"""What has a human said of a row, on the page or in the column of answers? Whom it is about, and are they protected?"""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from hjemvej.ground.people.rules import fold_words

SAME, NEW = ("samme", "ja", "same"), ("ny", "nej", "new")
SKIP = re.compile(r"\b(?:spring(?:es)? over|skal ikke med|slet)\b")
PROTECTION = (  # in the order they are looked for
    ("", re.compile(r"\bikke beskyttet\b|\bingen beskyttelse\b")),
    ("threatened", re.compile(r"\btruet\b")),
    ("address", re.compile(r"\bbeskyttet\b")),
)


@dataclass(frozen=True)
class Answer:
    """What was answered of a row; empty where nothing was."""

    who: str = ""  # "same" or "new"
    person_id: uuid.UUID | None = None  # the same as this one, of those whom the row may be about
    row: int = 0  # the same as that row of the file
    is_skipped: bool = False
    protected_as: str | None = None  # not said; nothing: they are not

    def or_else(self, other: "Answer") -> "Answer":
        """Add what only the other one says."""
        if self.is_skipped or self.who:
            return self if self.protected_as is not None else replace(self, protected_as=other.protected_as)
        return other if self.protected_as is None else replace(other, protected_as=self.protected_as)


UNANSWERED = Answer()


def read_answer(text: str) -> Answer:
    """“samme”, “ny”, “spring over”, and whether the citizen is protected: “ny, beskyttet”."""
    said = fold_words(text)
    if SKIP.search(said):
        return Answer(is_skipped=True)
    protected_as = next((kind for kind, words in PROTECTION if words.search(said)), None)
    for _kind, words in PROTECTION:
        said = words.sub(" ", said)
    word = fold_words(re.sub(r"[,;/]|\bog\b", " ", said))
    return Answer("same" if word in SAME else "new" if word in NEW else "", protected_as=protected_as)


def from_kept(kept: Mapping[str, str]) -> Answer:
    """An answer as the upload keeps it."""
    who, _colon, whom = kept.get("who", "").partition(":")
    if who == "skip":
        return Answer(is_skipped=True)
    person_id = uuid.UUID(whom) if who == "same" and whom else None
    row = int(whom) if who == "row" and whom.isdigit() else 0
    return Answer("same" if who in ("same", "row") else who, person_id, row, protected_as=kept.get("protected_as"))
