"""What does a plan for a list of dwellings consist of? Rows with fates, and the dwellings they are about. Pure."""

import datetime
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.rules import fold_words
from hjemvej.ground.spreadsheets.reading.rules.workbooks import Row

from .addresses import Address
from .facts import ToldVacancy, Understood


class Fate(StrEnum):
    NEW_VACANT = "new_vacant"
    NEW = "new"
    VACANT = "vacant"
    CHANGED = "changed"
    DIFFERS = "differs"
    KNOWN = "known"
    DOUBT = "doubt"
    WRONG = "wrong"
    SKIPPED = "skipped"


# In the order in which a human should look at them.
FATES = {
    Fate.WRONG: _("Forkerte"),
    Fate.DOUBT: _("I tvivl"),
    Fate.DIFFERS: _("Siger noget andet"),
    Fate.NEW_VACANT: _("Nye og ledige"),
    Fate.VACANT: _("Kendte, nu ledige"),
    Fate.NEW: _("Nye"),
    Fate.CHANGED: _("Ændres"),
    Fate.KNOWN: _("Kendte, intet nyt"),
    Fate.SKIPPED: _("Springes over"),
}
FATE_OF_ROW = {
    **FATES,
    Fate.WRONG: _("Forkert"),
    Fate.NEW_VACANT: _("Ny og ledig"),
    Fate.VACANT: _("Kendt, nu ledig"),
    Fate.NEW: _("Ny"),
    Fate.KNOWN: _("Kendt"),
}
WRITES = (Fate.NEW_VACANT, Fate.VACANT, Fate.NEW, Fate.CHANGED)
COMES_IN = (*WRITES, Fate.DIFFERS, Fate.KNOWN)


@dataclass(frozen=True)
class Answer:
    """What was answered of a row; empty where nothing was."""

    which: str = ""  # "same" or "new"
    dwelling_id: uuid.UUID | None = None
    row: int = 0  # the same as that row of the file
    is_skipped: bool = False
    as_it_is: bool = False
    is_vacant: bool | None = None
    takes_the_lists: bool = False  # where list and we differ


UNANSWERED = Answer()


@dataclass
class Past:
    """A vacancy that is over: when it was told and ready, and when and how it ended."""

    ended_on: datetime.date
    ready_on: datetime.date
    was_given_back: bool

    @property
    def last_on(self) -> datetime.date:
        return max(self.ended_on, self.ready_on)


@dataclass
class Record:
    """A dwelling as we know it, or as the rows so far have made it."""

    id: uuid.UUID
    address: Address
    shown: str
    number: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    open_since: datetime.date | None = None  # when one can move in, while it is vacant
    past: list[Past] = field(default_factory=list)
    row: int = 0  # the first row of the file about a dwelling that we don't know


@dataclass(frozen=True)
class Elsewhere:
    """Another landlord's dwelling."""

    address: Address
    shown: str
    landlord: str


@dataclass
class Changed:
    """A dwelling of the plan: what is written of it."""

    record: Record
    is_new: bool
    facts: dict[str, Any] = field(default_factory=dict)
    vacancy: ToldVacancy | None = None

    def write(self, facts: Mapping[str, Any], vacancy: ToldVacancy | None) -> None:
        """Let another row add this; the rows after it see it."""
        record, self.facts = self.record, {**self.facts, **facts}
        record.facts |= {name: value for name, value in facts.items() if name != "number"}
        record.number = facts.get("number", record.number)
        if vacancy:
            self.vacancy, record.open_since = vacancy, vacancy.can_move_in_on


@dataclass(frozen=True)
class Line:
    """A row of the file, read."""

    number: int
    cells: Row
    understood: Understood
    answer: Answer = UNANSWERED

    @property
    def is_answered(self) -> bool:
        return self.answer != UNANSWERED


@dataclass(frozen=True)
class Planned:
    """A row with its fate, why, and what a human may answer."""

    number: int
    cells: Row
    fate: Fate
    reasons: tuple[str, ...]
    name: str = ""
    read: tuple[str, ...] = ()  # what was read, so that a wrong reading is seen before it comes in
    unread: tuple[str, ...] = ()
    asks: str = ""
    candidates: tuple[Record, ...] = ()
    differs: bool = False  # the list says something else than we do, and it isn't settled
    is_answered: bool = False


@dataclass(frozen=True)
class Plan:
    """Every row with its fate, and what is written of each dwelling."""

    rows: list[Planned]
    changed: list[Changed]

    @property
    def counts(self) -> dict[Fate, int]:
        found = Counter(row.fate for row in self.rows)
        return {fate: found[fate] for fate in FATES}

    def of(self, *fates: Fate) -> list[Planned]:
        return [row for row in self.rows if row.fate in fates]

    @property
    def to_mend(self) -> list[Planned]:
        """The rows that are not in, or not wholly."""
        return [row for row in self.rows if row.fate in (Fate.DOUBT, Fate.WRONG) or row.differs or row.unread]


class Known:
    """The landlord's dwellings that we know, ready to be looked up; those of the file are learned on the way."""

    def __init__(self, records: Iterable[Record], elsewhere: Iterable[Elsewhere] = ()) -> None:
        self.by_id: dict[uuid.UUID, Record] = {}
        self.by_row: dict[int, Record] = {}
        self.by_number: dict[str, Record] = {}
        self.by_house: Mapping[tuple[str, str, str], list[Record]] = defaultdict(list)
        self._elsewhere: Mapping[tuple[str, str, str], list[Elsewhere]] = defaultdict(list)
        for record in records:
            self.learn(record)
        for one in elsewhere:
            self._elsewhere[one.address.house].append(one)

    def learn(self, record: Record) -> None:
        self.by_id[record.id] = record
        self.by_house[record.address.house].append(record)
        if record.number:
            self.by_number[fold_number(record.number)] = record

    def at(self, address: Address) -> list[Record]:
        """Return the dwellings of exactly this address: one, or two where only the town tells them apart."""
        return [one for one in self.by_house[address.house] if one.address.is_exactly(address)]

    def elsewhere_at(self, address: Address) -> list[Elsewhere]:
        """Return other landlords' dwellings of exactly this address."""
        return [one for one in self._elsewhere[address.house] if one.address.is_exactly(address)]

    def maybe_at(self, address: Address) -> list[Record]:
        return [one for one in self.by_house[address.house] if one.address.may_be(address)]


def fold_number(number: str) -> str:
    """A landlord's number without spaces, and without the noughts that a spreadsheet takes off its front."""
    return fold_words(number).replace(" ", "").lstrip("0")
