"""How is each field of each model treated as personal data? Every model says so; an architecture test checks it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class WhenErased(StrEnum):
    """What happens to a personal field when its citizen is erased. `ground/retention` does it.

    A row that names the citizen goes, and with it each row that belongs to it (`on_delete` CASCADE or PROTECT); a row
    that only points to one that goes (SET_NULL) points nowhere. The log alone stays, and says who no more.
    """

    REMOVE = "remove"  # goes with its row
    COARSEN = "coarsen"  # goes with its row; a room's `leaves` keeps of it what its figures need, in decades and weeks
    BLANK = "blank"  # of the log: the row stays until the log's own rule takes it, and the field is emptied
    UNLINK = "unlink"  # of the log: the row stays so, and in the place of the citizen's id stands one made by chance


LOG_CLASSES = frozenset({WhenErased.BLANK, WhenErased.UNLINK})


@dataclass(frozen=True)
class FieldClasses:
    """The fields of one model: which say something of a person, and what erasure does with each; the rest is plain."""

    personal: dict[str, WhenErased] = field(default_factory=dict)
    plain: tuple[str, ...] = ()
    never_typed: Mapping[str, str] = field(default_factory=dict)  # columns of text that hold nothing people type: why

    def names(self) -> set[str]:
        return {*self.personal, *self.plain}


def plain(*names: str, never_typed: Mapping[str, str] | None = None) -> FieldClasses:
    """A model that holds nothing personal."""
    return FieldClasses(plain=names, never_typed=never_typed or {})
