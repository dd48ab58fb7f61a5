"""Which sample row does each kind of id in an address lead to? The door table opens its pages with them."""

from hjemvej.platform.rooms import Laid

from .models import House, Place, Room


def house(laid: Laid) -> House:
    return House.objects.create(
        name=f"Huset {laid.person.pk}", kind="shelter", organisation=laid.shelter, municipality_code="999"
    )


def place(laid: Laid) -> Place:
    room = Room.objects.create(house=laid.made[House], name="Værelse 1")
    return Place.objects.create(room=room, label="plads 1")
