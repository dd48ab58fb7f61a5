"""What can a room bring to what is done with rows? Drafts, merging, courses, the import, the invented town, records."""

import datetime
import random
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
    """A column of a team's own list: the words of its header, how a cell is read, and how the values are written."""

    key: str
    label: Text
    headers: tuple[str, ...]  # folded: small letters, single spaces
    read: Callable[[str], Any]  # raises ValueError with a sentence for what cannot be understood
    write: "Callable[..., None]"  # (values by person id, *, by, at): in the import's own transaction


@dataclass(frozen=True)
class Laid:
    """What a record may hang on: one citizen, the colleague and team who know them, and a house's organisation."""

    person: Any
    by: "Viewer"
    team: Any
    shelter: Any
    at: datetime.datetime
    night: datetime.date
    made: Mapping[str, Any]  # the rows made before, by key


@dataclass(frozen=True)
class Record:
    """One row of a table of people, for the door table and the benchmarks."""

    model: type[Model]
    make: Callable[[Laid], Any]
    key: str = ""  # what addresses call its id, `note_id`; empty for a table without pages of its own
    some: str = ""  # for the benchmarks: which rows, as SQL after FROM


@dataclass(frozen=True)
class Told:
    """What the invented town has lived: the ledger to write in, who lives there, and the last night."""

    ledger: Any
    souls: Sequence[Any]
    rng: random.Random
    team: uuid.UUID
    until: datetime.date
    now: datetime.datetime


@dataclass(frozen=True)
class DemoLife:
    """What this room adds to the invented town when its years are over."""

    live: Callable[[Told], None]
