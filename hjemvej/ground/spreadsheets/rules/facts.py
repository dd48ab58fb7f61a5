"""What does one row say of one person? Each cell read, and what can't be read told in words. Pure."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from hjemvej.ground.people import cpr
from hjemvej.ground.people.rules import Born, fold_words
from hjemvej.ground.situations.rules import IN_A_HOUSE, Certainty, Kind, Stay
from hjemvej.ground.spreadsheets.reading.rules.workbooks import Row
from hjemvej.platform.rooms import import_columns
from hjemvej.platform.sealing.cpr_numbers import CPR_WITH_A_SIGN, in_our_digits

from .answers import UNANSWERED, Answer, read_answer
from .cells import (
    ERROR_OF_EXCEL,
    ONLY_THE_DAY,
    CellInDoubt,
    CellNotUnderstood,
    House,
    find_house,
    holds_a_cpr,
    is_blank,
    is_ditto,
    kind_told_by,
    mask_numbers,
    read_born,
    read_cpr,
    read_sex,
    read_situation,
)
from .columns import Field, label_of
from .days import Told, read_day
from .left_out import says_dead
from .names import Called, is_described, part_name_and_number, read_name, read_part
from .nobody import TELLS_WHO, may_be_a_heading, why_nobody
from .protection import read_protection, said_by

NAMELESS, UNBORN = Called(), Born()
FURTHEST_AHEAD = datetime.timedelta(days=62)
ONE_NIGHT = datetime.timedelta(days=1)
LONGEST = {
    Field.ALIAS: 200, Field.DESCRIPTION: 200, Field.PHONE: 200, Field.EMAIL: 200, Field.REACHED: 200,
    Field.LANGUAGE: 40, Field.CITIZENSHIP: 60, Field.ANIMALS: 200, Field.DETAIL: 200,
}  # fmt: skip


@dataclass(frozen=True)
class Listing:
    """What holds for the whole list: the day it tells of, today, and the houses by folded name."""

    on: datetime.date
    today: datetime.date
    houses: Mapping[str, House]
    source: str
    header: frozenset[str] = frozenset()  # the header's own cells, folded
    born_tells: str = ""  # what a bare number of a birth is by its header: "age", "year" or not said
    columns: tuple[str, ...] = ()  # the header's cells as they stand
    counts_from_1904: bool = False


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
    says_from: bool = False  # the row itself says from when, not the list's day
    protected_as: str = ""
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
    """A row's facts with what is wrong or in doubt, or why it is no person at all.

    A cell that could not be read is told, and the rest of the row comes in; whoever the row is about, a doubt waits.
    """

    facts: Facts
    wrong: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # how a cell was read that could be read in another way
    protected_by: str = ""  # the column that says so, where a human must say whether it is so
    protected_words: str = ""  # and what stands there
    skipped: str = ""
    is_ditto: bool = False  # "do." stands where the name should
    who: str = ""  # the cells that tell whom it is about, as they stand


def understand(
    row: Row,
    fields: Sequence[str | None],
    listing: Listing,
    *,
    answer: Answer = UNANSWERED,
    struck: frozenset[int] = frozenset(),
) -> Understood:
    """Read every cell that has a meaning; go on after one that can't be read, so that all is told at once.

    `answer` is what a human said of the row on the page, `struck` the columns that are struck through in it.
    """
    cells = {name: cell for name, cell in zip(fields, row, strict=False) if name and cell}
    answer = answer.or_else(read_answer(cells.get(Field.ANSWER, "")))
    if answer.is_skipped:
        return Understood(Facts(), skipped=_("Sprunget over"))
    if (reason := why_nobody(row, cells, listing.header)) and not answer.who:
        return Understood(Facts(), skipped=reason)
    understood = Understood(Facts(), who=" ".join(cells[name] for name in TELLS_WHO if name in cells))
    understood.is_ditto = any(is_ditto(cells.get(name, "")) for name in TELLS_WHO)
    reader = _Reader(cells, listing, understood, answer)
    understood.facts = reader.facts()
    is_struck = any(field in TELLS_WHO and column in struck for column, field in enumerate(fields))
    if is_struck and not answer.who:
        understood.doubts.insert(0, _("Navnet er streget over i regnearket. Skal borgeren med?"))
    if may_be_a_heading(cells, fields, listing.houses) and not answer.who:
        reason = _("Ligner en overskrift eller en note.")
        understood.doubts.insert(0, reason)
    if not understood.wrong and not understood.facts.name and not understood.doubts:
        understood.doubts.append(_("Der er hverken navn eller beskrivelse. Skriv f.eks. ”ukendt mand, stationen”."))
    if (column := says_dead(row, fields, listing.columns)) and not answer.who:
        reason = _("Kolonnen ”%(column)s” er ikke med, men siger, at borgeren er død.") % {"column": column}
        understood.doubts.insert(0, reason)
    _ask_of_protection(row, understood, listing, answer)
    return understood


def _ask_of_protection(row: Row, understood: Understood, listing: Listing, answer: Answer) -> None:
    """A row that says so in its own column is taken at its word; elsewhere a human is asked before it comes in."""
    if answer.protected_as is not None:
        understood.facts = replace(understood.facts, protected_as=answer.protected_as)
    elif not understood.facts.protected_as:
        kind, column, words = said_by(listing.columns or ("",) * len(row), row)
        if kind:
            understood.protected_by = column or _("en kolonne uden overskrift")
            understood.protected_words = mask_numbers(words)
            understood.facts = replace(understood.facts, protected_as=kind)


class _Reader:
    """Reads the cells of one row and keeps what went wrong."""

    def __init__(self, cells: Mapping[str, str], listing: Listing, understood: Understood, answer: Answer) -> None:
        self.cells = {name: text for name, text in cells.items() if not ERROR_OF_EXCEL.fullmatch(text)}
        self.listing = listing
        self.understood = understood
        self.answer = answer.who
        for name in cells.keys() - self.cells.keys():
            problem = _("Excel viser en fejl (%(text)s). Ret cellen, eller lad den stå tom.") % {"text": cells[name]}
            (self._doubt if name in TELLS_WHO else self._unread)(name, CellInDoubt(problem))
        for name in [name for name, text in self.cells.items() if name not in TELLS_WHO and is_ditto(text)]:
            if name is not Field.ANSWER:
                problem = _("”%(text)s” er ikke læst. Skriv det, der står ovenfor.") % {"text": self.cells[name][:20]}
                self._unread(name, CellInDoubt(problem))
                del self.cells[name]

    def facts(self) -> Facts:
        name, own = self.cells.get(Field.NAME, ""), self.cells.get(Field.CPR, "")
        if parted := part_name_and_number(name, own):
            self.cells[Field.NAME], self.cells[Field.CPR] = parted
        called = self._called()
        number = self._cpr()
        born = self._born(Field.BORN)
        if born == UNBORN and ONLY_THE_DAY.fullmatch(self.cells.get(Field.CPR, "")):
            born = self._born(Field.CPR)
        if number and born.on and born.on != cpr.born_on(number):
            self.understood.doubts.append(_("Fødselsdagen og CPR-nummeret passer ikke sammen."))
        if number:
            born = Born(on=cpr.born_on(number))
        stay = self._stay()
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
            stay=stay,
            says_from=self.says_from,
            protected_as=self._protection(),
            answer=self.answer,
            brought=tuple(self._brought()),
        )

    def _brought(self) -> Iterator[tuple[str, Any]]:
        for key, column in import_columns().items():
            text = self.cells.get(key, "")
            if is_blank(text):
                continue
            if self._holds_cpr(key, text):
                continue
            try:
                yield key, column.read(text)
            except ValueError as problem:
                self._unread(key, problem)

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
        if called.note:
            note = _("”%(text)s” er læst som en note og ikke som en del af navnet; den kommer ikke med.")
            self._unread(Field.NAME, CellInDoubt(note % {"text": called.note[:60]}))
            called = replace(called, note="")
        if given or surname:
            called = Called(given, surname, called.alias or (called.full if called.full != given else ""))
        description = described or self._text(Field.DESCRIPTION)
        if called.full:
            return called
        if holds_a_cpr(description):
            self._doubt(Field.NAME, CellInDoubt(_("Her står et CPR-nummer. Flyt det til kolonnen med CPR-numre.")))
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
            most = {"most": LONGEST[name]}
            self._unread(name, CellNotUnderstood(_("Teksten er længere end %(most)d tegn.") % most))
            return ""
        if self._holds_cpr(name, text):
            return ""
        return text

    def _holds_cpr(self, name: str, text: str) -> bool:
        if is_held := holds_a_cpr(text) if name != Field.PHONE else bool(CPR_WITH_A_SIGN.search(in_our_digits(text))):
            self._unread(name, CellInDoubt(_("Her står et CPR-nummer. Flyt det til kolonnen med CPR-numre.")))
        return is_held

    def _protection(self) -> str:
        text = self.cells.get(Field.PROTECTION, "")
        said = read_protection(text)
        if said is None:
            problem = _("”%(text)s” er hverken ja eller nej.") % {"text": text[:40]}
            self._unread(Field.PROTECTION, CellInDoubt(problem))
            self.understood.protected_by, self.understood.protected_words = label_of(Field.PROTECTION), text
            return "address"
        return said if text else ""

    def _cpr(self) -> str:
        text = self.cells.get(Field.CPR, "")
        if is_blank(text) or ONLY_THE_DAY.fullmatch(text):
            return ""
        try:
            return read_cpr(text, self.listing.today)
        except CellNotUnderstood as problem:
            self._unread(Field.CPR, problem)
            return ""

    def _born(self, name: Field) -> Born:
        text = self.cells.get(name, "")
        if name is Field.CPR:
            text = text[:6]
        try:
            counts = {"counts_from_1904": self.listing.counts_from_1904}
            return read_born(text, self.listing.today, tells=self.listing.born_tells, **counts)
        except (CellNotUnderstood, CellInDoubt) as problem:
            self._unread(name, problem)
        return UNBORN

    def _sex(self) -> str:
        try:
            return read_sex(self.cells.get(Field.SEX, ""))
        except CellInDoubt as problem:
            self._unread(Field.SEX, problem)
            return "unknown"

    def _ways(self) -> tuple[tuple[str, str], ...]:
        kinds = ((Field.PHONE, "phone"), (Field.EMAIL, "email"), (Field.REACHED, "place"))
        return tuple((kind, text) for name, kind in kinds if (text := self._text(name)))

    says_from = False

    def _stay(self) -> Stay | None:
        said, place = self.cells.get(Field.SITUATION, ""), self.cells.get(Field.HOUSE, "")
        if fold_words(said) in self.listing.houses and is_blank(place):
            said, place = "", said  # "Sover: Kvindeboligen"
        try:
            kind = read_situation(said)
        except CellInDoubt as problem:
            self._unread(Field.SITUATION, problem)
            return None
        first, last = self._day(Field.FROM_ON), self._day(Field.UNTIL_ON)
        detail = self._text(Field.DETAIL)
        house = find_house(place, self.listing.houses)
        if kind is None:
            kind = house.sleeps_as if house else kind_told_by(place)
        if kind is None:
            self._doubt_where(place, has_a_day=bool(first and first.day) or bool(last and last.day))
            return None
        if first is None or last is None:  # it would begin, or go on, by a guess
            words = _(
                "Derfor er ”%(kind)s” ikke skrevet som det sted, borgeren sover. Skriv dagen, og send rækken igen."
            )
            self.understood.told.append(words % {"kind": Kind(kind).label})
            return None
        from_on = first.day or self.listing.on
        if first.day is None and last.day and last.day <= from_on:
            from_on = last.day - ONE_NIGHT  # the last night is all that the row tells
        self.says_from = first.day is not None
        if reason := self._why_no_stay(kind, house, from_on, last.day):
            self.understood.unread.append(reason)
            return None
        if not house and not is_blank(place):
            detail = f"{place}, {detail}".strip(", ")[:200]
        is_rough = first.is_rough or last.is_rough
        certainty = Certainty.ASSUMED if is_rough else Certainty.HEARD
        house_id = house.id if house else None
        return Stay(kind, from_on, last.day, self.listing.source, certainty, house_id=house_id, detail=detail)

    def _why_no_stay(
        self, kind: str, house: House | None, from_on: datetime.date, until_on: datetime.date | None
    ) -> str:
        if house and kind not in IN_A_HOUSE:
            return _("Situationen og stedet passer ikke sammen. Ret det ene.")
        if kind == Kind.DEAD and not self.says_from:
            return _("Hvilken dag døde borgeren? Skriv den under ”Fra dag”.")
        if from_on > self.listing.today + FURTHEST_AHEAD:
            return _("Fra-datoen ligger mere end to måneder ude i fremtiden.")
        if until_on and until_on <= from_on:
            return _("Til-datoen ligger ikke efter fra-datoen.")
        return ""

    def _doubt_where(self, place: str, *, has_a_day: bool) -> None:
        if not is_blank(place):
            problem = _(
                "”%(place)s” er ikke et af vores steder. Skriv også, hvad det er, f.eks. herberg eller natcafé."
            )
            self._unread(Field.HOUSE, CellInDoubt(problem % {"place": place[:40]}))
        elif has_a_day:
            self.understood.unread.append(_("Der er en dato, men ikke hvor borgeren sov."))

    def _day(self, name: Field) -> Told | None:
        """The day, nothing told, or None where the cell cannot be read."""
        text = self.cells.get(name, "")
        try:
            ends, from_1904 = name is Field.UNTIL_ON, self.listing.counts_from_1904
            told = read_day(text, self.listing.today, ends=ends, counts_from_1904=from_1904)
        except CellNotUnderstood as problem:
            self._unread(name, problem)
            return None
        if told.is_rough:
            said = {"column": label_of(name), "text": text[:30], "day": f"{told.day:%d.%m.%Y}"}
            self.understood.told.append(_("%(column)s: ”%(text)s” er læst som omtrent %(day)s.") % said)
        return told

    def _wrong(self, name: str, problem: Exception) -> None:
        self.understood.wrong.append(f"{label_of(name)}: {problem}")

    def _unread(self, name: str, problem: Exception) -> None:
        self.understood.unread.append(f"{label_of(name)}: {problem}")

    def _doubt(self, name: str, problem: Exception) -> None:
        self.understood.doubts.append(f"{label_of(name)}: {problem}")
