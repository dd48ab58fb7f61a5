"""What does one row of a list of dwellings say? Its dwelling, its vacancy, and each cell that cannot be read. Pure."""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from hjemvej.ground.people.rules import NOT_KNOWN, fold_words
from hjemvej.ground.spreadsheets.reading.rules.workbooks import Row
from hjemvej.ground.spreadsheets.rules.cells import (
    ERROR_OF_EXCEL,
    CellInDoubt,
    CellNotUnderstood,
    holds_a_cpr,
    is_ditto,
)
from hjemvej.ground.spreadsheets.rules.days import TwoReadings, read_day
from hjemvej.ground.spreadsheets.rules.nobody import HEADING, NOTE, STRUCK_OUT, SUM

from . import cells
from .addresses import Address, in_brackets, read_address, with_door
from .columns import WHERE, Field, label_of

READS: dict[str, Callable[[str], Any]] = {
    Field.HEAT: cells.read_part,
    Field.WATER: cells.read_part,
    Field.TV: cells.read_part,
    Field.DEPOSIT: lambda text: cells.read_kroner(text, 0, cells.MOST_DEPOSIT),
    Field.ROOMS: cells.read_rooms,
    Field.SIZE: lambda text: cells.read_whole(text, 500),
    Field.HAS_LIFT: cells.read_yes,
    Field.IS_STEP_FREE: cells.read_yes,
    Field.TAKES_PETS: cells.read_yes,
    Field.LEASE_FORM: cells.read_lease,
}
TEXTS = {Field.NEIGHBOURHOOD: 80, Field.NEAR: 200}
LONGEST_NUMBER, LONGEST_ADDRESS = 40, 200
DAYS_OF_A_VACANCY = (Field.FREE_FROM, Field.NOTICE, Field.TAKEN_OVER)
A_YEAR = datetime.timedelta(days=366)
BLANK = NOT_KNOWN | {"–", "--"}


@dataclass(frozen=True)
class Listing:
    """The list as a whole: the day it tells of, today, whose it is, and what a home is where no row says so."""

    on: datetime.date
    today: datetime.date
    landlord: str
    form: str
    header: frozenset[str]
    counts_from_1904: bool = False


@dataclass(frozen=True)
class ToldVacancy:
    """The dwelling is vacant, or will be."""

    can_move_in_on: datetime.date
    notified_on: datetime.date
    answer_by_on: datetime.date | None
    is_dated: bool  # does the row say the day itself?


@dataclass
class Understood:
    """What a row says; `facts` holds only what it says itself."""

    address: Address | None = None
    number: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    form_else: str = ""
    floor: int | None = None  # as the address says
    total: Decimal | None = None
    vacancy: ToldVacancy | None = None
    skipped: str = ""
    wrong: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def understand(row: Row, fields: Sequence[str | None], listing: Listing, *, is_struck: bool) -> Understood:
    """Read a row; a tenant's name and number are not even looked at."""
    said = {
        name: cell
        for name, cell in zip(fields, row, strict=False)
        if name and name not in (Field.TENANT, Field.ANSWER) and fold_words(cell) not in BLANK
    }
    understood = Understood(form_else=listing.form)
    understood.skipped = _why_no_dwelling(row, said, listing)
    if not understood.skipped:
        _Reader(said, listing, understood).read()
        if is_struck:
            understood.doubts.append(_("Rækken er streget over."))
    return understood


def _why_no_dwelling(row: Row, said: Mapping[str, str], listing: Listing) -> str:
    filled = [cell for cell in row if cell]
    if not filled:
        return _("Tom række")
    first = fold_words(filled[0])
    if SUM.match(first):
        return _("Ligner en sum")
    if len(filled) > 1 and all(fold_words(cell) in listing.header for cell in filled):
        return _("Overskriften en gang til")
    if not said:
        return _("Der står kun noget i kolonner, der ikke skal med")
    if word := cells.no_home(said):
        return _("Ikke en bolig: %(word)s") % {"word": word}
    where = {fold_words(text) for name, text in said.items() if name in (*WHERE, Field.NUMBER)}
    if where and all(STRUCK_OUT.fullmatch(text) for text in where):
        return _("Ligner en række, der er slettet")
    if len(set(filled)) == 1 and (not re.search(r"\d", first) or NOTE.match(first) or HEADING.fullmatch(first)):
        return _("Overskrift eller note")
    if set(said) <= {Field.FREE_FROM, Field.STATE} and len(filled) == 1:
        return _("Overskrift eller note")
    return ""


class _Reader:
    """Reads the cells of one row into what is understood of it."""

    def __init__(self, said: dict[str, str], listing: Listing, understood: Understood) -> None:
        self.said, self.listing, self.understood = said, listing, understood

    def read(self) -> None:
        for name, text in list(self.said.items()):
            if problem := _unreadable(text):
                del self.said[name]
                must = name in WHERE or name in (Field.NUMBER, Field.RENT, Field.TOTAL)
                (self.understood.wrong if must else self.understood.unread).append(f"{label_of(name)}: {problem}")
        self.understood.address = self._address()
        self.understood.number = self._number()
        self._rent()
        self._form()
        for name, reads in READS.items():
            self._take(name, name, reads)
        self._take(Field.STEPS, Field.IS_STEP_FREE, cells.read_steps)
        for name, most in TEXTS.items():
            if text := self.said.get(name, ""):
                self.understood.facts[name] = text[:most]
        self._lease_end()
        self._landlord()
        self.understood.vacancy = self._vacancy()

    def _take(self, column: str, fact: str, reads: Callable[[str], Any]) -> None:
        text = self.said.get(column, "")
        if not text:
            return
        try:
            self.understood.facts[fact] = reads(text)
        except (CellNotUnderstood, CellInDoubt) as problem:
            self._unread(column, problem)

    def _unread(self, name: str, problem: object) -> None:
        self.understood.unread.append(f"{label_of(name)}: {problem}")

    def _address(self) -> Address | None:
        written = self.said.get(Field.ADDRESS, "")
        parts = (self.said.get(Field.STREET, "") or written, self.said.get(Field.HOUSE_NUMBER, ""))
        text = " ".join(part for part in parts if part) if Field.STREET in self.said or not written else written
        if written and parts[1] and not re.search(r"\d", written):
            text = f"{written} {parts[1]}"
        if not text:
            return None
        address = read_address(text)
        if note := in_brackets(text):
            self.understood.told.append(_("”%(note)s” i parentes kommer ikke med.") % {"note": note[:40]})
        if not address.number:
            words = _("Der er ikke et husnummer i ”%(text)s”. Skriv vej og nummer, f.eks. Prøvevej 12, 1. tv.")
            self.understood.wrong.append(words % {"text": text[:60]})
            return None
        for name in (Field.FLOOR, Field.DOOR):
            address = self._with(address, name)
        if not address.postcode and (code := re.search(r"\d{4}", self.said.get(Field.POSTCODE, ""))):
            town = self.said.get(Field.TOWN, "") or self.said[Field.POSTCODE][code.end() :]
            address = replace(address, postcode=code[0], town=town.strip(" ,"))
        if address.rest:
            words = _("Vi kan ikke læse ”%(rest)s” i adressen. Skal den skrives, som den står?")
            self.understood.doubts.append(words % {"rest": address.rest[:40]})
        if len(address.text) > LONGEST_ADDRESS:
            self.understood.wrong.append(_("Adressen er for lang."))
        self._floor(address)
        return address

    def _with(self, address: Address, name: str) -> Address:
        text = self.said.get(name, "")
        if not text or (address.floor if name == Field.FLOOR else address.door):
            return address
        added = with_door(address, text, is_door=name == Field.DOOR)
        if added.rest == address.rest:
            return added
        self._unread(name, _("”%(text)s” er ikke læst.") % {"text": text[:20]})
        return address

    def _floor(self, address: Address) -> None:
        if address.floor == "st" or address.floor.isdigit():
            self.understood.floor = 0 if address.floor == "st" else int(address.floor)

    def _number(self) -> str:
        number = self.said.get(Field.NUMBER, "")
        if len(number) > LONGEST_NUMBER:
            self._unread(Field.NUMBER, _("Nummeret er for langt."))
            return ""
        return number

    def _rent(self) -> None:
        for name in (Field.RENT, Field.TOTAL):
            if text := self.said.get(name, ""):
                try:
                    amount = cells.read_kroner(text, cells.LEAST_RENT, cells.MOST_RENT)
                except CellNotUnderstood as problem:
                    self.understood.wrong.append(f"{label_of(name)}: {problem}")
                    continue
                if re.match(r"ca\b|cirka", text.lower()):
                    self.understood.told.append(_("Huslejen er kun omtrentlig i listen: ”%s”.") % text[:20])
                if name == Field.RENT:
                    self.understood.facts["rent"] = amount
                else:
                    self.understood.total = amount

    def _form(self) -> None:
        text = self.said.get(Field.FORM, "")
        if not text:
            return
        try:
            if form := cells.read_form(text):
                self.understood.facts["form"] = form
        except CellInDoubt as problem:
            self.understood.doubts.append(f"{label_of(Field.FORM)}: {problem}")

    def _lease_end(self) -> None:
        if day := self._day(Field.LEASE_ENDS_ON):
            self.understood.facts["lease_ends_on"] = day

    def _landlord(self) -> None:
        text = self.said.get(Field.LANDLORD, "")
        said, ours = fold_words(text), fold_words(self.listing.landlord)
        if text and said not in ours and ours not in said:
            words = _("Listen siger ”%(said)s”, og I har valgt %(ours)s. Er boligen deres?")
            self.understood.doubts.append(words % {"said": text[:40], "ours": self.listing.landlord})

    def _day(self, name: str) -> datetime.date | None:
        text = self.said.get(name, "")
        if not text:
            return None
        try:
            from_1904 = self.listing.counts_from_1904
            told = read_day(text, self.listing.today, counts_from_1904=from_1904, near="any")
        except TwoReadings as problem:
            self.understood.wrong.append(f"{label_of(name)}: {problem}")
            return None
        except CellNotUnderstood as problem:
            self._unread(name, problem)
            return None
        if told.day and (told.is_rough or not re.search(r"\d{4}|\d\D+\d+\D+\d\d\b", text)):
            said = {"column": label_of(name), "text": text[:30], "day": f"{told.day:%d.%m.%Y}"}
            self.understood.told.append(_("%(column)s: ”%(text)s” er læst som %(day)s.") % said)
        return told.day

    def _vacancy(self) -> ToldVacancy | None:
        free, is_let = self.said.pop(Field.FREE_FROM, ""), self._is_let()
        is_now, said = fold_words(free) in cells.NOW, fold_words(free)
        if free and not is_now and not cells.NOT_FREE.fullmatch(said):
            self.said[Field.FREE_FROM] = free
        days = {name: self._day(name) for name in DAYS_OF_A_VACANCY}
        day = days[Field.TAKEN_OVER] or days[Field.FREE_FROM] or days[Field.NOTICE]
        if day is None and not is_now and is_let is not False:
            return None
        ready, on = day or self.listing.on, self.listing.on
        earlier = [one for one in days.values() if one and one > ready]
        if earlier:
            ready = max(earlier)
            words = _("Dagene siger hver sit: boligen er læst som klar %(day)s.")
            self.understood.told.append(words % {"day": f"{ready:%d.%m.%Y}"})
        if is_let and ready <= on:
            self.understood.doubts.append(_("Listen siger både, at boligen er lejet ud, og at den er ledig."))
        if abs(ready - on) > A_YEAR:
            words = _("Ledig fra %(day)s: det er over et år fra listens dag. Passer det?")
            self.understood.doubts.append(words % {"day": f"{ready:%d.%m.%Y}"})
        notified = self._day(Field.NOTIFIED_ON)
        if notified and notified > self.listing.today:
            self._unread(Field.NOTIFIED_ON, _("Dagen er ikke kommet."))
            notified = None
        answer_by = self._day(Field.ANSWER_BY_ON)
        if answer_by and answer_by < (notified or on):
            self._unread(Field.ANSWER_BY_ON, _("Fristen er gået."))
            answer_by = None
        return ToldVacancy(ready, notified or on, answer_by, is_dated=day is not None)

    def _is_let(self) -> bool | None:
        """Does the column of states say that it is let? Nothing where it says neither."""
        text = self.said.get(Field.STATE, "")
        said = fold_words(text)
        if not said:
            return None
        if cells.NOT_FREE.fullmatch(said):
            return True
        if cells.FREE.fullmatch(said):
            return False
        self._unread(Field.STATE, _("”%(text)s” er ikke læst.") % {"text": text[:30]})
        return None


def _unreadable(text: str) -> str:
    """Why nothing of this cell is taken along, whatever column it stands in."""
    if ERROR_OF_EXCEL.fullmatch(text):
        return _("Excel viser en fejl (%(text)s). Ret cellen, eller lad den stå tom.") % {"text": text}
    if holds_a_cpr(text):
        return _("Her står et CPR-nummer. Det hører ikke til i en liste over boliger, og det gemmes ikke.")
    if is_ditto(text):
        return _("”%(text)s” er ikke læst. Skriv det, der står ovenfor.") % {"text": text[:20]}
    return ""
