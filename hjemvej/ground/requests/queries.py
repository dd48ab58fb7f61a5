"""Which requests are there, and how long is there left?"""

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate

from hjemvej.ground.casework.queries import ShownTask, with_clocks
from hjemvej.ground.law import queries as law
from hjemvej.ground.law.rules import last_day
from hjemvej.ground.retention.queries.due import case_of
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import rules
from .models import CitizenRequest

ON_THE_CARD = 4


def requests_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[CitizenRequest]:
    """Return the citizen's requests: the open ones first, by their limits, then the newest."""
    rows = _requests(viewer).filter(person_id=person_id)
    return rows.order_by(F("closed_at").desc(nulls_first=True), "task__due_at", "id")


def citizen_request(citizen_request_id: uuid.UUID, *, viewer: Viewer) -> CitizenRequest | None:
    return _requests(viewer).filter(pk=citizen_request_id).first()


def request_of_task(task_id: uuid.UUID, *, viewer: Viewer) -> CitizenRequest | None:
    return _requests(viewer).filter(task_id=task_id).first()


def requests_about(about_ids: Collection[uuid.UUID], *, viewer: Viewer) -> list[CitizenRequest]:
    """List what a citizen asked about rows of another room, the latest last."""
    return list(_requests(viewer).filter(about_id__in=about_ids).order_by("written_at", "id"))


def open_objections(about_ids: Collection[uuid.UUID], *, viewer: Viewer) -> set[uuid.UUID]:
    """Of these rows of another room, those that a citizen objects to and that wait for an answer."""
    rows = viewer.rows_of(CitizenRequest).filter(about_id__in=about_ids, kind=rules.Kind.OBJECT, closed_at=None)
    return {found for found in rows.values_list("about_id", flat=True) if found}


def _requests(viewer: Viewer) -> QuerySet[CitizenRequest]:
    is_team = viewer.scope == "system" or viewer.organisation_kind == Organisation.Kind.TEAM
    own = Q() if is_team else Q(organisation_id=viewer.organisation_id)
    rows = viewer.rows_of(CitizenRequest).filter(own)
    return rows.select_related("person", "organisation", "written_by", "closed_by", "task")


@dataclass(frozen=True)
class Row:
    """A request, and its clock while it is open."""

    request: CitizenRequest
    shown: ShownTask


def rows(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> list[Row]:
    found = list(requests_of(person_id, viewer=viewer))
    clocks = with_clocks([one.task for one in found], on=on)
    return [Row(one, shown) for one, shown in zip(found, clocks, strict=True)]


def person_card(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:
    found = rows(person_id, viewer=viewer, on=on)
    return {
        "person_id": person_id, "rows": found[:ON_THE_CARD], "number": len(found),
        "may_write": viewer.may(Permission.WRITE_NOTE),
    }  # fmt: skip


def clock_of(found: CitizenRequest, on: datetime.date) -> ShownTask:
    return with_clocks([found.task], on=on)[0]


@dataclass(frozen=True)
class Promise:
    """From which day a citizen goes who was promised to be erased, and what still holds the case."""

    from_on: datetime.date
    held_by: tuple[str, ...]


def promise_of(found: CitizenRequest, on: datetime.date, *, viewer: Viewer) -> Promise | None:
    """Return what we have promised to erase, and what it waits for; none where nothing was."""
    if not rules.promises_erasure(found) or found.closed_at is None:
        return None
    case = case_of(found.person_id, on=on, viewer=viewer)
    return Promise(erased_from(found.closed_at), case.is_open_by if case else ())


def erased_from(closed_at: datetime.datetime) -> datetime.date:
    """Return the first day on which a promise of this moment may be kept."""
    closed_on = localdate(closed_at)
    rule = law.provision_on("promised_erasure_waits", closed_on)
    return last_day(closed_on, rule.value, rule.unit)


def promises(*, viewer: Viewer) -> QuerySet[CitizenRequest]:
    """Return the requests by which we have promised to erase a citizen, without those that were stopped."""
    rows = viewer.rows_of(CitizenRequest).filter(kind=rules.Kind.ERASE, outcome=rules.Outcome.GRANTED)
    return rows.filter(stopped_at=None)


def promised(on: datetime.date, *, viewer: Viewer) -> list[uuid.UUID]:
    """List the citizens whom we have promised to erase, and have waited for."""
    found = promises(viewer=viewer).order_by("closed_at", "id").values_list("person_id", "closed_at")
    return [person_id for person_id, closed_at in found if closed_at and erased_from(closed_at) <= on]


def first_day_due(found: CitizenRequest) -> datetime.date:
    """The day to answer by, or to tell the citizen that it takes longer."""
    return law.due_on(rules.limit_of(found.kind), found.received_on).due_on
