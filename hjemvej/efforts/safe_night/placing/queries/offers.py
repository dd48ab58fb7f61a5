"""Where can this person sleep tonight? Every place that is free, best fit first, with the reasons."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.placing.rules import fit, known
from hjemvej.efforts.safe_night.queries.places import HouseTonight, Slot, free_like, houses_tonight, traits_of
from hjemvej.ground.people.models import Person
from hjemvej.ground.people.queries import household
from hjemvej.ground.shelters import queries as shelters
from hjemvej.ground.shelters.rules import TRAITS
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.reasons import Reason


@dataclass(frozen=True)
class Offer:
    """Places alike in a house, with the reasons why they fit or not; the first of them is offered."""

    house: HouseTonight
    slot: Slot
    number: int
    reasons: list[Reason]
    would_fit_if: str

    @property
    def fits(self) -> bool:
        return fit.fits(self.reasons)

    @property
    def traits(self) -> list[str]:
        """The place's qualities, which tell the kinds of places in a house apart."""
        return [str(words) for name, words in TRAITS.items() if getattr(self.slot.place, name)]

    @property
    def title(self) -> str:
        """House, room and place: a house may be listed twice, with places of different kinds."""
        return f"{self.house.house.name}, {self.slot.name}"


def needs_known(person: Person, *, viewer: Viewer, note: str = "") -> dict[str, str]:
    """The needs that the person's record, tonight's words or the latest request already show, and the words."""
    with_them = [member.relation for member in household(person, viewer=viewer) if member.is_with_them]
    latest = viewer.rows_of(PlaceRequest).filter(person_id=person.pk).order_by("-night", "-requested_at").first()
    return known.needs_known(
        animals=person.animals, accessibility_needs=person.accessibility_needs, with_them=with_them,
        latest_needs=latest.needs if latest else (), said=(note, person.description),
    )  # fmt: skip


def find_place(
    request: PlaceRequest, at: datetime.datetime, *, viewer: Viewer, noes: Mapping[uuid.UUID, str] | None = None
) -> list[Offer]:
    """List each kind of place that fits, best first; then the nearest match of each other house.

    `noes` are tonight's, by house: each counts against its house.
    """
    houses = houses_tonight(shelters.houses_in_use(), request.night, at)
    needs = fit.Needs(frozenset(request.needs), request.person.sex)
    there = _nights_there(request, viewer=viewer)
    offers = [
        _offer(house, slots, needs, there.get(house.house.pk, 0), (noes or {}).get(house.house.pk, ""))
        for house in houses
        for slots in _alike(house)
    ]
    offers.sort(key=lambda offer: (*fit.rank(offer.reasons), offer.house.house.order))
    seen = {offer.house.house.pk for offer in offers if offer.fits}
    found = []
    for offer in offers:
        if offer.fits or offer.house.house.pk not in seen:
            found.append(offer)
            seen.add(offer.house.house.pk)
    return found


def place_to_hold(
    request: PlaceRequest, place_id: uuid.UUID, at: datetime.datetime, *, viewer: Viewer
) -> tuple[uuid.UUID, list[Reason]]:
    """The place itself while it is free, else the next like it in the house; and what it lacks of the person's needs.

    Who has a place already, as after a double click, gets no other.
    """
    active = (Occupancy.Status.HELD, Occupancy.Status.STAYING)
    if viewer.rows_of(Occupancy).filter(request=request, status__in=active).exists():
        return place_id, []
    for house in houses_tonight(shelters.houses_in_use(), request.night, at):
        for asked in (slot for slot in house.slots if slot.place.pk == place_id):
            slot = free_like(house.slots, place_id) or asked
            needs = fit.Needs(frozenset(request.needs), request.person.sex)
            return slot.place.pk, fit.unmet_needs(_tonight(house, slot), needs)
    return place_id, []


def _alike(house: HouseTonight) -> list[list[Slot]]:
    """Join places with the same qualities into an offer: the free places, or else the soonest free first."""
    groups: dict[tuple[object, ...], list[Slot]] = {}
    for slot in house.slots:
        groups.setdefault(traits_of(slot), []).append(slot)
    found = []
    for slots in groups.values():
        free = [slot for slot in slots if slot.state == "free"]
        soonest = sorted(slots, key=lambda slot: (slot.state != "held", slot.until_at is None, slot.until_at))
        found.append(free or soonest)
    return found


def _offer(house: HouseTonight, slots: list[Slot], needs: fit.Needs, nights_there: int, no: str) -> Offer:
    slot = slots[0]
    place = _tonight(house, slot, nights_there, no)
    free = sum(slot.state == "free" for slot in slots)
    reasons = fit.reasons_for_place(place, needs)
    return Offer(house, slot, free, reasons, fit.what_would_change(place, needs))


def _tonight(house: HouseTonight, slot: Slot, nights_there: int = 0, no: str = "") -> fit.PlaceTonight:
    return fit.PlaceTonight(
        state=slot.state,
        opening=house.opening,
        intake=house.intake,
        freshness=house.freshness,
        max_nights=house.house.max_nights,
        nights_there=nights_there,
        said_no=no,
        closed_because=slot.closed_because,
        until_at=slot.until_at,
        **{trait: getattr(slot.place, trait) for trait in TRAITS},
    )


def _nights_there(request: PlaceRequest, *, viewer: Viewer) -> dict[uuid.UUID, int]:
    """How many nights in a row, up to last night, the person slept in each house."""
    stays = viewer.rows_of(Occupancy).filter(
        person_id=request.person_id, until_night=request.night, status=Occupancy.Status.ENDED
    )
    return {row.house_id: (request.night - row.from_night).days for row in stays}
