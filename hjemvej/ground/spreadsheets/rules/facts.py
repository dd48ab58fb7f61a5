"""What does one row say of one person? Each cell read, and what can't be read told in words. Pure."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hjemvej.ground.people import cpr
from hjemvej.ground.people.rules import Born, fold_words
from hjemvej.ground.situations.rules import IN_A_HOUSE, Certainty, Kind, Stay

from .cells import Called, CellInDoubt, CellNotUnderstood, find_house, is_blank, read_born, read_day, read_name
from .cells import read_sex as read_sex_cell
from .cells import read_situation as read_situation_cell
from .columns import LABELS, Field
from .files import Row

NAMELESS, UNBORN = Called(), Born()
FURTHEST_AHEAD = datetime.timedelta(days=62)
LONGEST = {
    Field.ALIAS: 200, Field.DESCRIPTION: 200, Field.PHONE: 200, Field.EMAIL: 200, Field.REACHED: 200,
    Field.LANGUAGE: 40, Field.CITIZENSHIP: 60, Field.ANIMALS: 200, Field.DETAIL: 200,
}  # fmt: skip
SAME, NEW = ("samme", "ja", "same"), ("ny", "nej", "new")


@dataclass(frozen=True)
class Listing:
    """What holds for the whole list: the day it tells of, today, and the houses by folded name."""

    on: datetime.date
    today: datetime.date
    houses: Mapping[str, str]
    source: str
    header: frozenset[str] = frozenset()  # the header's own cells, folded


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


def understand(row: Row, fields: Sequence[Field | None], listing: Listing) -> Understood:
    """Read every cell that has a meaning; go on after one that can't be read, so that all is told at once."""
    cells = {name: row[column] for column, name in enumerate(fields) if name and column < len(row) and row[column]}
    if reason := _not_a_person(row, cells, listing):
        return Understood(Facts(), skipped=reason)
    understood = Understood(Facts())
    reader = _Reader(cells, listing, understood)
    understood.facts = reader.facts()
    if not understood.wrong and not understood.facts.name and not understood.doubts:
        understood.doubts.append(_("Der er hverken navn eller beskrivelse. Skriv f.eks. “ukendt mand, stationen”."))
    return understood


def _not_a_person(row: Row, cells: Mapping[Field, str], listing: Listing) -> str:
    """Why the row is empty, a footnote, a sum or the header once more; nothing when it may be about somebody."""
    filled = [cell for cell in row if cell]
    if not filled:
        return _("Tom række")
    said = fold_words(filled[0])
    if all(cell == filled[0] for cell in filled):  # also a merged cell over the whole width
        words = len(filled[0].split())
        is_note = said.startswith(("*", "note", "kilde", "opgjort", "obs", "bemærk", "i alt", "total", "sum", "side "))
        if is_note or filled[0].startswith(("*", "¹", "1)")) or words > 6:
            return _("Ligner en fodnote")
    if said in {"i alt", "total", "sum", "antal", "ialt"}:
        return _("Ligner en sum")
    if len(filled) > 1 and all(fold_words(cell) in listing.header for cell in filled):
        return _("Overskriften en gang til")
    if not cells:
        return _("Der står kun noget i kolonner, der ikke skal med")
    return ""


class _Reader:
    """Reads the cells of one row and keeps what went wrong."""

    def __init__(self, cells: Mapping[Field, str], listing: Listing, understood: Understood) -> None:
        self.cells = cells
        self.listing = listing
        self.understood = understood

    def facts(self) -> Facts:
        called = self._called()
        number = self._cpr()
        born = self._born()
        if number and born.on and born.on != cpr.born_on(number):
            self.understood.doubts.append(_("Fødselsdagen og CPR-nummeret passer ikke sammen."))
        if number:
            born = Born(on=cpr.born_on(number))
        answer = fold_words(self.cells.get(Field.ANSWER, ""))
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
            answer="same" if answer in SAME else "new" if answer in NEW else "",
        )

    def _called(self) -> Called:
        try:
            called = read_name(self.cells.get(Field.NAME, ""))
        except CellNotUnderstood as problem:
            self._wrong(Field.NAME, problem)
            called = Called()
        except CellInDoubt as problem:
            self._doubt(Field.NAME, problem)
            called = Called()
        given, surname = self._name_part(Field.GIVEN_NAMES), self._name_part(Field.SURNAME)
        if given or surname:
            called = Called(given, surname, called.alias or (called.full if called.full != given else ""))
        description = called.description or self._text(Field.DESCRIPTION)
        if not (called.full or description):
            description = self._text(Field.ALIAS)
        return Called(called.given_names, called.surname, called.alias, "" if called.full else description[:200])

    def _name_part(self, name: Field) -> str:
        text = self.cells.get(name, "")
        if is_blank(text):
            return ""
        if name is Field.GIVEN_NAMES and " og " in f" {text.lower()} ":
            self._doubt(name, CellInDoubt(_("Der står to mennesker i samme felt. Giv dem hver sin række.")))
        if len(text) > 120:
            self._wrong(name, CellNotUnderstood(_("Navnet er længere end 120 tegn.")))
        return text[:120]

    def _text(self, name: Field) -> str:
        text = self.cells.get(name, "")
        if is_blank(text):
            return ""
        if len(text) > LONGEST[name]:
            self._wrong(name, CellNotUnderstood(_("Teksten er længere end %(most)d tegn.") % {"most": LONGEST[name]}))
        return text[: LONGEST[name]]

    def _cpr(self) -> str:
        text = self.cells.get(Field.CPR, "")
        if is_blank(text):
            return ""
        try:
            return cpr.parse(text)
        except cpr.ImpossibleCpr as problem:
            self._wrong(Field.CPR, problem)
            return ""

    def _born(self) -> Born:
        try:
            return read_born(self.cells.get(Field.BORN, ""), self.listing.today)
        except CellNotUnderstood as problem:
            self._wrong(Field.BORN, problem)
            return Born()

    def _sex(self) -> str:
        try:
            return read_sex_cell(self.cells.get(Field.SEX, ""))
        except CellInDoubt as problem:
            self._doubt(Field.SEX, problem)
            return "unknown"

    def _ways(self) -> tuple[tuple[str, str], ...]:
        kinds = ((Field.PHONE, "phone"), (Field.EMAIL, "email"), (Field.REACHED, "place"))
        return tuple((kind, text) for name, kind in kinds if (text := self._text(name)))

    def _stay(self) -> Stay | None:
        try:
            kind = read_situation_cell(self.cells.get(Field.SITUATION, ""))
        except CellInDoubt as problem:
            self._doubt(Field.SITUATION, problem)
            return None
        from_on, until_on = self._day(Field.FROM_ON), self._day(Field.UNTIL_ON)
        place, detail = self.cells.get(Field.HOUSE, ""), self._text(Field.DETAIL)
        house = find_house(place, self.listing.houses) if not is_blank(place) else None
        if kind is None and not is_blank(place):
            kind = _kind_of_place(place) or (Kind.SHELTER if house else None)
        if kind is None:
            if from_on or until_on:
                self.understood.doubts.append(_("Der er en dato, men ikke hvor borgeren sov."))
            return None
        if not house and not is_blank(place):
            detail = f"{place}, {detail}".strip(", ")[:200]
        from_on = from_on or self.listing.on
        if from_on > self.listing.today + FURTHEST_AHEAD:
            self.understood.wrong.append(_("Fra-datoen ligger mere end to måneder ude i fremtiden."))
        if until_on and until_on <= from_on:
            self.understood.wrong.append(_("Til-datoen ligger ikke efter fra-datoen."))
        house_id = _uuid(house) if house and kind in IN_A_HOUSE else None
        return Stay(kind, from_on, until_on, self.listing.source, Certainty.HEARD, house_id=house_id, detail=detail)

    def _day(self, name: Field) -> datetime.date | None:
        try:
            return read_day(self.cells.get(name, ""), self.listing.today)
        except CellNotUnderstood as problem:
            self._wrong(name, problem)
            return None

    def _wrong(self, name: Field, problem: Exception) -> None:
        self.understood.wrong.append(f"{LABELS[name]}: {problem}")

    def _doubt(self, name: Field, problem: Exception) -> None:
        self.understood.doubts.append(f"{LABELS[name]}: {problem}")


def _kind_of_place(place: str) -> str | None:
    try:
        return read_situation_cell(place)
    except CellInDoubt:
        return None


def _uuid(text: str) -> uuid.UUID:
    return uuid.UUID(text)
