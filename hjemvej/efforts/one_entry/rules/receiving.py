"""What does a caller's description tell of somebody unknown, or of somebody whose name was said?"""

import datetime
import re
from dataclasses import dataclass
from typing import Literal

ABOUT = re.compile(r"\b(?:ca|cirka|omkring)\.?\s*(\d{1,2})\b|\b(\d{1,2})\s*år", re.IGNORECASE)
MAN = re.compile(r"\b(?:mand|fyr|herre|dreng)(?:en)?\b", re.IGNORECASE)
WOMAN = re.compile(r"\b(?:kvinde|dame|pige)n?\b", re.IGNORECASE)
NAME = re.compile(r"[^\W\d_]+(?:[-'’. ]+[^\W\d_]+){1,4}\.?")
CPR = re.compile(
    r"(?<![\d+])((?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(?:0[1-9]|1[0-2])\d\d)[- ]?\d{4}(?!\d)", re.ASCII
)
YOUNGEST, OLDEST = 10, 99


@dataclass(frozen=True)
class Described:
    """What can be read from the words with certainty enough to be written down as a guess."""

    sex: Literal["unknown", "man", "woman"]
    born_year: int | None
    given_names: str = ""
    surname: str = ""


def read_description(text: str, on: datetime.date) -> Described:
    """Sex and approximate age, if they are said."""
    is_man, is_woman = bool(MAN.search(text)), bool(WOMAN.search(text))
    sex: Literal["unknown", "man", "woman"] = "unknown"
    if is_man != is_woman:
        sex = "man" if is_man else "woman"
    return Described(sex, _born_year(text, on), *(_name(text) or ("", "")))


def _born_year(text: str, on: datetime.date) -> int | None:
    found = ABOUT.search(text)
    age = int(found[1] or found[2]) if found else 0
    return on.year - age if YOUNGEST <= age <= OLDEST else None


def without_cpr(text: str) -> str:
    """CPR numbers are kept encrypted on the citizen alone: in free text the last four digits go."""
    return CPR.sub(r"\1-••••", text)


def reads_like_a_name(text: str) -> bool:
    return _name(text) is not None


def _name(text: str) -> tuple[str, str] | None:
    """Given names and surname when the words are nothing but a name: each begins with a capital letter."""
    words = text.split()
    if not NAME.fullmatch(text.strip()) or not all(word[0].isupper() for word in words):
        return None
    if words[0].lower() in {"ukendt", "en", "et"}:
        return None
    return " ".join(words[:-1]), words[-1]
