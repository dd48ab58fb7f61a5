"""What does the board show, and what needs the viewer tonight?"""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.queries.handed_over import handed_over
from hjemvej.efforts.safe_night.placing.queries.tried import kept_places
from hjemvej.efforts.safe_night.placing.queries.waiting import Waiting, waiting
from hjemvej.efforts.safe_night.queries.places import HouseTonight, houses_tonight
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters import queries as shelters
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step
from hjemvej.platform.spans.queries import lasting_night

Status = Occupancy.Status
HOUSES_SHOWN = 12  # on the board itself; a town the size of Roskilde has fewer


@dataclass(frozen=True)
class Held:
    """A place kept for a person on the way."""

    occupancy: Occupancy
    person: Person

    @property
    def name(self) -> str:
        return self.person.name.with_code


@dataclass(frozen=True)
class HousesBeyond:
    """The number of houses that only the page of all houses shows, and how many of those take a guest in."""

    number: int
    can_take_in: int


@dataclass(frozen=True)
class Houses:
    """Every house tonight, without any person's name, so that all viewers may share a drawing."""

    every: list[HouseTonight]

    @property
    def free(self) -> int:
        """Places that a person can still be sent to tonight."""
        return sum(house.free for house in self.every if house.intake is not None)

    @property
    def free_first(self) -> list[HouseTonight]:
        """Every house; those that take a guest in come first."""
        return sorted(self.every, key=lambda house: not house.can_take_in)

    @property
    def shown(self) -> list[HouseTonight]:
        """The houses on the board itself."""
        return self.free_first[:HOUSES_SHOWN]

    @property
    def beyond(self) -> HousesBeyond:
        """The other houses, counted; the page of all houses lists them."""
        rest = self.free_first[HOUSES_SHOWN:]
        return HousesBeyond(len(rest), sum(house.can_take_in for house in rest))


@dataclass(frozen=True)
class PeopleTonight:
    """The people who wait for a place or have a held place, of those that the viewer needs to know of."""

    waiting: list[Waiting]
    held: list[Held]


def houses(night: datetime.date, at: datetime.datetime) -> Houses:
    """Every place tonight, whichever team's guest has it."""
    return Houses(houses_tonight(shelters.houses_in_use(), night, at))


def people(night: datetime.date, at: datetime.datetime, *, viewer: Viewer) -> PeopleTonight:
    """Return tonight's people, of those that the viewer needs to know of."""
    kept = list(kept_places(night, viewer=viewer).select_related("person", "place__room"))
    held = [row for row in kept if row.status == Status.HELD and row.held_until and row.held_until > at]
    held.sort(key=lambda row: (row.held_until, row.pk))
    waits = waiting(night, viewer=viewer, at=at, kept=kept)
    return PeopleTonight(waits, [Held(row, row.person) for row in held])


def fingerprint(*, viewer: Viewer) -> str:
    """Return a mark that changes with every event: one cheap query, for pages that ask every few seconds."""
    with viewer.cursor() as cursor:
        cursor.execute("SELECT safe_night_latest_events()")
        return str(cursor.fetchone()[0])


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """List people without a place tonight as steps of the whole team, until a place is found."""
    if not viewer.may(Permission.FIND_PLACE):
        return []
    return [_step(waits) for waits in waiting(night_of(at), viewer=viewer, at=at)]


def _step(waits: Waiting) -> Step:
    nights = waits.nights_outside
    url = reverse("safe_night:request_place", args=[waits.person.pk])
    if waits.is_asked_for:
        url = reverse("safe_night:find_place", args=[waits.request_id])
    outside = ngettext("%d nat ude", "%d nætter ude", nights) % nights if nights else ""
    return Step(
        due_at=waits.since,
        chip=_("i nat"),
        kind="late",
        title=waits.name,
        why=" · ".join(part for part in (waits.note, outside, *waits.needs, *waits.tried) if part),
        url=url,
        action=_("Find plads"),
        person_id=waits.person.pk,
        title_url=reverse("staff:person", args=[waits.person.pk]),
        is_tonight=True,
        finds_place=True,
    )


def unplaced_tonight(viewer: Viewer, at: datetime.datetime) -> int:
    """Count people without a place tonight that the viewer needs to know of; a single query, for the menu."""
    return unplaced(night_of(at), at, viewer=viewer)


def unplaced(night: datetime.date, at: datetime.datetime, *, viewer: Viewer) -> int:
    """Count the people that `waiting` lists."""
    placed = (
        viewer.rows_of(Occupancy)
        .filter(
            lasting_night(night),
            status__in=[Status.HELD, Status.STAYING],
        )
        .exclude(status=Status.HELD, held_until__lte=at)
    )
    requests = viewer.rows_of(PlaceRequest).filter(night=night, status=PlaceRequest.Status.WAITING)
    has_none = ~Exists(placed.filter(person_id=OuterRef("person_id")))  # asks of those few alone
    lists = (requests, handed_over(night, viewer=viewer))
    first, second = (rows.filter(has_none).order_by().values("person_id") for rows in lists)
    return first.union(second).count()
