"""How is each field of each model treated as personal data? Every model says so; an architecture test checks it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class WhenErased(StrEnum):
    """What happens to a personal field when the record is due for erasure."""

    BLANK = "blank"  # emptied, the row stays for statistics
    COARSEN = "coarsen"  # a date becomes its year
    REMOVE = "remove"  # the whole row goes
    KEEP = "keep"  # needed for the law's own sake (who looked, who decided)


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
