"""Which sample row does each kind of id in an address lead to? The door table opens its pages with them."""

from hjemvej.platform.rooms import Laid

from .actions import upload_file
from .models import Upload

LIST = "Navn;Født\nTesta Prøvensen;03-04-1970\n".encode()


def upload(laid: Laid) -> Upload:
    return upload_file(content=LIST, filename="liste.csv", listed_on=laid.night, by=laid.by, at=laid.at)
