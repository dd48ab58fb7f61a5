"""Does what was said fit somebody we know, and why? A human reads the reasons and decides; no figure is shown. Pure."""

import enum
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from django.utils.translation import gettext as _

from hjemvej.ground.people.rules import Born

from .folding import bones, is_without_vowels
from .said import GUESSED_YEARS, Said, telling

Kind = Literal["name", "alias", "earlier", "spelling", "description", "animals"]
DESCRIBE: frozenset[Kind] = frozenset({"description", "animals"})
ORDER: tuple[Kind, ...] = ("name", "alias", "spelling", "earlier", "description", "animals")
LIKE_ENOUGH = 0.3  # of what was said
NEAR_THE_BEST = 0.6
NEARLY = 0.8  # a word that is heard or typed slightly wrong
SHORT = 4  # "Bo" and "Ib" are no typing errors
ENDINGS = frozenset(("e", "en", "er", "et", "n", "t", "s", "ne", "ene", "erne", "ens", "ets"))
YEARS_APART = 15  # nobody guesses so wrong


class Fit(enum.IntEnum):
    """How sure may a human be? Never shown."""

    NO = 0
    FAINT = 1  # worth offering
    LIKELY = 2  # must be asked about before somebody new is made
    SAME = 3  # the number, or the whole name and the birthday


@dataclass(frozen=True)
class Called:
    """A name of a person, or words that describe them."""

    text: str
    kind: Kind = "name"

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(part for folded in telling(self.text) for part in folded.split())

    @cached_property
    def without_vowels(self) -> bool:
        return is_without_vowels(self.text)


@dataclass(frozen=True)
class Known:
    """A person we know, as far as it tells them from others."""

    id: uuid.UUID
    called: tuple[Called, ...]
    born: Born = field(default_factory=Born)
    sex: str = "unknown"
    number: str = ""
    given_names: str = ""
    told: float = 0.0  # when we last learned of them, in seconds: the latest stands before equals


@dataclass(frozen=True)
class Judgement:
    """Whether a person may be meant, with what speaks for it and against it, in words."""

    id: uuid.UUID
    fit: Fit
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    share: float = 0.0  # of what was said: orders the list, and is shown to nobody
    is_whole: bool = False  # called just so, and nothing more

    @property
    def words(self) -> str:
        """Why they are offered, in one line."""
        return ", ".join([*self.reasons, *(_("men %(what)s") % {"what": what} for what in self.against)])


def recognise(said: Said, people: Iterable[Known], weights: Mapping[str, float] | None = None) -> list[Judgement]:
    """Those whom the words may mean, what tells most first. `weights`: a word that many have tells less than one."""
    listed = list(people)
    told = {person.id: person.told for person in listed}
    found = [one for one in (judge(said, person, weights) for person in listed) if one.fit]
    best = max((one.share for one in found), default=0.0)
    near = [one for one in found if one.fit == Fit.SAME or one.share >= NEAR_THE_BEST * best]
    return sorted(near, key=lambda one: (-one.fit, -one.is_whole, bool(one.against), -one.share, -told[one.id]))


def judge(said: Said, person: Known, weights: Mapping[str, float] | None = None) -> Judgement:
    """One person against what was said."""
    birth = _birth(said, person.born)
    if said.number and said.number == person.number:
        return Judgement(person.id, Fit.SAME, (_("CPR-nummeret er det samme"),), share=1.0, is_whole=True)
    heard = _heard(said, person, weights or {})
    against = _against(said, person, birth)
    if (birth == "apart" and not heard.is_same) or (against and heard.share < NEARLY and not heard.is_same):
        return Judgement(person.id, Fit.NO)
    share = _share(said, heard, birth)
    if share < LIKE_ENOUGH:
        return Judgement(person.id, Fit.NO)
    reasons = (*_word_reasons(heard), *_birth_reasons(birth, said, has_words=bool(heard.by)))
    if not reasons:
        return Judgement(person.id, Fit.NO)
    return Judgement(
        person.id, _fit(said, heard, birth, against), reasons, against, share, is_whole=heard.is_same and not against
    )


# --- names and words ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heard:
    """What of the words was found again with a person."""

    share: float = 0.0  # weighed, of the words
    weight: float = 0.0  # of all words
    by: tuple[Called, ...] = ()  # the names and descriptions that were recognised, the likest first
    whole: Called | None = None  # the name that is just what was said
    names: int = 0  # words that are names, nearly or wholly
    described: int = 0  # words that describe

    @property
    def is_same(self) -> bool:
        return self.whole is not None and self.whole.kind not in DESCRIBE


def _heard(said: Said, person: Known, weights: Mapping[str, float]) -> Heard:
    parts = said.parts
    if not parts:
        return Heard()
    best: dict[int, tuple[float, Called]] = {}
    for place, (part, bare) in enumerate(parts):
        for called in person.called:
            if said.are_names and called.kind in DESCRIBE:
                continue
            is_bare = bare or called.without_vowels
            like = max((_alike(part, other, called.kind, bare=is_bare) for other in called.words), default=0.0)
            if like > best.get(place, (0.0, called))[0]:
                best[place] = like, called
    total = sum(weights.get(part, 1.0) for part, _bare in parts)
    found = sum(weights.get(parts[place][0], 1.0) * like for place, (like, _called) in best.items())
    whole = _whole(tuple(part for part, _bare in parts), person)
    return Heard(
        share=found / total,
        weight=total,
        by=tuple(called for _like, called in sorted(best.values(), key=lambda one: -one[0])),
        whole=whole,
        names=sum(like >= NEARLY and called.kind not in DESCRIBE for like, called in best.values()),
        described=sum(called.kind in DESCRIBE for _like, called in best.values()),
    )


def are_alike(one: Called, other: Called) -> bool:
    """Have two names a word in common, nearly or wholly?"""
    bare = one.without_vowels or other.without_vowels
    pairs = [(ours, theirs) for ours in one.words for theirs in other.words]
    return any(
        max(_alike(*pair, "name", bare=bare), _alike(*pair[::-1], "name", bare=bare)) >= NEARLY for pair in pairs
    )


def _whole(asked: tuple[str, ...], person: Known) -> Called | None:
    """The name that is just what was said: its words in any order, or joined otherwise (Ann-Sofie, Annsofie)."""
    in_order, squeezed = sorted(asked), "".join(asked)
    for called in person.called:
        if called.words and (sorted(called.words) == in_order or "".join(called.words) == squeezed):
            return called
    return None


def _word_reasons(heard: Heard) -> tuple[str, ...]:
    if heard.whole is not None and heard.whole.kind == "name":
        return (_("navnet er det samme"),)
    kinds: dict[Kind, Called] = {}
    for called in heard.by:
        kinds.setdefault(called.kind, called)
    if heard.whole is not None:
        kinds = {heard.whole.kind: heard.whole} | {kind: called for kind, called in kinds.items() if kind in DESCRIBE}
    return tuple(_said_of(kinds[kind]) for kind in ORDER if kind in kinds)


def _said_of(called: Called) -> str:
    if called.kind == "name":
        return _("navnet ligner")
    if called.kind == "description":
        return _("beskrivelsen ligner")
    if called.kind == "animals":
        return called.text
    if called.kind == "earlier":
        return _("hed før %(name)s") % {"name": called.text}
    return _("kaldes også %(name)s") % {"name": called.text}


def _alike(asked: str, known: str, kind: Kind, *, bare: bool) -> float:
    """How much one folded word is like another, 1 for the same; a word that describes has only its endings to vary."""
    if asked == known:
        return 1.0
    if len(asked) > 1 and known.startswith(asked):  # as it is being typed
        return 0.7 + 0.3 * len(asked) / len(known)
    if kind in DESCRIBE:
        return 0.8 if _inflected(asked, known) else 0.0
    if bare and bones(asked, 2) == bones(known, 2) != "":
        return 0.85 if bones(asked) else 0.7
    if min(len(asked), len(known)) < SHORT or 2 * len(set(asked) & set(known)) < len(set(asked)):
        return 0.0
    steps = _steps(asked, known, at_most=2)
    if steps == 1:
        return 0.85 if len(asked) > SHORT or asked[0] == known[0] else 0.6
    if steps == 2 and (
        min(len(asked), len(known)) > 6 or (asked[0] == known[0] and bones(asked) == bones(known) != "")
    ):
        return NEARLY
    alike = _trigrams(asked, known)
    return 0.8 * alike + 0.2 * (asked[0] == known[0]) if alike >= 0.4 else 0.0


def _inflected(asked: str, known: str) -> bool:
    """Station, stationen; bus, bussen; jakke, regnjakke."""
    short, long = sorted((asked, known), key=len)
    if len(short) > 2 and long.startswith(short) and long[len(short) :] in ENDINGS:
        return True
    return len(short) >= SHORT and long.endswith(short)


def _steps(one: str, other: str, at_most: int) -> int:
    """Count letters added, left out, exchanged or swapped with their neighbour; `at_most` + 1 stands for more."""
    if abs(len(one) - len(other)) > at_most:
        return at_most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, sign in enumerate(one, start=1):
        above, row, last = row, [place], before
        for column, against in enumerate(other, start=1):
            step = min(above[column] + 1, row[-1] + 1, above[column - 1] + (sign != against))
            if last and column > 1 and sign == other[column - 2] and one[place - 2] == against:
                step = min(step, last[column - 2] + 1)
            row.append(step)
        if min(row) > at_most:
            return at_most + 1
        before = above
    return row[-1]


def _trigrams(one: str, other: str) -> float:
    ours, theirs = _three(one), _three(other)
    return len(ours & theirs) / len(ours | theirs)


def _three(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))


# --- birth, sex, number ---------------------------------------------------------------------------------------------

Birth = Literal["day", "year", "age", "unknown", "other day", "other year", "other age", "apart"]


def _birth(said: Said, known: Born) -> Birth:
    """How the birth that was said agrees with what we know."""
    year = known.on.year if known.on else known.year
    if said.born.on and known.on:
        return "day" if said.born.on == known.on else "other day"
    for mark in said.marks:
        found = _mark(mark, known)
        if found != "unknown":
            return found
    if year is None:
        return "unknown"
    if said.born_from is not None and said.born_until is not None:
        return _span(year, said.born_from, said.born_until)
    asked = said.born.on.year if said.born.on else said.born.year
    if asked is None:
        return "unknown"
    slack = GUESSED_YEARS if said.born.is_guess or known.is_guess else 1
    fits: Birth = _span(year, asked - slack, asked + slack)
    if fits == "age" and not (said.born.is_guess or known.is_guess):
        return "year"
    return fits


def _span(year: int, first: int, last: int) -> Birth:
    away = max(first - year, year - last, 0)
    if not away:
        return "age"
    return "apart" if away > YEARS_APART else "other age"


def _mark(mark: str, known: Born) -> Birth:
    """A date that was typed, against the birthday: its day, or a year that could be one."""
    year = known.on.year if known.on else known.year
    if known.on and mark in (f"{known.on:%d%m}", f"{known.on:%d%m%y}", f"{known.on:%d%m%Y}"):
        return "day"
    is_year = len(mark) == 4 and 1900 <= int(mark) <= 2100
    if is_year:
        if year is None:
            return "unknown"
        if int(mark) == year:
            return "year"
        if known.is_guess and abs(int(mark) - year) <= GUESSED_YEARS:
            return "age"
        return "apart" if abs(int(mark) - year) > YEARS_APART else "other year"
    return "other day" if known.on else "unknown"


def _against(said: Said, person: Known, birth: Birth) -> tuple[str, ...]:
    """What contradicts it, in words."""
    against = []
    if birth in ("other day", "other year", "other age", "apart"):
        told = {
            "other day": _("fødselsdagen er en anden"),
            "other year": _("fødselsåret er et andet"),
            "other age": _("alderen passer ikke"),
            "apart": _("alderen passer slet ikke"),
        }
        against.append(told[birth])
    if said.number and person.number:
        against.append(_("CPR-nummeret er et andet"))
    if {said.sex, person.sex} == {"man", "woman"}:
        against.append(_("kønnet er et andet"))
    return tuple(against)


def _birth_reasons(birth: Birth, said: Said, *, has_words: bool) -> tuple[str, ...]:
    if birth == "day":
        return (_("fødselsdato"),)
    if birth == "year":
        return (_("fødselsår"),) if has_words or not said.words else ()
    if birth == "age" and (has_words or not said.words):  # to be of that age is not enough
        return (_("alder"),)
    return ()


# --- together -------------------------------------------------------------------------------------------------------

WEIGHT_OF_DAY, WEIGHT_OF_AGE = 1.0, 0.5


def _share(said: Said, heard: Heard, birth: Birth) -> float:
    """How much of what was said is true of this person."""
    of_day = WEIGHT_OF_DAY if said.marks or said.born.on else 0.0
    of_age = WEIGHT_OF_AGE if not of_day and (said.born_from or said.born.year) else 0.0
    total = heard.weight + of_day + of_age
    if not total:
        return 0.0
    held = of_day if birth == "day" else of_age or of_day / 2 if birth in ("year", "age") else 0.0
    return (heard.weight * heard.share + held) / total


def _fit(said: Said, heard: Heard, birth: Birth, against: tuple[str, ...]) -> Fit:
    if against:
        return Fit.LIKELY if heard.is_same and birth in ("day", "unknown", "year", "age") else Fit.FAINT
    if heard.is_same and birth == "day" and len(said.words) > 1:
        return Fit.SAME
    if heard.is_same or (birth == "day" and heard.names):
        return Fit.LIKELY
    if heard.names > 1 or (heard.described > 1 and heard.share >= NEARLY):
        return Fit.LIKELY
    return Fit.FAINT
