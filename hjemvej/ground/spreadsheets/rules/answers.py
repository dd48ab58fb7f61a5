"""What has a human said of a row, on the page or in the column of answers? Whom it is about, and are they protected?"""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from hjemvej.ground.people.rules import fold_words

SAME, NEW = ("samme", "ja", "same"), ("ny", "nej", "new")
IS_RIGHT = re.compile(r"\brækken har ret\b")
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
    is_right: bool = False  # the row is right where we knew otherwise
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
    is_right = bool(IS_RIGHT.search(said))
    said = IS_RIGHT.sub(" ", said)
    protected_as = next((kind for kind, words in PROTECTION if words.search(said)), None)
    for _kind, words in PROTECTION:
        said = words.sub(" ", said)
    word = fold_words(re.sub(r"[,;/]|\bog\b", " ", said))
    who = "same" if word in SAME or (is_right and not word) else "new" if word in NEW else ""
    return Answer(who, is_right=is_right, protected_as=protected_as)


def from_kept(kept: Mapping[str, str]) -> Answer:
    """Return an answer as the upload keeps it: "new", "skip", "above", "same:<id>", "right:<id>" or "row:<number>"."""
    who, _colon, whom = kept.get("who", "").partition(":")
    if who == "skip":
        return Answer(is_skipped=True)
    is_of_a_row = who in ("row", "right_row")
    return Answer(
        who if who in ("", "new") else "same",
        person_id=uuid.UUID(whom) if whom and not is_of_a_row else None,
        row=int(whom) if whom and is_of_a_row else 0,
        is_right=who in ("right", "right_row"),
        protected_as=kept.get("protected_as"),
    )
