"""What does one row of each kind look like that addresses ask for? For the door table, which
sees who gets in. And the rows of a citizen who stands by while an action is called."""

import datetime

from hjemvej.platform.rooms import Laid, StandingBy

from .actions import keep_document
from .models import Document


def document(laid: Laid) -> Document:
    return keep_document(
        content=b"%PDF-1.7", filename="fil.pdf", kind="own_data", person_id=laid.person.pk, expires_at=None,
        by=laid.by, at=laid.at,
    )  # fmt: skip


def stand_by(beside: StandingBy) -> None:
    beside.add(
        Document, organisation_id=beside.team_id, user_id=beside.worker_id, person=beside.person, kind="own_data",
        size=1, filename="uberørt.pdf", content="x", made_by_id=beside.worker_id, made_at=beside.at,
        expires_at=beside.at + datetime.timedelta(days=3000),
    )  # fmt: skip
