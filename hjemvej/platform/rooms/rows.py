"""What can a room bring about its rows? Drafts, merging, courses, the import, the invented town, sample records."""

import datetime
import random
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Model

from .pages import Text

if TYPE_CHECKING:
    from hjemvej.platform.access.viewer import Viewer


@dataclass(frozen=True)
class DraftForm:
    """A form that keeps drafts: the beginning of its drafts' keys, and its page."""

    key: str
    label: Text
    url_name: str
    is_about_a_person: bool = True  # if so, the key ends in the person's id, and the page's address has it


@dataclass(frozen=True)
class LetterKind:
    """A kind of letter that the room drafts, and the room's page that opens it, by the row that the letter is about."""

    key: str
    opens: str  # the address's name; it asks for the row's id alone


@dataclass(frozen=True)
class Answered:
    """What a citizen asked about a row of a room has its answer: which row, what was asked, and yes, partly or no."""

    about_id: uuid.UUID
    kind: str
    outcome: str
    by: "Viewer"
    at: datetime.datetime


@dataclass(frozen=True)
class MergeRule:
    """What a merge does with a table's rows: they move, or stay for a reason.

    Where rows of the two people exclude each other, a row with `gives_way_to(kept)` may stay behind; rows in two times
    (`superseded_at`) become a single history; any other is refused, in the words of `clash`.
    """

    model: type[Model]
    field: str = "person_id"
    clash: Text = ""  # what a person cannot have twice
    stays: str = ""  # why the rows stay where they are
    moved_apart: str = ""  # why the merge itself moves them
    follows: str = ""  # the row it is about: where a merge is undone, it goes with that one, also when written since
    brings: tuple[str, ...] = ()  # the rows that go with it then


@dataclass(frozen=True)
class CourseKind:
    """A kind of course: how another room hands a citizen over to this one."""

    place: int  # the order in forms
    key: str
    label: Text
    # (person_id, viewer): the address of the room's own page that ends it while the effort runs; "" where none does.
    ends_on: "Callable[[uuid.UUID, Viewer], str] | None" = None


@dataclass(frozen=True)
class ImportColumn:
    """A column of a team's own list: how its header and cells are read, what we know already, and how it is written.

    A known value is never overwritten: a value is written only for people without one; where somebody may have many,
    `known` gives them all. What `write` cannot write it returns, in words, by person.
    """

    key: str
    label: Text
    headers: tuple[str, ...]  # in small letters with single spaces
    read: Callable[[str], Any]  # the cell's text; raises ValueError with a sentence when it cannot be read
    known: Callable[..., Mapping[uuid.UUID, Any]]  # (person_ids, *, viewer)
    write: Callable[..., Mapping[uuid.UUID, str] | None]  # (values by person id, *, by, at), in its own transaction
    has_many: bool = False


@dataclass(frozen=True)
class Sealed:
    """What the room keeps sealed with the CPR keys, and how to seal it anew when another key is the first."""

    what: str  # as a command's line says it: "files"
    seal_anew: Callable[..., int]  # (*, by, at): how many were sealed anew; it can be stopped and run again
    fault_of_keys: Callable[["Viewer"], list[str]] | None = None  # why today's keys do not open what is kept, in a line


@dataclass(frozen=True)
class Laid:
    """Rows that a sample record may point to: a citizen and a twin, known to a team's user, guests of a shelter.

    `made` holds, by table, the latest row that this or another room made before.
    """

    person: Any
    twin: Any
    user: Any
    by: "Viewer"
    team: Any
    shelter: Any
    at: datetime.datetime
    night: datetime.date
    made: Mapping[type[Model], Any]


@dataclass(frozen=True)
class Record:
    """A sample row for an id in addresses: made for the door table, looked up for the benchmarks."""

    key: str  # the id's name in addresses: `note_id`
    make: Callable[[Laid], Model] | None = None
    some: str = ""  # the rows that the benchmarks open, as SQL after FROM
    is_personal: bool = True  # is it a citizen's? If so, strangers must get the 404 of an unknown id
    pages: Collection[str] = ()  # the pages that mean this row, where another record has the same key
    is_of_the_twin: bool = False


@dataclass(frozen=True)
class Bystander:
    """A citizen of a team whose rows no action that a test calls may touch."""

    add: Callable[..., Any]  # (model, **values): returns the row, not saved yet
    person: Any
    team_id: uuid.UUID
    worker_id: uuid.UUID
    night: datetime.date
    at: datetime.datetime


class Moved(Protocol):
    """From this day an invented person slept so."""

    @property
    def day(self) -> datetime.date: ...
    @property
    def kind(self) -> str: ...


class Soul(Protocol):
    """An invented person: where they sleep, and since when; and each move before."""

    id: uuid.UUID
    kind: str
    since: datetime.date

    @property
    def past(self) -> Sequence[Moved]: ...
    @property
    def has_a_story(self) -> bool: ...  # told by itself, in `invented/story.py`


class Ledger(Protocol):
    """Collects invented rows by table, to copy them in bulk; flushed, they can be asked for."""

    def add(self, model: type[Model], **columns: Any) -> None: ...
    def flush(self) -> None: ...


@dataclass(frozen=True)
class TownSoFar:
    """The state of the invented town when a room adds its own life to it."""

    ledger: Ledger
    souls: Sequence[Soul]
    rng: random.Random  # the room's own, so that a room's life never changes another's
    team: uuid.UUID
    colleagues: Sequence[uuid.UUID]  # the team's coordinators
    supporters: Sequence[uuid.UUID]  # and its support workers
    landlords: Sequence[uuid.UUID]
    until: datetime.date
    now: datetime.datetime
    at_work: Callable[[datetime.datetime], datetime.datetime]  # the same time, on the last working day until then
    due_on: Callable[[str, datetime.date], datetime.date]  # the day to act by: which rule, and when its clock began


@dataclass(frozen=True)
class DemoLife:
    """What this room adds to the invented town once its years are written."""

    live: Callable[[TownSoFar], None]
