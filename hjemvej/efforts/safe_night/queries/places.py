"""Which places are there tonight, and is each free, held, taken or closed? Never by whom: that is not ours to see."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night import rules
from hjemvej.efforts.safe_night.models import HouseReport, Occupancy, TakenPlace
from hjemvej.ground.homes import queries as homes
from hjemvej.ground.homes.models import House, Place
from hjemvej.ground.homes.rules import Opening, opening, takes_in_on_night
from hjemvej.ground.law.queries import rule_on

Status = Occupancy.Status
GIVEN_AWAY = "Optaget af stedets egne gæster"  # written when a house says fewer are free than we know of


@dataclass(frozen=True)
class Slot:
    """One place tonight."""

    place: Place
    room_name: str
    state: rules.State
    until_at: datetime.datetime | None = None
    closed_because: str = ""


@dataclass(frozen=True)
class HouseTonight:
    """One house tonight: its door, its places, and how fresh its word is."""

    house: House
    opening: Opening
    intake: Opening | None
    report: HouseReport | None
    stale_after: datetime.timedelta
    freshness: rules.Freshness
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
        every, some = [], []
        for name, words in trait_words().items():
            number = sum(getattr(slot.place, name) for slot in self.slots)
            if number and number == len(self.slots):
                every.append(words)
            elif number:
                some.append(words)
        first = [] if trait_words()["is_women_only"] in every else [_("alle")]
        return [*first, *every, *some]


def trait_words() -> dict[str, str]:
    return {
        "is_women_only": _("kun kvinder"),
        "takes_couples": _("par"),
        "takes_children": _("børn"),
        "takes_dogs": _("hund"),
        "is_wheelchair_accessible": _("kørestol"),
        "is_substance_free": _("stoffri"),
    }


def houses_tonight(houses: Sequence[House], night: datetime.date, at: datetime.datetime) -> list[HouseTonight]:
    """These houses tonight; as many queries for two hundred as for one."""
    ids = [house.pk for house in houses]
    taken = {row.place_id: row for row in _taken(ids, night, at)}
    closures = dict(homes.closures_on(night).filter(place__room__house_id__in=ids).values_list("place_id", "why"))
    places: dict[uuid.UUID, list[Place]] = {}
    for place in homes.places_in_use(ids):
        places.setdefault(place.room.house_id, []).append(place)
    latest = HouseReport.objects.filter(house_id__in=ids).order_by("house_id", "-reported_at").distinct("house_id")
    reports = {row.house_id: row for row in latest}
    stale_after = datetime.timedelta(hours=float(rule_on("report_goes_stale", night).value))
    return [
        HouseTonight(
            house=house,
            opening=opening(list(house.hours.all()), at),
            intake=takes_in_on_night(list(house.hours.all()), night, at),
            report=reports.get(house.pk),
            stale_after=stale_after,
            freshness=rules.freshness(reports[house.pk].reported_at if house.pk in reports else None, at, stale_after),
            slots=tuple(_slot(place, taken, closures) for place in places.get(house.pk, [])),
        )
        for house in houses
    ]


def free_and_given_away(
    house: House, night: datetime.date, *, at: datetime.datetime
) -> tuple[list[uuid.UUID], list[uuid.UUID]]:
    """The ids of places free tonight, and of those closed because the house gave them away itself."""
    places = homes.places_in_use([house.pk])
    taken = {row.place_id for row in _taken([house.pk], night, at)}
    closures = {row.place_id: row.why for row in homes.closures_on(night, house_id=house.pk)}
    ids = [pk for pk in places.values_list("pk", flat=True) if pk not in taken]
    return [pk for pk in ids if pk not in closures], [pk for pk in ids if closures.get(pk) == GIVEN_AWAY]


def free_slots(house: House, night: datetime.date, at: datetime.datetime) -> list[Slot]:
    """The places of one house that are free tonight."""
    return [slot for slot in houses_tonight([house], night, at)[0].slots if slot.state == "free"]


def place_of(house: House, place_id: uuid.UUID) -> Place | None:
    """A place in use of this house."""
    return Place.objects.select_related("room").filter(pk=place_id, room__house=house, is_active=True).first()


def given_away_words() -> str:
    return GIVEN_AWAY


def _taken(house_ids: Sequence[uuid.UUID], night: datetime.date, at: datetime.datetime) -> list[TakenPlace]:
    rows = TakenPlace.objects.filter(
        Q(until_night=None) | Q(until_night__gt=night), house_id__in=house_ids, from_night__lte=night
    )
    return list(rows.exclude(status=Status.HELD, held_until__lte=at))


def _slot(place: Place, taken: dict[uuid.UUID, TakenPlace], closures: dict[uuid.UUID, str]) -> Slot:
    row = taken.get(place.pk)
    if row is not None:
        return Slot(place, place.room.name, "held" if row.status == Status.HELD else "occupied", row.held_until)
    why = closures.get(place.pk)
    if why is None:
        return Slot(place, place.room.name, "free")
    if why == GIVEN_AWAY:
        return Slot(place, place.room.name, "occupied")
    return Slot(place, place.room.name, "closed", closed_because=why)
