"""What can a room bring to lists and figures? Columns and filters of the register, the overview, what is contact."""

import datetime
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

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
    """One column of the register; the value of a person is read for those shown alone."""

    place: int
    name: str  # in the address
    heading: Text
    # The people shown, the day, and the day as known on: a value for each who has one.
    values: "Callable[..., Mapping[uuid.UUID, Any]]"  # (person_ids, *, on, known_on, viewer)
    cell: Callable[[Any, datetime.datetime], Cell]  # of a value, None where there is none
    in_a_sheet: Callable[[Any], "str | datetime.date"]


@dataclass(frozen=True)
class RegisterFilter:
    """One filter of the register: the question, its answers (key to words), and which of them let a person through."""

    place: int
    name: str  # in the address
    title: Text
    answers: Mapping[str, Text]
    # The people homeless on the day: the answers that let each through.
    let_through: "Callable[..., Mapping[uuid.UUID, Sequence[str]]]"  # (person_ids, *, on, known_on, viewer)


@dataclass(frozen=True)
class Contact:
    """What of this room's counts as contact with a citizen: SQL over `homeless` (person_id, on_day) and `quiet`.

    `since` is true where there was contact after quiet.since; `latest` is the day of the latest contact.
    """

    since: str
    latest: str


@dataclass(frozen=True)
class OverviewFigure:
    """A drawing on the overview: what is counted and kept (plain JSON), and how it is drawn from that."""

    place: int
    name: str
    count: "Callable[[datetime.date, Viewer], Any]"
    draw: "Callable[[Any, datetime.date], Figure | None]"
    shows_small_numbers: bool = True  # then only the team sees it
