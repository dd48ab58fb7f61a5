"""Which places are there tonight, and is each free, held, taken or closed? Never by whom: that is not ours to see."""

import datetime
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import HouseReport, Occupancy, TakenPlace
from hjemvej.efforts.safe_night.rules import Freshness, State, freshness
from hjemvej.ground.law.models import Provision
from hjemvej.ground.shelters import queries as shelters
from hjemvej.ground.shelters.models import House, Place
from hjemvej.ground.shelters.rules import TRAITS, Opening, opening, takes_in_on_night
from hjemvej.platform.spans.queries import lasting_on, not_over_on
from hjemvej.platform.ui.alphabet import DanishOrder

Status = Occupancy.Status
GIVEN_AWAY = "Optaget af stedets egne gæster"  # written when a house says fewer are free than we know of


class PlaceOn(NamedTuple):
    """A place in use as lists of a night need it: no row of its own, since a night may list a thousand."""

    pk: uuid.UUID
    label: str
    room_name: str
    house_id: uuid.UUID
    is_women_only: bool
    takes_couples: bool
    takes_children: bool
    takes_dogs: bool
    is_wheelchair_accessible: bool
    is_substance_free: bool


_traits: Callable[[PlaceOn], tuple[bool, ...]] = attrgetter(*TRAITS)


@dataclass(frozen=True)
class Slot:
    """A place tonight."""

    place: PlaceOn
    state: State
    until_at: datetime.datetime | None = None
    closed_because: str = ""
    is_given_away: bool = False  # by the house itself

    @property
    def name(self) -> str:
        """Room and place."""
        return f"{self.place.room_name}, {self.place.label}"


@dataclass(frozen=True)
class HouseTonight:
    """A house tonight: its door, its places, and how fresh its report is."""

    house: House
    opening: Opening
    intake: Opening | None
    report: HouseReport | None
    stale_after: datetime.timedelta
    freshness: Freshness
    slots: tuple[Slot, ...]

    @cached_property
    def count(self) -> Counter[State]:
        """How many places are in each state."""
        return Counter(slot.state for slot in self.slots)

    @property
    def free(self) -> int:
        return self.count["free"]

    @property
    def held(self) -> int:
        return self.count["held"]

    @property
    def occupied(self) -> int:
        return self.count["occupied"]

    @property
    def closed(self) -> int:
        return self.count["closed"]

    @property
    def can_take_in(self) -> bool:
        return self.free > 0 and self.intake is not None

    @property
    def is_shut(self) -> bool:
        """Takes nobody more in tonight, however many places are empty."""
        return self.intake is None

    @property
    def reported_at(self) -> datetime.datetime | None:
        return self.report.reported_at if self.report else None

    @property
    def traits(self) -> list[str]:
        """For whom, in a few words: what every place has, and what some have."""
        kinds = {traits_of(slot) for slot in self.slots}
        has = dict(zip(TRAITS, zip(*kinds, strict=True), strict=True)) if kinds else {}  # of each kind of place
        every = [str(TRAITS[name]) for name, answers in has.items() if all(answers)]
        some = [name for name, answers in has.items() if any(answers) and not all(answers)]
        words = [_("nogle kun kvinder") if name == "is_women_only" else str(TRAITS[name]) for name in some]
        return [*([] if kinds and all(has["is_women_only"]) else [_("alle")]), *every, *words]


def houses_tonight(houses: Sequence[House], night: datetime.date, at: datetime.datetime) -> list[HouseTonight]:
    """These houses tonight; the number of queries is the same for any number of houses."""
    ids = [house.pk for house in houses]
    weeks = shelters.hours_of(ids)
    slots: dict[uuid.UUID, list[Slot]] = {}
    for slot in _slots(ids, night, at):
        slots.setdefault(slot.place.house_id, []).append(slot)
    latest = HouseReport.objects.filter(house_id__in=ids).order_by("house_id", "-reported_at").distinct("house_id")
    reports = {row.house_id: row for row in latest.annotate(goes_stale=_goes_stale(night))}
    hours_fresh = next((row.goes_stale for row in reports.values()), 0)  # who has not reported cannot be stale
    stale_after = datetime.timedelta(hours=float(hours_fresh))
    found = []
    for house in houses:
        hours, report = weeks.get(house.pk, []), reports.get(house.pk)
        door = opening(hours, at)
        found.append(
            HouseTonight(
                house=house,
                opening=door,
                intake=takes_in_on_night(hours, night, at),
                report=report,
                stale_after=stale_after,
                freshness=freshness(
                    report.reported_at if report else None,
                    at,
                    stale_after,
                    opens_at=None if door.is_open else door.opens_at,
                ),
                slots=tuple(slots.get(house.pk, [])),
            )
        )
    return found


def _goes_stale(night: datetime.date) -> Subquery:
    """After how many hours a report is stale, by our own rule of that night, asked with the reports."""
    in_force = lasting_on(night, begins="valid_from", until="valid_to")
    return Subquery(Provision.objects.filter(in_force, key="report_goes_stale").values("value")[:1])


def free_and_given_away(
    house: House, night: datetime.date, *, at: datetime.datetime
) -> tuple[list[PlaceOn], list[PlaceOn]]:
    """The places free tonight, and those closed because the house gave them away itself."""
    slots = _slots([house.pk], night, at)
    free = [slot.place for slot in slots if slot.state == "free"]
    return free, [slot.place for slot in slots if slot.is_given_away]


def free_slots(house: House, night: datetime.date, at: datetime.datetime) -> list[Slot]:
    """The places of a house that are free tonight."""
    return [slot for slot in houses_tonight([house], night, at)[0].slots if slot.state == "free"]


def free_like(slots: Sequence[Slot], place_id: uuid.UUID) -> Slot | None:
    """The place itself while it is free, else the first free one of the house with the same qualities."""
    asked = next((slot for slot in slots if slot.place.pk == place_id), None)
    if asked is None or asked.state == "free":
        return asked
    return next((slot for slot in slots if slot.state == "free" and traits_of(slot) == traits_of(asked)), None)


def traits_of(slot: Slot) -> tuple[bool, ...]:
    return _traits(slot.place)


def place_of(house: House, place_id: uuid.UUID) -> Place | None:
    """A place in use of this house."""
    return Place.objects.select_related("room").filter(pk=place_id, room__house=house, is_active=True).first()


def places_taken_from(
    place_ids: Collection[uuid.UUID], night: datetime.date, at: datetime.datetime
) -> dict[uuid.UUID, datetime.date | None]:
    """Return those of these places that are held or slept in from this night on, with the last day a guest leaves."""
    rows = TakenPlace.objects.filter(not_over_on(night, until="until_night"), place_id__in=place_ids)
    rows = rows.filter(status__in=(Status.HELD, Status.STAYING)).exclude(status=Status.HELD, held_until__lte=at)
    found: dict[uuid.UUID, datetime.date | None] = {}
    for place_id, until in rows.values_list("place_id", "until_night"):
        known = found.get(place_id, until)
        found[place_id] = max(known, until) if known and until else None
    return found


def _slots(house_ids: Sequence[uuid.UUID], night: datetime.date, at: datetime.datetime) -> list[Slot]:
    """Every place in use of these houses, in the order people count; a single query.

    A hold that has run out does not count.
    """
    lasting = lasting_on(night, begins="taken__from_night", until="taken__until_night")
    taken = FilteredRelation("taken", condition=lasting & ~Q(taken__status=Status.HELD, taken__held_until__lte=at))
    why = Subquery(shelters.closures_on(night).filter(place=OuterRef("pk")).values("why")[:1])
    places = Place.objects.filter(is_active=True, room__house_id__in=house_ids).annotate(
        room_name=F("room__name"), house_id=F("room__house_id"), closed_because=why, tonight=taken
    )
    order = (Length("room__name"), DanishOrder("room__name"), Length("label"), DanishOrder("label"))
    facts = (*PlaceOn._fields, "closed_because", "tonight__status", "tonight__held_until")
    return [
        _slot(PlaceOn(*place), why, taken, until)
        for *place, why, taken, until in places.order_by(*order).values_list(*facts)
    ]


def _slot(place: PlaceOn, closed_because: str | None, taken: str | None, until_at: datetime.datetime | None) -> Slot:
    if taken is not None:
        return Slot(place, "held" if taken == Status.HELD else "occupied", until_at)
    if closed_because is None:
        return Slot(place, "free")
    if closed_because == GIVEN_AWAY:
        return Slot(place, "occupied", is_given_away=True)
    return Slot(place, "closed", closed_because=closed_because)
