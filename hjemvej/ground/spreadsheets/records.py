"""Which sample row does each kind of id in an address lead to? The door table opens its pages with them."""

from hjemvej.platform.access.models import Organisation
from hjemvej.platform.rooms import Laid

from .actions import upload_file
from .models import Upload

LIST = "Navn;Født\nTesta Prøvensen;03-04-1970\n".encode()


HOMES = "Adresse;Boligtype;Husleje;Ledig fra\nPrøvevej 7, 1. tv;familiebolig;5.600;1/12-2026\n".encode()


def dwelling_list(laid: Laid) -> Upload:
    """Lay out a landlord's list that the viewer has uploaded."""
    landlord = Organisation.objects.filter(kind="landlord").first()
    landlord = landlord or Organisation.objects.create(name=f"Boligforeningen {laid.person.pk}", kind="landlord")
    return upload_file(
        content=HOMES, filename="boliger.csv", listed_on=laid.night, landlord_id=landlord.pk, by=laid.by, at=laid.at
    )


def upload(laid: Laid) -> Upload:
    return upload_file(content=LIST, filename="liste.csv", listed_on=laid.night, by=laid.by, at=laid.at)
