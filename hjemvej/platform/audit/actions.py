"""How is something written in the log? In the same transaction as the change itself, or not at all."""

import datetime
import uuid
from typing import Protocol

from django.db import connection
from django.db.models import BigIntegerField, Func

from .models import Event, Look


class Actor(Protocol):
    """Whoever acts: a signed-in person in an organisation, or the system itself."""

    @property
    def user_id(self) -> uuid.UUID | None: ...
    @property
    def organisation_id(self) -> uuid.UUID | None: ...


class _ThisTransaction(Func):
    template = "pg_current_xact_id()::text::bigint"
    output_field = BigIntegerField()


def record(
    name: str,
    *,
    by: Actor,
    at: datetime.datetime,
    person_id: uuid.UUID | None = None,
    why: str = "",
    details: dict[str, object] | None = None,
) -> None:
    """Write the event `room.thing_done`. Details hold ids and codes, never names or numbers of people."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"{name}: an event is written in the transaction of its change.")
    Event.objects.create(
        name=name,
        at=at,
        user_id=by.user_id,
        organisation_id=by.organisation_id,
        person_id=person_id,
        why=why,
        details=details or {},
        transaction=_ThisTransaction(),
    )


def record_look(
    page: str, *, by: Actor, at: datetime.datetime, person_id: uuid.UUID, basis: str, why: str = ""
) -> None:
    """Write that somebody looked at a citizen."""
    Look.objects.create(
        page=page,
        at=at,
        user_id=by.user_id,
        organisation_id=by.organisation_id,
        person_id=person_id,
        basis=basis,
        why=why,
    )
