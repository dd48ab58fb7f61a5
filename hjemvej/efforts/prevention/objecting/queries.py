"""Which signals has the citizen objected to, and how does each objection stand? One query for many signals."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from hjemvej.efforts.prevention.models import Signal
from hjemvej.ground.requests.models import CitizenRequest
from hjemvej.ground.requests.queries import requests_about
from hjemvej.platform.access.viewer import Viewer

from . import rules


@dataclass(frozen=True)
class Objection:
    """What the citizen objected to, the request that is answered, and how it stands."""

    signal: Signal
    request: CitizenRequest
    standing: rules.Standing


def objections(found: Sequence[Signal], *, viewer: Viewer) -> dict[uuid.UUID, Objection]:
    """By signal, the latest objection to it."""
    by_id = {one.pk: one for one in found}
    rows = requests_about(by_id, viewer=viewer)
    return {
        one.about_id: Objection(by_id[one.about_id], one, _standing(one, by_id[one.about_id]))
        for one in rows
        if one.about_id
    }


def objection_to(found: Signal, *, viewer: Viewer) -> Objection | None:
    return objections([found], viewer=viewer).get(found.pk)


def _standing(found: CitizenRequest, signal: Signal) -> rules.Standing:
    due_on: datetime.date = localdate(found.task.due_at) if found.task.due_at else found.received_on
    return rules.standing(
        received_on=found.received_on, due_on=due_on, outcome=found.outcome,
        answered_on=localdate(found.closed_at) if found.closed_at else None, clocks=signal.kind.clocks,
    )  # fmt: skip
