"""What does a caller's description tell of somebody unknown, or of somebody whose name was said?"""

import datetime
import re
from dataclasses import dataclass
from typing import Literal

from hjemvej.platform.sealing.cpr_numbers import CPR_WITH_A_DATE, cover_cpr

ABOUT = re.compile(r"\b(?:ca|cirka|omkring)\.?\s*(\d{1,2})\b|\b(\d{1,2})\s*år", re.IGNORECASE)
MAN = re.compile(r"\b(?:mand|fyr|herre|dreng)(?:en)?\b", re.IGNORECASE)
WOMAN = re.compile(r"\b(?:kvinde|dame|pige)n?\b", re.IGNORECASE)
NAME = re.compile(r"[^\W\d_]+(?:[-'’. ]+[^\W\d_]+){1,4}\.?")
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
    return Described(sex, _born_year(text, on), *_name(text))


def _born_year(text: str, on: datetime.date) -> int | None:
    found = ABOUT.search(text)
    age = int(found[1] or found[2]) if found else 0
    return on.year - age if YOUNGEST <= age <= OLDEST else None


def without_cpr(text: str) -> str:
    """CPR numbers are kept encrypted on the citizen alone: in free text the last four digits go."""
    return cover_cpr(text, CPR_WITH_A_DATE)


def reads_like_a_name(text: str) -> bool:
    """Nothing but a name, each word of it with a capital letter."""
    return could_be_a_name(text) and all(word[0].isupper() for word in text.split())


def could_be_a_name(text: str) -> bool:
    """As it is typed while somebody shouts: two words or more, and none of them tells what somebody looks like."""
    words = text.lower().split()
    is_told = MAN.search(text) or WOMAN.search(text) or words[:1] in (["ukendt"], ["en"], ["et"])
    return bool(NAME.fullmatch(text.strip())) and not is_told


def _name(text: str) -> tuple[str, str]:
    """Given names and surname."""
    if not could_be_a_name(text):
        return "", ""
    words = [word if word != word.lower() else word.title() for word in text.split()]
    return " ".join(words[:-1]), words[-1]
