"""What does the board show, and what needs the viewer tonight?"""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.queries.handed_over import handed_over
from hjemvej.efforts.safe_night.placing.queries.tried import kept_places
from hjemvej.efforts.safe_night.placing.queries.waiting import Waiting, waiting
from hjemvej.efforts.safe_night.queries.names import shown_name
from hjemvej.efforts.safe_night.queries.places import HouseTonight, houses_tonight
from hjemvej.efforts.safe_night.staying.queries.notices import NOTICE
from hjemvej.ground.casework.models import Task
from hjemvej.ground.casework.queries import open_tasks
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters import queries as shelters
from hjemvej.ground.situations.rules import night_of
from hjemvej.platform.access.viewer import Viewer

Status = Occupancy.Status
HOUSES_SHOWN = 12  # on the board itself; a town the size of Roskilde has fewer


@dataclass(frozen=True)
class Held:
    """A place kept for somebody on the way."""

    occupancy: Occupancy
    person: Person

    @property
    def name(self) -> str:
        return shown_name(self.person)


@dataclass(frozen=True)
class HousesBeyond:
    """Houses the board leaves to the page of all: how many, and how many of them take somebody in."""

    number: int
    can_take_in: int


@dataclass(frozen=True)
class Board:
    """Everything about tonight that the board shows."""

    night: datetime.date
    waiting: list[Waiting]
    held: list[Held]
    houses: list[HouseTonight]

    @property
    def free(self) -> int:
        """Places that somebody can still be sent to tonight."""
        return sum(house.free for house in self.houses if house.intake is not None)

    @property
    def free_first(self) -> list[HouseTonight]:
        """Every house: those one can be sent to before the others."""
        return sorted(self.houses, key=lambda house: not house.can_take_in)

    @property
    def shown(self) -> list[HouseTonight]:
        """The houses on the board itself."""
        return self.free_first[:HOUSES_SHOWN]

    @property
    def beyond(self) -> HousesBeyond:
        """The others, counted: they stand on a page of their own."""
        rest = self.free_first[HOUSES_SHOWN:]
        return HousesBeyond(len(rest), sum(house.can_take_in for house in rest))


@dataclass(frozen=True)
class Fingerprint:
    """A mark that changes whenever anything does, and whether the viewer alone needs to know of somebody."""

    mark: str
    has_own_needs: bool


def board(night: datetime.date, at: datetime.datetime, *, viewer: Viewer) -> Board:
    """Tonight for the people the viewer needs to know of, and every place whoever has it."""
    kept = list(kept_places(night, viewer=viewer).select_related("person", "place__room"))
    held = [row for row in kept if row.status == Status.HELD and row.held_until and row.held_until > at]
    held.sort(key=lambda row: (row.held_until, row.pk))
    houses = houses_tonight(shelters.houses_in_use(), night, at)
    waits = waiting(night, viewer=viewer, at=at, kept=kept)
    return Board(night, waits, [Held(row, row.person) for row in held], houses)


def fingerprint(*, viewer: Viewer) -> Fingerprint:
    """One cheap question for those who look again and again."""
    own = "SELECT FROM access_needtoknow WHERE user_id = %s AND (until_at IS NULL OR until_at > now())"
    with viewer.cursor() as cursor:
        cursor.execute(f"SELECT safe_night_latest_events(), EXISTS ({own})", [viewer.user_id])
        mark, has_own_needs = cursor.fetchone()
    return Fingerprint(str(mark), has_own_needs)


@dataclass(frozen=True)
class NeedsMe:
    """What of the nights needs the viewer now."""

    unplaced: list[Waiting]
    notices: list[Task]


def needs_me(viewer: Viewer, at: datetime.datetime) -> NeedsMe:
    """Those without a place tonight, and shelters' notices to answer, the first due first."""
    notices = list(open_tasks(viewer=viewer).filter(kind=NOTICE))
    return NeedsMe(waiting(night_of(at), viewer=viewer, at=at), notices)


def unplaced_tonight(viewer: Viewer, at: datetime.datetime) -> int:
    """How many of those we know of have no place tonight; one query, for the menu."""
    return unplaced(night_of(at), at, viewer=viewer)


def unplaced(night: datetime.date, at: datetime.datetime, *, viewer: Viewer) -> int:
    """The number of those `waiting` shows."""
    placed = (
        viewer.rows_of(Occupancy)
        .filter(
            Q(until_night=None) | Q(until_night__gt=night),
            from_night__lte=night,
            status__in=[Status.HELD, Status.STAYING],
        )
        .exclude(status=Status.HELD, held_until__lte=at)
    )
    asked = viewer.rows_of(PlaceRequest).filter(night=night, status=PlaceRequest.Status.WAITING)
    has_none = ~Exists(placed.filter(person_id=OuterRef("person_id")))  # asks of those few alone
    lists = (asked, handed_over(night, viewer=viewer))
    first, second = (rows.filter(has_none).order_by().values("person_id") for rows in lists)
    return first.union(second).count()
