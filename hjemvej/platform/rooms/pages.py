"""What can a room bring to pages that cross rooms? The menu, the day's page, the person page."""

import datetime
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, Protocol

from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.db.models import Model

    from hjemvej.platform.access.roles import Permission
    from hjemvej.platform.access.viewer import Viewer

Text = str | Promise


@dataclass(frozen=True)
class MenuItem:
    """One line of the menu; `count` asks at most once how much waits behind it."""

    place: int  # the menu's order, the smallest first
    label: Text
    url_name: str
    needs: "Permission"
    count: "Callable[[Viewer, datetime.datetime], int] | None" = None
    unless: "Permission | None" = None


@dataclass(frozen=True)
class FrontPage:
    """Where a role begins: the first of these, by place, whose permission the viewer has."""

    place: int
    needs: "Permission"
    url_name: str


@dataclass(frozen=True)
class FirstStep:
    """What a municipality does first, when nothing is there yet."""

    place: int
    needs: "Permission"
    url_name: str
    label: Text


class NameOfCitizen(Protocol):
    """Text that may stand anywhere, and whether it hides the name because the citizen is protected."""

    is_masked: bool


@dataclass(frozen=True)
class PersonLookup:
    """How the rooms below people ask for a citizen: what they are called, and who a number is."""

    model: "type[Model]"  # the table of citizens
    name_of: Callable[..., NameOfCitizen]  # (person_id, *, viewer)
    survivor_of: Callable[[uuid.UUID], uuid.UUID | None]
    id_of_cpr: Callable[[str], uuid.UUID | None]


ChipKind = Literal["late", "soon", "neutral", "ok", "info"]


@dataclass(frozen=True)
class Step:
    """One thing that needs the viewer: when (a chip), whom it is about, why, and the one button that does it."""

    due_at: datetime.datetime
    chip: str
    kind: ChipKind
    title: str
    why: str
    url: str
    action: str
    person_id: uuid.UUID | None = None
    title_url: str = ""
    is_tonight: bool = False
    finds_place: bool = False


@dataclass(frozen=True)
class TodayRows:
    """What of this room's needs the viewer now, as steps on the day's page."""

    place: int  # which room's steps come first where two are due at the same moment
    steps: "Callable[[Viewer, datetime.datetime], Iterable[Step]]"


@dataclass(frozen=True)
class TaskKind:
    """A kind of task that this room writes: what its button on the day's page says, and whose day it stands in."""

    key: str
    action: Text
    is_everybodys: bool = False  # seen by all of the team, whoever has it and however far off it is


class Part(StrEnum):
    """The person page is fetched in three parts, so that the first answer is never waited for: NEXT and NOW at once."""

    NEXT = "next"  # what is to be done, first on the page
    NOW = "now"  # how it stands, beside it
    WHAT_HAPPENED = "what_happened"
    BESIDE = "beside"


@dataclass(frozen=True)
class Moment:
    """When the person page is asked for: the day, and the night that bears its evening's date."""

    on: datetime.date
    night: datetime.date


@dataclass(frozen=True)
class Card:
    """What a room shows on the person page: the values are asked for once, and each template is one spot.

    Of those at once, `lead` stands under the name, `button` beside it, and `facts` in the strip.
    """

    place: int
    part: Part
    values: "Callable[[Any, Viewer, Moment], Mapping[str, Any]]"  # of a Person
    template: str = ""  # the card itself
    facts: str = ""
    button: str = ""
    lead: str = ""
