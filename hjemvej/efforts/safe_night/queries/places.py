"""Which places are there tonight, and is each free, held, taken or closed? Never by whom: that is not ours to see."""

import datetime
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Subquery
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import HouseReport, Occupancy, TakenPlace
from hjemvej.efforts.safe_night.rules import Freshness, State, freshness
from hjemvej.ground.law.models import Provision
from hjemvej.ground.shelters import queries as shelters
from hjemvej.ground.shelters.models import House, Place
from hjemvej.ground.shelters.rules import TRAITS, Opening, opening, takes_in_on_night
from hjemvej.platform.spans.queries import lasting_night, lasting_on, not_over_on

Status = Occupancy.Status
Taken = tuple[State, datetime.datetime | None]  # held or occupied, and until when it is held
GIVEN_AWAY = "Optaget af stedets egne gæster"  # written when a house says fewer are free than we know of


@dataclass(frozen=True)
class Slot:
    """A place tonight."""

    place: shelters.PlaceOn
    state: State
    until_at: datetime.datetime | None = None
    closed_because: str = ""

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

    def count(self, state: str) -> int:
        return sum(slot.state == state for slot in self.slots)

    @property
    def free(self) -> int:
        return self.count("free")

    @property
    def held(self) -> int:
        return self.count("held")

    @property
    def occupied(self) -> int:
        return self.count("occupied")

    @property
    def closed(self) -> int:
        return self.count("closed")

    @property
    def can_take_in(self) -> bool:
        return self.free > 0 and self.intake is not None

    @property
    def reported_at(self) -> datetime.datetime | None:
        return self.report.reported_at if self.report else None

    @property
    def traits(self) -> list[str]:
        """For whom, in a few words: what every place has, and what some have."""
        number = {name: sum(getattr(slot.place, name) for slot in self.slots) for name in TRAITS}
        words = {name: str(words) for name, words in TRAITS.items()}
        if number["is_women_only"] < len(self.slots):
            words["is_women_only"] = _("nogle kun kvinder")
        every = [words[name] for name in TRAITS if 0 < number[name] == len(self.slots)]
        some = [words[name] for name in TRAITS if 0 < number[name] < len(self.slots)]
        first = [] if self.slots and number["is_women_only"] == len(self.slots) else [_("alle")]
        return [*first, *every, *some]


def houses_tonight(houses: Sequence[House], night: datetime.date, at: datetime.datetime) -> list[HouseTonight]:
    """These houses tonight; the number of queries is the same for any number of houses."""
    ids = [house.pk for house in houses]
    taken = _taken(ids, night, at)
    slots: dict[uuid.UUID, list[Slot]] = {}
    for place in shelters.places_on(night, house_ids=ids):
        slots.setdefault(place.house_id, []).append(_slot(place, taken.get(place.pk)))
    latest = HouseReport.objects.filter(house_id__in=ids).order_by("house_id", "-reported_at").distinct("house_id")
    reports = {row.house_id: row for row in latest.annotate(goes_stale=_goes_stale(night))}
    hours_fresh = next((row.goes_stale for row in reports.values()), 0)  # who has not reported cannot be stale
    stale_after = datetime.timedelta(hours=float(hours_fresh))
    found = []
    for house in houses:
        hours, report = list(house.hours.all()), reports.get(house.pk)
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
) -> tuple[list[shelters.PlaceOn], list[shelters.PlaceOn]]:
    """The places free tonight, and those closed because the house gave them away itself."""
    taken = _taken([house.pk], night, at)
    places = [place for place in shelters.places_on(night, house_ids=[house.pk]) if place.pk not in taken]
    free = [place for place in places if place.closed_because is None]
    return free, [place for place in places if place.closed_because == GIVEN_AWAY]


def free_slots(house: House, night: datetime.date, at: datetime.datetime) -> list[Slot]:
    """The places of a house that are free tonight."""
    return [slot for slot in houses_tonight([house], night, at)[0].slots if slot.state == "free"]


def free_like(slots: Sequence[Slot], place_id: uuid.UUID) -> Slot | None:
    """The place itself while it is free, else the first free one of the house with the same qualities."""
    asked = next((slot for slot in slots if slot.place.pk == place_id), None)
    if asked is None or asked.state == "free":
        return asked
    return next((slot for slot in slots if slot.state == "free" and traits_of(slot) == traits_of(asked)), None)


def traits_of(slot: Slot) -> tuple[object, ...]:
    return tuple(getattr(slot.place, trait) for trait in TRAITS)


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


def _taken(house_ids: Sequence[uuid.UUID], night: datetime.date, at: datetime.datetime) -> dict[uuid.UUID, Taken]:
    """The places that are held or slept in; a hold that has run out does not count."""
    rows = TakenPlace.objects.filter(lasting_night(night), house_id__in=house_ids)
    kept = rows.exclude(status=Status.HELD, held_until__lte=at).values_list("place_id", "status", "held_until")
    return {place_id: ("held" if status == Status.HELD else "occupied", until) for place_id, status, until in kept}


def _slot(place: shelters.PlaceOn, taken: Taken | None) -> Slot:
    if taken is not None:
        return Slot(place, *taken)
    if place.closed_because is None:
        return Slot(place, "free")
    if place.closed_because == GIVEN_AWAY:
        return Slot(place, "occupied")
    return Slot(place, "closed", closed_because=place.closed_because)
