"""Which sample row does each kind of id in an address lead to, and which rows does a bystander have?"""

import datetime

from hjemvej.platform.rooms import Bystander, Laid

from .actions import keep_document
from .models import Document


def document(laid: Laid) -> Document:
    return keep_document(
        content=b"%PDF-1.7", filename="fil.pdf", kind="own_data", person_id=laid.person.pk, expires_at=None,
        by=laid.by, at=laid.at,
    )  # fmt: skip


def add_bystander(bystander: Bystander) -> None:
    bystander.add(
        Document, organisation_id=bystander.team_id, user_id=bystander.worker_id, person=bystander.person,
        kind="own_data", size=1, filename="uberørt.pdf", content="x", made_by_id=bystander.worker_id,
        made_at=bystander.at, expires_at=bystander.at + datetime.timedelta(days=3000),
    )  # fmt: skip
