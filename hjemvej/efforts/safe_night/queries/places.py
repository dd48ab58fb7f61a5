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
        every, some, known = [], [], trait_words()
        for name, words in known.items():
            number = sum(getattr(slot.place, name) for slot in self.slots)
            if number and number == len(self.slots):
                every.append(words)
            elif number:
                some.append(words)
        first = [] if known["is_women_only"] in every else [_("alle")]
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
    slots: dict[uuid.UUID, list[Slot]] = {}
    for place, closed_because in homes.places_on(night, house_ids=ids):
        slots.setdefault(place.room.house_id, []).append(_slot(place, taken.get(place.pk), closed_because))
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
            slots=tuple(slots.get(house.pk, [])),
        )
        for house in houses
    ]


def free_and_given_away(
    house: House, night: datetime.date, *, at: datetime.datetime
) -> tuple[list[uuid.UUID], list[uuid.UUID]]:
    """The ids of places free tonight, and of those closed because the house gave them away itself."""
    taken = {row.place_id for row in _taken([house.pk], night, at)}
    places = [(place.pk, why) for place, why in homes.places_on(night, house_ids=[house.pk]) if place.pk not in taken]
    return [pk for pk, why in places if why is None], [pk for pk, why in places if why == GIVEN_AWAY]


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


def _slot(place: Place, taken: TakenPlace | None, closed_because: str | None) -> Slot:
    if taken is not None:
        return Slot(place, place.room.name, "held" if taken.status == Status.HELD else "occupied", taken.held_until)
    if closed_because is None:
        return Slot(place, place.room.name, "free")
    if closed_because == GIVEN_AWAY:
        return Slot(place, place.room.name, "occupied")
    return Slot(place, place.room.name, "closed", closed_because=closed_because)
