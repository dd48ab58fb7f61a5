"""What does a row of a partner's own list say? A signal as it would be sent, or why it cannot be read. Pure."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from hjemvej.efforts.prevention.models import Signal, SignalKind
from hjemvej.efforts.prevention.rules.receiving import NO_CPR_HERE, Sent, without_numbers
from hjemvej.ground.people.rules import fold_words
from hjemvej.ground.spreadsheets.dwellings.rules.cells import read_kroner
from hjemvej.ground.spreadsheets.reading.rules.files import Sheet
from hjemvej.ground.spreadsheets.rules.cells import (
    NO,
    YES,
    CellInDoubt,
    CellNotUnderstood,
    is_blank,
    is_ditto,
    read_cpr,
)
from hjemvej.ground.spreadsheets.rules.days import read_day
from hjemvej.ground.spreadsheets.rules.nobody import why_nobody
from hjemvej.ground.spreadsheets.rules.protection import said_by

from .columns import Field, cells_of

Children, HasHome = Signal.Children, Signal.HasHome
TWO_PEOPLE = re.compile(r"\s(?:og|samt)\s|[&+/;]")
MOST_KRONER = 9_999_999
FUTURE = frozenset({Field.HAPPENS_ON})
AS_TYPED = frozenset({Field.ADDRESS, Field.PHONE, Field.CONTACT, Field.WORDS})  # no reader makes anything else of them
OF_ONE = frozenset({Field.NAME, Field.GIVEN_NAMES, Field.SURNAME, Field.CPR})  # no ditto says these


@dataclass(frozen=True)
class Line:
    """A row as it was read: what would be sent, or why it cannot be read."""

    number: int  # as the spreadsheet counts
    sent: Sent | None = None
    problem: str = ""
    is_without_address: bool = False  # the address is protected, and left behind
    is_without_number: bool = False  # a CPR number stood among the words, and is left behind


def lines(
    sheet: Sheet, header_row: int, header: Sequence[str], fields: Sequence[str | None], kind: SignalKind,
    on: datetime.date,
) -> Iterator[Line]:  # fmt: skip
    """Read every row under the header: one line each, in order."""
    above: dict[str, str] = {}
    words = frozenset(fold_words(cell) for cell in header if cell)
    titles = titles_of(header, fields)
    for number, row in enumerate(sheet.rows[header_row + 1 :], start=header_row + 2):
        cells = cells_of(row, fields)
        if why := why_nobody(row, cells, words):
            yield Line(number, problem=why)
            continue
        try:
            cells = _as_above(cells, above)
            is_protected = bool(said_by(header, row)[1])
            _refuse_numbers(cells, kind, titles)
            sent = _read(cells, kind, on, is_protected=is_protected, is_1904=sheet.notes.counts_from_1904)
        except (CellNotUnderstood, CellInDoubt) as problem:
            yield Line(number, problem=str(problem))
        else:
            yield Line(
                number, replace(sent, words=without_numbers(sent.words)),
                is_without_address=is_protected and Field.ADDRESS in cells,
                is_without_number=without_numbers(sent.words) != sent.words,
            )  # fmt: skip
        above = {**above, **cells}


def _as_above(cells: Mapping[str, str], above: Mapping[str, str]) -> dict[str, str]:
    """“do.” says what the row above says; a name or a number is written out."""
    found = {}
    for field, cell in cells.items():
        if is_ditto(cell):
            if field in OF_ONE or field not in above:
                raise CellNotUnderstood(_("”%s” siger ikke, hvem det er. Skriv det helt ud.") % cell[:10])
            found[field] = above[field]
        else:
            found[field] = cell
    return found


def titles_of(header: Sequence[str], fields: Sequence[str | None]) -> dict[str, str]:
    """By field, what the sender calls its column."""
    return {field: title for field, title in zip(fields, header, strict=False) if field and title}


def in_column(title: str, why: str) -> str:
    """Say in which of the sender's columns something is wrong, where it has a title."""
    return _("Kolonnen ”%(title)s”: %(why)s") % {"title": title[:30], "why": why} if title else why


def _refuse_numbers(cells: Mapping[str, str], kind: SignalKind, titles: Mapping[str, str]) -> None:
    """A CPR number where a day or an amount should be: said as that, and never repeated."""
    for field, text in cells.items():
        is_read = field in kind.fields and field not in (Field.CPR, *AS_TYPED)
        if (is_read or (field == Field.CONSENT and kind.needs_consent)) and without_numbers(text) != text:
            raise CellNotUnderstood(in_column(titles.get(field, ""), str(NO_CPR_HERE)))


def _read(cells: dict[str, str], kind: SignalKind, on: datetime.date, *, is_protected: bool, is_1904: bool) -> Sent:
    name = cells.get(Field.NAME) or " ".join(
        cells[part] for part in (Field.GIVEN_NAMES, Field.SURNAME) if part in cells
    )
    if not name:
        raise CellNotUnderstood(_("Der mangler et navn. Skriv, hvem det handler om."))
    if TWO_PEOPLE.search(name):
        raise CellNotUnderstood(_("Der står to borgere i én celle. Skriv dem på hver sin række."))

    def day(text: str, field: str) -> datetime.date | None:
        told = read_day(text, on, counts_from_1904=is_1904, near="future" if field in FUTURE else "past")
        if told.is_rough:
            raise CellNotUnderstood(_("”%s” er ikke en bestemt dag. Skriv f.eks. 3/5-2026.") % text[:30])
        return told.day

    typed: dict[str, Any] = {}
    for field, text in cells.items():
        if field in (Field.NAME, Field.GIVEN_NAMES, Field.SURNAME, Field.PROTECTION, Field.CONSENT):
            continue
        if field == Field.ADDRESS and is_protected:
            continue
        if field not in kind.fields:
            typed[field] = text  # as it is: the signal is refused for telling too much
        elif not is_blank(text) or field in (Field.CHILDREN, Field.CRISIS, Field.AMOUNT):
            typed[field] = READERS.get(field, _as_it_is)(text, on) if field not in DAYS else day(text, field)
    if kind.needs_consent and (said := cells.get(Field.CONSENT, "")):
        typed["consent_on"] = _consent(said, lambda text: day(text, Field.CONSENT))
    return Sent(kind=kind.key, name=name, **{field: value for field, value in typed.items() if value is not None})


def _consent(text: str, day: Callable[[str], datetime.date | None]) -> datetime.date | None:
    """The day of the yes. A yes without its day is asked about; a no is no consent."""
    said = fold_words(text)
    if said in NO or is_blank(text):
        return None
    if said in YES:
        raise CellInDoubt(_("Der står ”%s” til samtykke. Skriv den dag, der blev sagt ja.") % text[:10])
    return day(re.sub(r"^\s*ja\b[\s,:.(]*(?:d\.|den)?\s*|\)\s*$", "", text, flags=re.IGNORECASE))


def _as_it_is(text: str, _on: datetime.date) -> str:
    return text


def _children(text: str, _on: datetime.date) -> str:
    said = fold_words(text)
    if said in ("?", "ved ikke", "vides ikke", "ukendt", "-", ""):
        return Children.UNKNOWN
    if said in NO or re.fullmatch(r"(?:0|ingen)(?: børn)?", said):
        return Children.NO
    if said in YES or re.fullmatch(r"[1-9]\d?(?: (?:børn|barn))?", said):
        return Children.YES
    raise CellInDoubt(_("”%s” er hverken ja eller nej til børn.") % text[:30])


def _home(text: str, _on: datetime.date) -> str:
    said = fold_words(text)
    if said in YES or said in NO:
        return HasHome.YES if said in YES else HasHome.NO
    if said in ("?", "ved ikke", "vides ikke", "ukendt", "-"):
        return HasHome.UNKNOWN
    raise CellInDoubt(_("”%s” er hverken ja eller nej til et hjem på dagen.") % text[:30])


def _crisis(text: str, _on: datetime.date) -> bool:
    said = fold_words(text)
    if said in YES or said in NO or is_blank(text):
        return said in YES
    raise CellInDoubt(_("”%s” er hverken ja eller nej til krise.") % text[:30])


DAYS = frozenset({Field.BEGAN_ON, Field.BORN_ON, Field.AROSE_ON, Field.DEMAND, Field.HAPPENS_ON})
READERS: dict[str, Callable[[str, datetime.date], Any]] = {
    Field.AMOUNT: lambda text, _on: None if is_blank(text) and text != "0" else read_kroner(text, 0, MOST_KRONER),
    Field.CPR: read_cpr, Field.CHILDREN: _children, Field.CRISIS: _crisis, Field.HAS_HOME: _home,
}  # fmt: skip
