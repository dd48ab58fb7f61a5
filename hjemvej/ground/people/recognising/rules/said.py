"""What was said of somebody? Words, a birth or an age, a sex, a number: from a search text, a form or a row. Pure."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from hjemvej.ground.people.rules import Born, Search, read_search

from .folding import fold, is_without_vowels

# What is said of anybody tells nobody apart.
SAYS_NOTHING = frozenset(
    (
        "af alder anden ca cirka de den der det efter eller en er et for fra gammel han ham har hed hedder hos hun hvor"
        " i ikke ind kaldes kaldt kendes lidt med meget midt måske navn navnet nok noget nogen og om omkring oplyst op"
        " person personen på ser sidder sig som stor set til træffes ud uden ukendt ukendte ung ungt ved vist voksen år"
        " årig over under borger borgeren gadesover hjemløs sover står går ligger anonym ingen kender"
    ).split()
)
PARTICLES = frozenset("al el bin ibn von van da dos du le fru hr".split())
MEN = frozenset("mand manden mænd fyr fyren herre herren dreng drengen gut".split())
WOMEN = frozenset("kvinde kvinden kvinder dame damen pige pigen tøs".split())
WORD = re.compile(r"[^\W_][^\W_'’]*(?:['’][^\W_]+)*")
NOTHING = SAYS_NOTHING | MEN | WOMEN
WORDS_HEARD = 8
GUESSED_YEARS = 5


@dataclass(frozen=True)
class Said:
    """What somebody said or typed of a person. Words that say nothing are left out."""

    words: Mapping[str, str] = field(default_factory=dict)  # as `telling` gives them
    marks: tuple[str, ...] = ()  # of a birth date: 0304, 030471, 03041971, 1971
    born: Born = field(default_factory=Born)
    born_from: int | None = None  # an age that was said, as a span of years
    born_until: int | None = None
    sex: str = "unknown"
    number: str = ""  # the keyed hash
    are_names: bool = False  # the words stood in a field for a name: nothing describes

    @cached_property
    def parts(self) -> tuple[tuple[str, bool], ...]:
        """The words folded (a Chinese name is two), and whether each was written without vowels."""
        parts = [(part, is_without_vowels(word)) for folded, word in self.words.items() for part in folded.split()]
        return tuple(parts[:WORDS_HEARD])

    @property
    def years(self) -> tuple[int | None, int | None]:
        """The years in which they were born, as far as an age or a year was said."""
        if self.born.year and not self.born.on:
            slack = GUESSED_YEARS if self.born.is_guess else 1
            return self.born.year - slack, self.born.year + slack
        return self.born_from, self.born_until

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.marks or self.number or self.born_from or self.born != Born())


def said_in(text: str, on: datetime.date) -> Said:
    """Read what was typed into one field, a name or a description; nothing in it can be wrong."""
    return of_search(read_search(text, on))


def of_search(search: Search) -> Said:
    return Said(
        words=telling(" ".join(search.words)),
        marks=tuple(mark for mark in search.dates if may_be_birth(mark)),
        born_from=search.born_from,
        born_until=search.born_until,
        sex=sex_in(" ".join(search.words)),
    )


def said_names(*names: str, born: Born | None = None, sex: str = "unknown", number: str = "") -> Said:
    """What a row of a list or a form says: its names, and what else stands in fields of their own."""
    return Said(words=telling(" ".join(names)), born=born or Born(), sex=sex, number=number, are_names=True)


def telling(text: str) -> dict[str, str]:
    """The words that tell one person from another: each once, folded, with how it was written."""
    found: dict[str, str] = {}
    for word in WORD.findall(text):
        if word.lower() not in NOTHING:
            found.setdefault(fold(word), word)
    found.pop("", None)
    return {folded: word for folded, word in found.items() if word.lower() not in PARTICLES} or found


def sex_in(text: str) -> str:
    """Whether a man or a woman was said; both is neither."""
    words = set(re.findall(r"\w+", text.lower()))
    is_man, is_woman = bool(words & MEN), bool(words & WOMEN)
    if is_man == is_woman:
        return "unknown"
    return "man" if is_man else "woman"


def may_be_birth(mark: str) -> bool:
    """A postcode or a room is no birth: day and month must be possible, or the year."""
    if len(mark) == 4 and 1900 <= int(mark) <= 2100:
        return True
    return 1 <= int(mark[:2]) <= 31 and 1 <= int(mark[2:4]) <= 12
