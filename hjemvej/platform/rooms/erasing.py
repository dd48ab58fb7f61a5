"""What can a room bring about erasing? Signs that a case lives, rows with rules of their own, what its figures keep."""

import datetime
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Model

from .pages import Text

if TYPE_CHECKING:
    from hjemvej.platform.access.viewer import Viewer


@dataclass(frozen=True)
class Sign:
    """A table whose rows show that a citizen's case lives.

    The clock starts at the latest day of any sign. While a row is open the citizen is not erased, as with a
    `LivingReason`; it is named here where it is none.
    """

    model: type[Model]
    when: tuple[str, ...]  # columns: days and moments
    open_if: str = ""  # SQL over the table's own columns, and %(on)s, the day
    open_words: Text = ""  # why a citizen with an open row stays: "en besked er ikke sendt"
    person: str = "person_id"


@dataclass(frozen=True)
class Kept:
    """Rows that name no citizen, or leave before their citizen: the law's key, what starts the clock, which rows."""

    key: str  # of a Provision in ground/law
    label: Text  # what the rows are, as the leader reads it: "Kladder"
    model: type[Model]
    when: str  # a column: a day or a moment
    only: str = "true"  # SQL over the table's own columns
    is_archived: bool = False  # part of a case: handed to the archive first


@dataclass(frozen=True)
class ErasingRules:
    """The keys of the law that say what goes when, and in words what more goes from a day, as counted on another."""

    names: Callable[[], Collection[str]]
    would_go: Callable[[str, Decimal, datetime.date, datetime.date], list[str]]


@dataclass(frozen=True)
class Leaving:
    """A citizen about to be erased, and the unlinked spell that figures may keep: weeks and months, never a day."""

    person_id: uuid.UUID
    spell_id: uuid.UUID
    at: datetime.datetime
    viewer: "Viewer"
