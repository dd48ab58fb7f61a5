"""What does one row say of one person? Each cell read, and what can't be read told in words. Pure."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from hjemvej.ground.people import cpr
from hjemvej.ground.people.rules import Born, fold_words
from hjemvej.ground.situations.rules import IN_A_HOUSE, Certainty, Stay
from hjemvej.platform.rooms import import_columns

from .cells import (
    ERROR_OF_EXCEL,
    ONLY_THE_DAY,
    CellInDoubt,
    CellNotUnderstood,
    House,
    find_house,
    holds_a_cpr,
    is_blank,
    kind_told_by,
    read_born,
    read_cpr,
    read_day,
    read_sex,
    read_situation,
)
from .columns import Field, label_of
from .names import Called, is_described, read_name, read_part
from .workbooks import Row

NAMELESS, UNBORN = Called(), Born()
FURTHEST_AHEAD = datetime.timedelta(days=62)
LONGEST = {
    Field.ALIAS: 200, Field.DESCRIPTION: 200, Field.PHONE: 200, Field.EMAIL: 200, Field.REACHED: 200,
    Field.LANGUAGE: 40, Field.CITIZENSHIP: 60, Field.ANIMALS: 200, Field.DETAIL: 200,
}  # fmt: skip
NOTE = re.compile(
    r"[*¹]|1\)|(?:note|kilde|opgjort|opdateret|udskrevet|senest|obs|nb|bemærk\w*|se også|fortrolig\w*|side \d)\b"
)
SUM = re.compile(r"(?:i alt|ialt|subtotal|gennemsnit|gns)\b|(?:total|sum|antal)$|antal (?:på|i|borgere|personer)\b")
TELLS_WHO = (Field.NAME, Field.GIVEN_NAMES, Field.SURNAME, Field.ALIAS, Field.DESCRIPTION)
A_SENTENCE = 7  # words; fewer may be a name
SAME, NEW = ("samme", "ja", "same"), ("ny", "nej", "new")


@dataclass(frozen=True)
class Listing:
    """What holds for the whole list: the day it tells of, today, and the houses by folded name."""

    on: datetime.date
    today: datetime.date
    houses: Mapping[str, House]
    source: str
    header: frozenset[str] = frozenset()  # the header's own cells, folded
    born_tells: str = ""  # what a bare number of a birth is by its header: "age", "year" or not said


@dataclass(frozen=True)
class Facts:
    """What a row says, as far as it was understood."""

    called: Called = NAMELESS
    alias: str = ""
    cpr: str = ""
    born: Born = UNBORN
    sex: str = "unknown"
    ways: tuple[tuple[str, str], ...] = ()
    language: str = ""
    citizenship: str = ""
    animals: str = ""
    stay: Stay | None = None
    answer: str = ""
    brought: tuple[tuple[str, Any], ...] = ()  # the values of the columns that rooms bring

    @property
    def name(self) -> str:
        return self.called.full or self.called.description

    @property
    def aliases(self) -> tuple[str, ...]:
        return tuple(name for name in (self.called.alias, self.alias) if name)


@dataclass
class Understood:
    """A row's facts with what is wrong or in doubt, or why it is no person at all."""

    facts: Facts
    wrong: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    skipped: str = ""
    who: str = ""  # the cells that tell whom it is about, as they stand


def understand(row: Row, fields: Sequence[str | None], listing: Listing) -> Understood:
    """Read every cell that has a meaning; go on after one that can't be read, so that all is told at once."""
    cells = {name: cell for name, cell in zip(fields, row, strict=False) if name and cell}
    if reason := _not_a_person(row, cells, listing):
        return Understood(Facts(), skipped=reason)
    understood = Understood(Facts(), who=" ".join(cells[name] for name in TELLS_WHO if name in cells))
    reader = _Reader(cells, listing, understood)
    understood.facts = reader.facts()
    if _may_be_a_heading(cells, fields):
        reason = _("Ligner en overskrift eller en note. Er det et menneske, så skriv “ny” i “Hjemvej: svar”.")
        understood.doubts.insert(0, reason)
    if not understood.wrong and not understood.facts.name and not understood.doubts:
        understood.doubts.append(_("Der er hverken navn eller beskrivelse. Skriv f.eks. “ukendt mand, stationen”."))
    return understood


def _not_a_person(row: Row, cells: Mapping[str, str], listing: Listing) -> str:
    """Why the row is empty, a footnote, a sum or the header once more; nothing when it may be about somebody."""
    filled = [cell for cell in row if cell]
    if not filled:
        return _("Tom række")
    said = fold_words(filled[0])
    if SUM.match(said):
        return _("Ligner en sum")
    if all(cell == filled[0] for cell in filled) and (NOTE.match(filled[0]) or NOTE.match(said)):
        return _("Ligner en fodnote")  # also a merged cell over the whole width
    if len(filled) > 1 and all(fold_words(cell) in listing.header for cell in filled):
        return _("Overskriften en gang til")
    if not cells:
        return _("Der står kun noget i kolonner, der ikke skal med")
    return ""


def _may_be_a_heading(cells: Mapping[str, str], fields: Sequence[str | None]) -> bool:
    """A line of its own between the people: "Herberg", or a sentence."""
    if len(cells) > 1 or sum(name is not None for name in fields) < 3:
        return False
    text = next(iter(cells.values()))
    return not is_described(text) and (len(text.split()) >= A_SENTENCE or kind_told_by(text) is not None)


class _Reader:
    """Reads the cells of one row and keeps what went wrong."""

    def __init__(self, cells: Mapping[str, str], listing: Listing, understood: Understood) -> None:
        self.cells = {name: text for name, text in cells.items() if not ERROR_OF_EXCEL.fullmatch(text)}
        self.listing = listing
        self.understood = understood
        answer = fold_words(cells.get(Field.ANSWER, ""))
        self.answer = "same" if answer in SAME else "new" if answer in NEW else ""
        for name in cells.keys() - self.cells.keys():
            problem = _("Excel viser en fejl (%(text)s). Ret cellen, eller lad den stå tom.") % {"text": cells[name]}
            self._doubt(name, CellInDoubt(problem))

    def facts(self) -> Facts:
        called = self._called()
        number = self._cpr()
        born = self._born(Field.BORN)
        if born == UNBORN and ONLY_THE_DAY.fullmatch(self.cells.get(Field.CPR, "")):
            born = self._born(Field.CPR)
        if number and born.on and born.on != cpr.born_on(number):
            self.understood.doubts.append(_("Fødselsdagen og CPR-nummeret passer ikke sammen."))
        if number:
            born = Born(on=cpr.born_on(number))
        return Facts(
            called=called,
            alias=self._text(Field.ALIAS),
            cpr=number,
            born=born,
            sex=self._sex(),
            ways=self._ways(),
            language=self._text(Field.LANGUAGE),
            citizenship=self._text(Field.CITIZENSHIP),
            animals=self._text(Field.ANIMALS),
            stay=self._stay(),
            answer=self.answer,
            brought=tuple(self._brought()),
        )

    def _brought(self) -> Iterator[tuple[str, Any]]:
        for key, column in import_columns().items():
            text = self.cells.get(key, "")
            if is_blank(text):
                continue
            self._refuse_cpr(key, text)
            try:
                yield key, column.read(text)
            except ValueError as problem:
                self._wrong(key, problem)

    def _called(self) -> Called:
        try:
            called = read_name(self.cells.get(Field.NAME, ""), is_a_name=bool(self.answer))
        except CellNotUnderstood as problem:
            self._wrong(Field.NAME, problem)
            called = Called()
        except CellInDoubt as problem:
            self._doubt(Field.NAME, problem)
            called = Called()
        given, surname = self._name_part(Field.GIVEN_NAMES), self._name_part(Field.SURNAME)
        described = called.description
        if is_described(given) and not surname:
            given, described = "", given
        if given or surname:
            called = Called(given, surname, called.alias or (called.full if called.full != given else ""))
        description = described or self._text(Field.DESCRIPTION)
        if called.full:
            return called
        self._refuse_cpr(Field.NAME, description)
        return Called(description=(description or called.alias or self._text(Field.ALIAS))[:200])

    def _name_part(self, name: Field) -> str:
        text = self.cells.get(name, "")
        if is_described(text):
            return text
        try:
            return read_part(text, is_a_name=bool(self.answer))
        except CellNotUnderstood as problem:
            self._wrong(name, problem)
        except CellInDoubt as problem:
            self._doubt(name, problem)
        return ""

    def _text(self, name: Field) -> str:
        text = self.cells.get(name, "")
        if is_blank(text):
            return ""
        if len(text) > LONGEST[name]:
            self._wrong(name, CellNotUnderstood(_("Teksten er længere end %(most)d tegn.") % {"most": LONGEST[name]}))
        if name is not Field.PHONE:
            self._refuse_cpr(name, text)
        return text[: LONGEST[name]]

    def _refuse_cpr(self, name: str, text: str) -> None:
        if holds_a_cpr(text):
            self._doubt(name, CellInDoubt(_("Her står et CPR-nummer. Flyt det til kolonnen med CPR-numre.")))

    def _cpr(self) -> str:
        text = self.cells.get(Field.CPR, "")
        if is_blank(text) or ONLY_THE_DAY.fullmatch(text):
            return ""
        try:
            return read_cpr(text, self.listing.today)
        except CellNotUnderstood as problem:
            self._wrong(Field.CPR, problem)
            return ""

    def _born(self, name: Field) -> Born:
        text = self.cells.get(name, "")
        if name is Field.CPR:
            text = text[:6]
        try:
            return read_born(text, self.listing.today, tells=self.listing.born_tells)
        except CellNotUnderstood as problem:
            self._wrong(name, problem)
        except CellInDoubt as problem:
            self._doubt(name, problem)
        return UNBORN

    def _sex(self) -> str:
        try:
            return read_sex(self.cells.get(Field.SEX, ""))
        except CellInDoubt as problem:
            self._doubt(Field.SEX, problem)
            return "unknown"

    def _ways(self) -> tuple[tuple[str, str], ...]:
        kinds = ((Field.PHONE, "phone"), (Field.EMAIL, "email"), (Field.REACHED, "place"))
        return tuple((kind, text) for name, kind in kinds if (text := self._text(name)))

    def _stay(self) -> Stay | None:
        said, place = self.cells.get(Field.SITUATION, ""), self.cells.get(Field.HOUSE, "")
        if fold_words(said) in self.listing.houses and is_blank(place):
            said, place = "", said  # "Sover: Kvindeboligen"
        try:
            kind = read_situation(said)
        except CellInDoubt as problem:
            self._doubt(Field.SITUATION, problem)
            return None
        from_on, until_on = self._day(Field.FROM_ON), self._day(Field.UNTIL_ON)
        detail = self._text(Field.DETAIL)
        house = find_house(place, self.listing.houses)
        if kind is None:
            kind = house.sleeps_as if house else kind_told_by(place)
        if kind is None:
            self._doubt_where(place, has_a_day=bool(from_on or until_on))
            return None
        if house and kind not in IN_A_HOUSE:
            self.understood.doubts.append(_("Situationen og stedet passer ikke sammen. Ret det ene."))
        if not house and not is_blank(place):
            detail = f"{place}, {detail}".strip(", ")[:200]
        from_on = from_on or self.listing.on
        if from_on > self.listing.today + FURTHEST_AHEAD:
            self.understood.wrong.append(_("Fra-datoen ligger mere end to måneder ude i fremtiden."))
        if until_on and until_on <= from_on:
            self.understood.wrong.append(_("Til-datoen ligger ikke efter fra-datoen."))
        house_id = house.id if house else None
        return Stay(kind, from_on, until_on, self.listing.source, Certainty.HEARD, house_id=house_id, detail=detail)

    def _doubt_where(self, place: str, *, has_a_day: bool) -> None:
        if not is_blank(place):
            problem = _(
                "“%(place)s” er ikke et af vores steder. Skriv også, hvad det er, f.eks. herberg eller natcafé."
            )
            self._doubt(Field.HOUSE, CellInDoubt(problem % {"place": place[:40]}))
        elif has_a_day:
            self.understood.doubts.append(_("Der er en dato, men ikke hvor borgeren sov."))

    def _day(self, name: Field) -> datetime.date | None:
        try:
            return read_day(self.cells.get(name, ""), self.listing.today)
        except CellNotUnderstood as problem:
            self._wrong(name, problem)
            return None

    def _wrong(self, name: str, problem: Exception) -> None:
        self.understood.wrong.append(f"{label_of(name)}: {problem}")

    def _doubt(self, name: str, problem: Exception) -> None:
        self.understood.doubts.append(f"{label_of(name)}: {problem}")
