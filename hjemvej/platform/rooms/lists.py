"""What can a room bring to lists and figures? The register's columns and filters, the overview's figures, contacts."""

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


CONTACT = "contact"
SOURCE = "source"


class Cell(NamedTuple):
    """The answer, a quieter line under it, and a pill when something is to be seen; the label shows on phones."""

    text: str
    hint: str = ""
    pill: str = ""
    kind: str = "soon"
    label: str = ""


@dataclass(frozen=True)
class RegisterColumn:
    """A column of the register that the viewer may choose; it is read only for the people on the page."""

    place: int
    name: str  # in the address
    heading: Text
    # (person_ids, *, on, known_on, viewer): a value for each person with a value.
    values: Callable[..., Mapping[uuid.UUID, Any]]
    cell: Callable[[Any, datetime.datetime], Cell]  # of a value
    in_a_sheet: Callable[[Any], str | datetime.date]  # of a value


@dataclass(frozen=True)
class RegisterFilter:
    """A filter of the register: its title, its answers (key to words), and the answers that list each person."""

    place: int
    name: str  # in the address
    title: Text
    answers: Mapping[str, Text]
    # (person_ids, *, on, known_on, viewer, since): for all people homeless that day, the answers that list each.
    # `since`: since when each has been homeless, of those of whom the register knows it.
    let_through: Callable[..., Mapping[uuid.UUID, Sequence[str]]]


@dataclass(frozen=True)
class Fact:
    """What a table's rows say that a figure reads. `ground/known` keeps from when until when each was known."""

    about: str  # what figures ask for: `situation`
    model: type[Model]
    from_on: str  # SQL over the table's own columns, as all here
    until_on: str = "NULL"  # the first day on which it no longer holds
    what: str = "''"
    only: str = "true"  # the rows that say so
    person: str = "person_id"
    known_from: str = ""  # the column that says when a new row was written; none: the moment it is
    known_until: str = ""  # the column that says from when the row no longer counts, where rows are never changed


def contact(model: type[Model], day: str, *, known_from: str, known_until: str = "", only: str = "true") -> Fact:
    """Return the fact that there was contact with a citizen on the day of each of these rows."""
    known = {"known_from": known_from, "known_until": known_until}
    return Fact(CONTACT, model, from_on=day, until_on=f"{day} + 1", only=only, **known)


# (person_ids, *, from_on, by, at): where these people sleep is known otherwise from a day on (none: from their first);
# the room makes its own rows again in the caller's transaction, so that the two never disagree.
Derives = Callable[..., None]


def told_by(
    model: type[Model], whom: str, from_on: str, until_on: str = "", *, known_from: str, only: str = "true"
) -> Fact:
    """Return the fact that a source knew a citizen on these days, told to us for its own lawful reason.

    `whom` is SQL that gives the source's kind. It is kept for the count alone: how many one source knew, how many two.
    """
    until = until_on or f"{from_on} + 1"
    return Fact(SOURCE, model, from_on=from_on, until_on=until, what=whom, only=only, known_from=known_from)


@dataclass(frozen=True)
class LivingReason:
    """A reason why an organisation needs to know of a citizen, and for how long the need outlasts it."""

    key: str
    lasts: Text  # in words, while it lasts
    ended: Text  # in words, with the day it ended: "et forløb sluttede"
    outlasted_by: str  # the provision of ground/law that says for how long
    # SQL that gives person_id, organisation_id (none: each organisation's that has a need) and last_on (none while it
    # lasts) of the citizens in %(people)s; %(on)s is today, and %(municipality)s our own.
    sql: str
    only_of_who_is_ours: bool = False  # counts no longer once the citizen is dead or another municipality's
    ends_ours: bool = False  # says that the citizen is dead, or another municipality's


@dataclass(frozen=True)
class Standing:
    """How a citizen may stand with a room: what comes next and by when, or what goes on meanwhile.

    The team's page *Hvem følger op?* asks all rooms in one query: of what is due, the first is the citizen's next step.
    """

    place: int  # orders what is due at the same moment
    key: str
    state: Text  # how the citizen stands meanwhile, after a name: "venter på en plads i nat"
    step: Text  # what comes next, where the row has no words of its own
    # SQL that gives person_id, due_at (a moment, or none: goes on without a day of its own), holder_id (a user), words
    # (of the next step) and kind (of a task), or none, of rows that are open at %(at)s; %(on)s is its day.
    sql: str
    is_notice: bool = False  # does a row alone tell us of somebody who may need us?
    is_held_by_holder: bool = False  # who has the row follows up on a citizen who is in homelessness nowhere


@dataclass(frozen=True)
class OverviewFigure:
    """A drawing on the overview: how to count it (kept as plain JSON), and how to draw it from the counts."""

    place: int
    name: str  # the key of the kept counts
    title: Text
    count: "Callable[[datetime.date, Viewer], Any]"
    draw: "Callable[[Any, datetime.date], Figure | None]"
    shows_small_numbers: bool = True  # if so, only the team sees it
    draw_released: "Callable[[Any, datetime.date], Figure | None] | None" = (
        None  # what those outside the team see instead
    )
