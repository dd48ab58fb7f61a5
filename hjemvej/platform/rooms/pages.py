"""What can a room bring to pages that cross rooms? The menu, the day's page, the person page."""

import datetime
import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
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
    """A line of the menu; `count` says with at most a single query how much waits behind it, or what, in words."""

    place: int  # the menu's order, the smallest first
    label: Text
    url_name: str
    needs: "Permission"
    count: "Callable[[Viewer, datetime.datetime], int | str] | None" = None
    unless: "Permission | None" = None


@dataclass(frozen=True)
class FrontPage:
    """A page where a role begins: the viewer gets the first, by place, that their permissions open."""

    place: int
    needs: "Permission"
    url_name: str


@dataclass(frozen=True)
class FirstStep:
    """A step of *Kom i gang*, for a municipality without data."""

    place: int
    needs: "Permission"
    url_name: str
    label: Text


class NameOfCitizen(Protocol):
    """A name for any page, and whether it is masked because the citizen is protected."""

    is_masked: bool


@dataclass(frozen=True)
class PersonLookup:
    """How rooms below people look a citizen up: by id for the name, by CPR number for the id."""

    model: "type[Model]"  # the table of citizens
    name_of: Callable[..., NameOfCitizen]  # (person_id, *, viewer)
    survivor_of: Callable[[uuid.UUID], uuid.UUID | None]
    id_of_cpr: Callable[[str], uuid.UUID | None]


ChipKind = Literal["late", "soon", "neutral", "ok", "info"]


@dataclass(frozen=True)
class Step:
    """A thing that needs the viewer: when (a chip), the person, why, and the button that does it."""

    due_at: datetime.datetime
    chip: str
    kind: ChipKind
    title: str
    why: str  # lazy where many wait and few are shown: then it is written for those alone
    url: Text
    action: str
    person_id: uuid.UUID | None = None
    title_url: Text = ""
    is_at_once: bool = False  # before all else: a child
    is_tonight: bool = False
    finds_place: bool = False
    is_of_many: bool = False  # sums up several people
    outside: int = 0  # of many: how many of them are known to sleep outside
    is_deadline: bool = True  # else it only waits, since due_at
    nights_outside: int = 0  # in a row, of who waits for a place tonight
    has_no_day: bool = False  # no worker has set one: before all that have a day

    @property
    def is_late(self) -> bool:
        """Its day or hour is over, as its chip says."""
        return self.kind == "late"


@dataclass(frozen=True)
class TodayRows:
    """A room's steps on the day's page: what needs the viewer now."""

    place: int  # orders steps of several rooms that are due at the same moment
    steps: "Callable[[Viewer, datetime.datetime], Iterable[Step]]"
    is_fetched: bool = False  # our own goals, counted over all the team follows: the page fetches them, no law waits


@dataclass(frozen=True)
class Reported:
    """A report about tonight of somebody whom nobody knows: in the caller's words, where, since when, and its page."""

    title: str
    where: str
    since: datetime.datetime
    url: str


@dataclass(frozen=True)
class PaperLine:
    """A line of the citizen's own paper, in Danish that the citizen reads: whose turn, to do what, by when."""

    whose: str  # Du, Vi, or who else
    what: str
    due_on: datetime.date | None = None


PaperLines = Callable[[uuid.UUID, "Viewer", datetime.datetime], "Iterable[PaperLine]"]
ReportsTonight = Callable[["Viewer", datetime.datetime], "list[Reported]"]
Overdue = Callable[["Viewer", datetime.datetime], list[str]]


# (user_id, *, viewer): how many citizens of the viewer's team a user coordinates; none where the viewer cannot see them
CoordinatedBy = Callable[..., int | None]
FormerName = Callable[..., NameOfCitizen | None]  # (person_id, *, viewer): of those whose case is over, for the glass

# (place_ids, night, at): the places that somebody sleeps in or that are held, from a night on, with the day they leave
TakenPlaces = Callable[
    [Collection[uuid.UUID], datetime.date, datetime.datetime], Mapping[uuid.UUID, datetime.date | None]
]


@dataclass(frozen=True)
class StaysTouched:
    """What another paragraph of a house makes anew: counts alone, never who."""

    stays: int = 0
    people: int = 0
    situations: int = 0  # where they slept, as it is corrected
    left_alone: int = 0  # nights that somebody wrote otherwise: they stand
    notices_begun: int = 0
    notices_ended: int = 0


@dataclass(frozen=True)
class StaysOfHouses:
    """What follows from a house's own paragraph: both take the house as it stood, as it stands, and since which day."""

    touched: Callable[..., StaysTouched]  # (before, after, *, from_on, at): what would change
    make_again: Callable[..., StaysTouched]  # (before, after, *, from_on, by, at)


@dataclass(frozen=True)
class ShelterStay:
    """A part of a citizen's stay that was under § 110, as the clocks of the state's reimbursement count it."""

    person_id: uuid.UUID
    house_id: uuid.UUID
    first: datetime.date  # the day of the admission; a day begun is a day used
    until: datetime.date | None  # the first day not used; none: goes on
    is_there: bool  # sleeps there still; then `until` is the day that is agreed, if any
    has_left: bool  # discharged on `until`


# (viewer, *, on, person_ids=(), since=None, left=None, but_of=None): every stay begun by a day, of these citizens, and
# of everybody with one that was not over on `since` or ended between the days of `left`, but not of whom `but_of` finds
ShelterStays = Callable[..., list[ShelterStay]]


@dataclass(frozen=True)
class HomeOnTheWay:
    """A home that a citizen has said yes to: since when, and when the lease was signed and begins."""

    agreed_on: datetime.date
    signed_on: datetime.date | None
    lease_from_on: datetime.date | None


# (person_id, *, viewer)
HomesOnTheWay = Callable[..., HomeOnTheWay | None]


@dataclass(frozen=True)
class DebtTold:
    """A debt that somebody told us of: how much, on which day, and to which landlord."""

    kroner: Decimal
    told_on: datetime.date
    landlord_id: uuid.UUID | None
    landlord_name: str


# (told_id, *, person_id, viewer)
DebtsTold = Callable[..., DebtTold | None]


@dataclass(frozen=True)
class TaskKind:
    """A kind of task that this room writes: the label of its button on the day's page, and who sees it there."""

    key: str
    action: Text
    is_for_the_whole_team: bool = False  # the whole team sees it, however far off it is
    opens: str = ""  # the page that does it, by the task's id; without, the task's own page
    state: Text = ""  # how a citizen with this as their next step stands: "på pause"


class Part(StrEnum):
    """The browser fetches the person page in three parts: NEXT and NOW first, so that they appear quickly."""

    NEXT = "next"  # what to do, first on the page
    NOW = "now"  # the situation now, to the right of it
    HISTORY = "history"  # fetched second
    ASIDE = "aside"  # fetched third, in the side column


@dataclass(frozen=True)
class Moment:
    """The moment of a look at the person page: its day, and the night that bears its evening's date."""

    at: datetime.datetime
    on: datetime.date
    night: datetime.date


@dataclass(frozen=True)
class Answer:
    """A sentence of the person page's first lines. Of several about the same question, what is due first stands.

    Where none says when, the first card's stands.
    """

    about: Literal["tonight", "nights", "next"]
    words: str
    is_late: bool = False  # late or unsafe: red
    due_at: datetime.datetime | None = None


@dataclass(frozen=True)
class Happened:
    """A line of a citizen's timeline, as the timeline component draws it."""

    at: datetime.datetime
    title: str
    text: str = ""
    kind: str = "done"
    quote: str = ""  # what somebody said or wrote, in their own words
    by: str = ""
    url: str = ""
    is_by_the_citizen: bool = False  # the quote
    has_clock: bool = True
    is_machine: bool = False  # written as something else was done; no person wrote words
    way_back: str = ""  # the page that undoes it
    below: "tuple[Happened, ...]" = ()  # what the machine wrote of it


# (person_id, viewer, limit, before): the latest, or the latest before a moment
Happenings = Callable[[uuid.UUID, "Viewer", int, datetime.datetime | None], "Iterable[Happened]"]


Values = Mapping[str, Any]  # what a card's templates show


@dataclass(frozen=True)
class Card:
    """What a room shows on the person page: the values are computed once; each template fills its own spot.

    In the first part of the page, `lead` is under the name and `button` to the right of it; then come the `answers`,
    and `picture` under them.
    """

    place: int
    part: Part
    values: "Callable[[Any, Viewer, Moment], Values]"  # of a Person
    template: str = ""  # the card itself
    button: str = ""
    lead: str = ""
    picture: str = ""
    answers: Callable[[Values], Sequence[Answer]] | None = None
