"""Which sample row does each kind of id in an address lead to? The door table opens its pages with them."""

import datetime

from hjemvej.ground.shelters.models import House, Place
from hjemvej.platform.rooms import Laid

from .models import AdmissionNotice, Occupancy, PlaceRequest


def request(laid: Laid) -> PlaceRequest:
    return PlaceRequest.objects.create(
        person=laid.person, night=laid.night, organisation=laid.team, requested_at=laid.at
    )


def hold(laid: Laid) -> Occupancy:
    return Occupancy.objects.create(
        place=laid.made[Place], house=laid.made[House], person=laid.person, request=laid.made[PlaceRequest],
        from_night=laid.night, status="held", made_at=laid.at, held_until=laid.at + datetime.timedelta(hours=2),
    )  # fmt: skip


def stay(laid: Laid) -> Occupancy:
    """Lay out a stay of the twin, who sleeps there now."""
    return Occupancy.objects.create(
        place=Place.objects.create(room=laid.made[Place].room, label="plads 2"), house=laid.made[House],
        person=laid.twin, from_night=laid.night, status="staying", made_at=laid.at, arrived_at=laid.at,
    )  # fmt: skip


def admission(laid: Laid) -> AdmissionNotice:
    """Lay out an admission that the house has not told another municipality of."""
    return AdmissionNotice.objects.create(
        occupancy=laid.made[Occupancy], person=laid.person, house=laid.made[House], admitted_on=laid.night,
        municipality_code="350", municipality_name="Lejre",
    )  # fmt: skip
