"""Who has no place tonight, for whom is one held, and where is one free? What the board shows."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters import queries as shelters
from hjemvej.platform.access.viewer import Viewer

from .handed_over import handed_over
from .mornings import nights_outside
from .names import age_of, shown_name
from .places import HouseTonight, houses_tonight
from .tried import kept_places, what_was_tried

Status = Occupancy.Status
HOUSES_SHOWN = 12  # on the board itself; a town the size of Roskilde has fewer


@dataclass(frozen=True)
class Waiting:
    """Somebody who has no place tonight, what they need, and what was tried.

    Who was only handed over to the night has a request that nobody has made yet, with what was said.
    """

    request: PlaceRequest
    person: Person
    age: str
    needs: list[str]
    tried: list[str]
    noes: dict[uuid.UUID, str]
    nights_outside: int

    @property
    def name(self) -> str:
        return shown_name(self.person)

    @property
    def is_asked_for(self) -> bool:
        return not self.request._state.adding


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


def waiting(
    night: datetime.date,
    *,
    viewer: Viewer,
    at: datetime.datetime | None = None,
    kept: Sequence[Occupancy] | None = None,
) -> list[Waiting]:
    """Who asked for a place this night or was handed over to it, and has none; in the order they came.

    With `at`, holds whose time was out by then no longer count.
    """
    placed = _placed(night, at, viewer=viewer).values("person_id")
    asked = PlaceRequest.objects.filter(night=night, status=PlaceRequest.Status.WAITING).exclude(person_id__in=placed)
    rows = list(asked.select_related("person").order_by("requested_at", "id"))
    rows += [
        PlaceRequest(
            id=course.pk, person=course.person, night=night, note=course.opened_because, requested_at=course.opened_at
        )
        for course in handed_over(night, viewer=viewer).exclude(person_id__in=placed)
    ]
    return _described(sorted(rows, key=lambda row: row.requested_at), night, viewer=viewer, kept=kept)


def places_of_person(person_id: uuid.UUID, night: datetime.date, *, viewer: Viewer) -> list[Occupancy]:
    """Every place the person has or had this night, as it came."""
    lasts = Q(until_night=None) | Q(until_night__gt=night)
    rows = Occupancy.objects.filter(lasts, person_id=person_id, from_night__lte=night)
    return list(rows.select_related("house").order_by("made_at", "id"))


def active(places: Sequence[Occupancy], at: datetime.datetime) -> Occupancy | None:
    """The one of them that the person has now: slept in, or held and not run out."""
    held = (row for row in places if row.status == Status.HELD and row.held_until and row.held_until > at)
    return next((row for row in places if row.status == Status.STAYING), None) or next(held, None)


def one_waiting(request: PlaceRequest, kept: Sequence[Occupancy], *, viewer: Viewer) -> Waiting:
    """One request as the list shows it, with the person's places of the night."""
    return _described([request], request.night, viewer=viewer, kept=kept)[0]


def _described(
    requests: list[PlaceRequest], night: datetime.date, *, viewer: Viewer, kept: Sequence[Occupancy] | None = None
) -> list[Waiting]:
    outside = nights_outside({row.person_id for row in requests}, night, viewer=viewer)
    tried = what_was_tried([row.pk for row in requests], night, viewer=viewer, kept=kept)
    return [
        Waiting(
            request=row,
            person=row.person,
            age=age_of(row.person, night),
            needs=need_words(row.needs),
            tried=tried[row.pk].words,
            noes=tried[row.pk].noes,
            nights_outside=outside.get(row.person_id, 0),
        )
        for row in requests
    ]


def fingerprint(*, viewer: Viewer) -> Fingerprint:
    """One cheap question for those who look again and again."""
    own = "SELECT FROM access_needtoknow WHERE user_id = %s AND (until_at IS NULL OR until_at > now())"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT safe_night_latest_events(), EXISTS ({own})", [viewer.user_id])
        mark, has_own_needs = cursor.fetchone()
    return Fingerprint(str(mark), has_own_needs)


def need_words(needs: Iterable[str]) -> list[str]:
    return [str(PlaceRequest.Need(need).label) for need in needs]


def _placed(night: datetime.date, at: datetime.datetime | None, *, viewer: Viewer) -> QuerySet[Occupancy]:
    """Who has a place this night: sleeps there, or has one held that hasn't run out."""
    lasts = Q(until_night=None) | Q(until_night__gt=night)
    rows = Occupancy.objects.filter(lasts, from_night__lte=night, status__in=[Status.HELD, Status.STAYING])
    if at is not None:
        rows = rows.exclude(status=Status.HELD, held_until__lte=at)
    return rows.order_by("held_until", "id")
