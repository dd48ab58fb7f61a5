"""Which sample row does each kind of id in an address lead to, and which rows does a bystander have?"""

import datetime

from hjemvej.platform.rooms import Bystander, Laid
from hjemvej.platform.sealing.ciphers import cipher

from .models import ReturnedForm
from .queries import PURPOSE

HELD = (
    '{"path": "/", "fields": [], "title": "Er kommet", "said": [["Fornavn", "Egon"]], "why": "Noget er ændret imens."}'
)


def returned_form(laid: Laid) -> ReturnedForm:
    return ReturnedForm.objects.create(
        user_id=laid.by.signed_in_id, content=cipher(PURPOSE).encrypt(HELD.encode()).decode(), written_at=laid.at,
        returned_at=laid.at,
    )  # fmt: skip


def add_bystander(bystander: Bystander) -> None:
    later = bystander.at + datetime.timedelta(days=3000)
    bystander.add(ReturnedForm, user_id=bystander.worker_id, content="x", written_at=bystander.at, returned_at=later)
