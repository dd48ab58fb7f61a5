"""What can a room bring to lists and figures? Columns and filters of the register, the overview, what is contact."""

import datetime
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Model

from .pages import Text

if TYPE_CHECKING:
    from hjemvej.platform.access.viewer import Viewer
    from hjemvej.platform.ui.figures import Figure


class Cell(NamedTuple):
    """The answer, a quieter line under it, and a pill when something is to be seen; the label shows on phones."""

    text: str
    hint: str = ""
    pill: str = ""
    kind: str = "soon"
    label: str = ""


@dataclass(frozen=True)
class RegisterColumn:
    """One column of the register, which the viewer may choose; it is read for the people shown alone."""

    place: int
    name: str  # in the address
    heading: Text
    # (person_ids, *, on, known_on, viewer): a value for each person who has one.
    values: Callable[..., Mapping[uuid.UUID, Any]]
    cell: Callable[[Any, datetime.datetime], Cell]  # of a value
    in_a_sheet: Callable[[Any], str | datetime.date]  # of a value


@dataclass(frozen=True)
class RegisterFilter:
    """One filter of the register: the question, its answers (key to words), and which of them let a person through."""

    place: int
    name: str  # in the address
    title: Text
    answers: Mapping[str, Text]
    # (person_ids, *, on, known_on, viewer): of everybody homeless that day, the answers under which each is listed.
    let_through: Callable[..., Mapping[uuid.UUID, Sequence[str]]]


@dataclass(frozen=True)
class Contact:
    """Rows that each are a contact with their `person_id`: in which table, when, and which of them."""

    place: int  # the cheapest question first
    model: type[Model]
    when: str  # a column: a day, or a moment
    only: str = "true"  # SQL over the table's own columns
    is_moment: bool = False


@dataclass(frozen=True)
class OverviewFigure:
    """A drawing on the overview: what is counted and kept, as plain JSON, and how it is drawn from that."""

    place: int
    name: str  # by which the counts are kept
    title: Text
    count: "Callable[[datetime.date, Viewer], Any]"
    draw: "Callable[[Any, datetime.date], Figure | None]"
    shows_small_numbers: bool = True  # then only the team sees it
