"""What can a room bring to what is done with rows? Drafts, merging, courses, the import, the invented town, records."""

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
    """A form whose half-written words are kept: what its drafts' keys begin with, and its page."""

    key: str
    label: Text
    url_name: str
    is_about_a_person: bool = True  # then the key ends in the person's id, and the page takes it


@dataclass(frozen=True)
class MergeRule:
    """What becomes of a table's rows when two records are one person: they move, or stay for a reason.

    Where the rows of the two exclude each other, a row with `gives_way_to(kept)` may stay behind; a row that is known
    in two times (`superseded_at`) is told anew as one; the rest is refused, in the words of `clash`.
    """

    model: type[Model]
    field: str = "person_id"
    clash: Text = ""  # what one person cannot have twice
    stays: str = ""  # why the rows stay where they are


@dataclass(frozen=True)
class CourseKind:
    """A kind of course: how another room hands a citizen over to this one."""

    place: int  # the order in which they are offered
    key: str
    label: Text


@dataclass(frozen=True)
class ImportColumn:
    """A column of a team's own list: how its header and cells are read, what we know already, and how it is written.

    What we know is never overwritten: a value is written for those of whom none is known.
    """

    key: str
    label: Text
    headers: tuple[str, ...]  # in small letters with single spaces
    read: Callable[[str], Any]  # of a cell; raises ValueError with a sentence for what cannot be understood
    known: Callable[..., Mapping[uuid.UUID, Any]]  # (person_ids, *, viewer)
    write: Callable[..., None]  # (values by person id, *, by, at), in the import's own transaction


@dataclass(frozen=True)
class Laid:
    """What a record may hang on: a citizen and a twin, known to a user of one team, guests of one shelter.

    `made` holds what other rooms and this one made before, by table: the latest of each.
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
    """A row that addresses ask for by its id: laid out for the door table, and looked up for the benchmarks."""

    key: str  # what addresses call the id: `note_id`
    make: Callable[[Laid], Model] | None = None
    some: str = ""  # which rows the benchmarks ask for, as SQL after FROM
    is_personal: bool = True  # is it a citizen's? Then strangers must meet the answer of what is not there
    pages: Collection[str] = ()  # the addresses that mean this row, where another is called the same
    is_of_the_twin: bool = False


@dataclass(frozen=True)
class StandingBy:
    """A citizen of a team who stands by while a test calls an action: none of their rows may be touched."""

    add: Callable[..., Any]  # (model, **values): the row, not saved yet
    person: Any
    team_id: uuid.UUID
    worker_id: uuid.UUID
    night: datetime.date
    at: datetime.datetime


class Soul(Protocol):
    """An invented person as the town knows them: where they sleep, since when."""

    id: uuid.UUID
    kind: str
    since: datetime.date


class Ledger(Protocol):
    """Where an invented life is written: rows by table, copied in bulk."""

    def add(self, model: type[Model], **columns: Any) -> None: ...


@dataclass(frozen=True)
class TownSoFar:
    """What the invented town has lived when a room adds its own life to it."""

    ledger: Ledger
    souls: Sequence[Soul]
    rng: random.Random  # the room's own, so that one room's life changes nothing in another's
    team: uuid.UUID
    colleagues: Sequence[uuid.UUID]  # the team's coordinators
    until: datetime.date
    now: datetime.datetime


@dataclass(frozen=True)
class DemoLife:
    """What this room adds to the invented town when its years are over."""

    live: Callable[[TownSoFar], None]
