"""What does a plan for a spreadsheet consist of? Rows with fates, and the people they are about. Pure."""

import datetime
import unicodedata
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjemvej.ground.people.recognising.rules.folding import sounds_of
from hjemvej.ground.people.rules import Born
from hjemvej.ground.people.shown_name import ShownName
from hjemvej.ground.situations.rules import Stay
from hjemvej.ground.spreadsheets.reading.rules.workbooks import Row
from hjemvej.ground.spreadsheets.rules.facts import UNBORN, Facts, Understood
from hjemvej.platform.ui.refusals import Refused


class Fate(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"
    DOUBT = "doubt"
    WRONG = "wrong"
    SKIPPED = "skipped"


FATES = {
    Fate.NEW: gettext_lazy("Nye"),
    Fate.CHANGED: gettext_lazy("Får noget tilføjet"),
    Fate.KNOWN: gettext_lazy("Kendte, intet nyt"),
    Fate.DOUBT: gettext_lazy("I tvivl"),
    Fate.WRONG: gettext_lazy("Forkerte"),
    Fate.SKIPPED: gettext_lazy("Springes over"),
}

FATE_OF_ROW = {
    Fate.NEW: gettext_lazy("Ny"),
    Fate.CHANGED: gettext_lazy("Får noget tilføjet"),
    Fate.KNOWN: gettext_lazy("Kendt"),
    Fate.DOUBT: gettext_lazy("I tvivl"),
    Fate.WRONG: gettext_lazy("Forkert"),
    Fate.SKIPPED: gettext_lazy("Springes over"),
}


@dataclass
class Record:
    """A person as we know them, or as the rows so far have made them."""

    id: uuid.UUID
    given_names: str = ""
    surname: str = ""
    description: str = ""
    names: set[str] = field(default_factory=set)  # folded, aliases and earlier ones too
    born: Born = UNBORN
    cpr: str = ""  # what tells numbers apart: the keyed hash
    sex: str = "unknown"
    language: str = ""
    citizenship: str = ""
    animals: str = ""
    ways: set[tuple[str, str]] = field(default_factory=set)
    stays: list[Stay] = field(default_factory=list)
    brought: dict[str, Any] = field(default_factory=dict)  # what is known of the columns that rooms bring
    is_protected: bool = False
    row: int = 0  # the first row of the file that is about somebody whom nobody knew

    @property
    def is_of_the_file(self) -> bool:
        """Nobody we know yet: made of the rows so far."""
        return bool(self.row)

    def pointed_as(self, asks: str) -> str:
        """The answer by which a human says: it is this one, or the row is right about this one."""
        kind = {"who": ("same", "row"), "right": ("right", "right_row")}[asks][self.is_of_the_file]
        return f"{kind}:{self.row if self.is_of_the_file else self.id}"

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.surname}".strip() or self.description

    @property
    def shown(self) -> str:
        """Name the person inside a sentence of the dry run, without a protected person's name.

        The page logs the name of a citizen that we know; what only the file says is no citizen yet.
        """
        name = _("en beskyttet borger") if self.is_protected else self.name
        if self.is_of_the_file:
            return name
        return ShownName(name, person_id=self.id, is_protected=False)


@dataclass
class Changed:
    """A person of the plan: who they were, what they are after all rows, and what was added on the way."""

    record: Record
    is_new: bool
    fields: set[str] = field(default_factory=set)
    aliases: list[str] = field(default_factory=list)
    ways: list[tuple[str, str]] = field(default_factory=list)
    stays_before: list[Stay] = field(default_factory=list)
    cpr: str = ""  # the number itself, to be encrypted
    brought: dict[str, Any] = field(default_factory=dict)  # to be written by the rooms that bring the columns
    learned_name: bool = False
    was_called: str = ""
    protected_as: str = ""  # what the rows say, where we did not know it

    @property
    def has_news(self) -> bool:
        return bool(
            self.is_new
            or self.fields
            or self.aliases
            or self.ways
            or self.stays_before != self.record.stays
            or self.cpr
            or self.brought
            or self.learned_name
            or self.protected_as
        )


@dataclass(frozen=True)
class Planned:
    """A row and its fate."""

    number: int  # as the spreadsheet counts: the first row is 1
    cells: Row
    fate: Fate
    reasons: tuple[str, ...] = ()
    name: str = ""
    marks: tuple[str, str] = ("", "")  # of all it says, and of whom it is about: to know it again
    person_id: uuid.UUID | None = None
    unread: tuple[str, ...] = ()  # the cells of it that could not be read; the rest came in
    facts: Facts = field(default_factory=Facts)  # what was read
    candidates: tuple[Record, ...] = ()  # whom a doubtful row may be about
    asks: str = ""  # what a human must say: "who", "right", "protection", "above" or "one"; nothing can be said
    answered: bool = False


@dataclass
class Plan:
    rows: list[Planned]
    people: list[Changed]

    @property
    def counts(self) -> dict[Fate, int]:
        return {fate: sum(row.fate is fate for row in self.rows) for fate in Fate}

    @property
    def to_mend(self) -> list[Planned]:
        """The rows that do not come in, and those that come in without one of their cells."""
        return [row for row in self.rows if row.fate in (Fate.DOUBT, Fate.WRONG) or row.unread]

    @property
    def ids(self) -> set[uuid.UUID]:
        """Everybody a row that comes in is about."""
        return {row.person_id for row in self.of(Fate.NEW, Fate.CHANGED, Fate.KNOWN) if row.person_id}

    def of(self, *fates: Fate) -> list[Planned]:
        return [row for row in self.rows if row.fate in fates]


@dataclass(frozen=True)
class Line:
    """A row before its fate: number, cells, what was understood, and the mark of its content."""

    number: int
    cells: Row
    understood: Understood
    mark: str  # of all it says
    who: str = ""  # the mark of whom it is about
    cpr_hash: str = ""
    same_as: uuid.UUID | None = None  # a human has said: this citizen
    same_row: int = 0  # or the one of that row
    is_right: bool = False  # and the row is right where we knew otherwise
    is_answered: bool = False  # on the page

    @property
    def is_pointed(self) -> bool:
        """A human has said who it is."""
        return self.same_as is not None or self.same_row > 0


MOST_WORK = 20_000_000  # about twenty seconds
ALIKE_IS = 10  # to see whether two names sound alike takes as long as ten looks at a row


class TooMuchAlike(Refused):
    """So many rows are about the same name, birthday or person that to compare them would stop the site."""


@dataclass
class Work:
    """How much has been compared for one file; the work is counted before it is done, and refused beyond the limit."""

    done: int = 0

    def take(self, number: int) -> None:
        self.done += number
        if self.done > MOST_WORK:
            raise TooMuchAlike(
                _("For mange rækker ligner hinanden: samme navn, fødselsdag eller borger. Del filen i flere mindre.")
            )


class Known:
    """The people we know, ready to be looked up; rows imported before, by their mark."""

    def __init__(
        self, records: Iterable[Record], imported: Mapping[str, uuid.UUID], undated: Iterable[str] = ()
    ) -> None:
        """`undated` are the names in the file without a birth day: a day is the better way to find who is misspelt."""
        self.work = Work()
        self.imported = imported
        self.former: set[str] = set()  # numbers of those with whom the team no longer has a case
        self.undated = {spelling for name in undated for spelling in spellings(name)}
        self.by_spelling: dict[tuple[str, bool], list[Record]] = defaultdict(list)  # and has the person a number?
        self.by_id: dict[uuid.UUID, Record] = {}
        self.by_cpr: dict[str, Record] = {}
        self.by_name: dict[tuple[str, bool], list[Record]] = defaultdict(list)  # and has the person a number?
        self.by_sound: dict[str, list[Record]] = defaultdict(list)  # as every other door hears a name
        self.by_row: dict[int, Record] = {}
        self.told_in_the_file: set[uuid.UUID] = set()  # those whom a row before was about
        self.by_birth: dict[datetime.date | None, list[Record]] = defaultdict(list)
        for record in records:
            if record.cpr:
                self.by_cpr[record.cpr] = record
            self.by_id[record.id] = record
            self.learn(record)

    def learn(self, record: Record) -> None:
        """Remember how to find this person, also when misspelt; people from the file itself too."""
        for name in record.names:
            self.by_name[name, bool(record.cpr)].append(record)
        for sound in {sound for name in record.names for sound in sounds_of(name)}:
            self.by_sound[sound].append(record)
        if record.born.on:
            self.by_birth[record.born.on].append(record)
        for spelling in {spelling for name in record.names for spelling in spellings(name)}:
            if record.born.on is None or spelling in self.undated:
                self.by_spelling[spelling, bool(record.cpr)].append(record)

    def note_told(self, row: int, record: Record) -> None:
        """This row of the file was about them."""
        self.by_row[row] = record
        self.told_in_the_file.add(record.id)

    def named(self, name: str, *, without_number: bool) -> list[Record]:
        found = [*self.by_name.get((name, False), ())]
        if not without_number:
            found += self.by_name.get((name, True), ())
        self.work.take(len(found))
        return found

    def pointed(self, line: "Line") -> Record | None:
        """The one a human has said that it is."""
        if line.same_as:
            return self.by_id.get(line.same_as)
        return self.by_row.get(line.same_row) if line.same_row else None

    def spelled_like(self, name: str, *, without_number: bool) -> list[Record]:
        """Return people whose name is a typing error away, or has its words in another order."""
        found: dict[uuid.UUID, Record] = {}
        for spelling in spellings(fold(name)):
            for has_number in (False,) if without_number else (False, True):
                alike = self.by_spelling.get((spelling, has_number), ())
                self.work.take(len(alike) + 1)
                found |= {record.id: record for record in alike}
        return list(found.values())


SHORT = 6
LETTERS = str.maketrans({"ø": "oe", "æ": "ae", "å": "aa", "-": " "})


def fold(name: str) -> str:
    """Names are the same when they differ only in case, spaces and accents."""
    bare = name.lower().translate(LETTERS)
    if not bare.isascii():  # few are not, and the rest is slow
        bare = "".join(sign for sign in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(sign))
    return " ".join(bare.replace("-", " ").split())


def spellings(name: str) -> set[str]:
    """A name in each way one letter may be missing: two with a spelling in common are a typing error apart.

    A number is no letter: “ukendt mand 1” is not “ukendt mand 2”.
    """
    words = " ".join(sorted(name.split()))
    if len(words) < SHORT:  # "Bo" and "Ib" are no typing errors
        return {words}
    letters = (place for place, sign in enumerate(words) if not sign.isdigit())
    return {words, *(words[:place] + words[place + 1 :] for place in letters)}
