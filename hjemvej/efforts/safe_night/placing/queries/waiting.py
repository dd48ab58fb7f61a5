"""Who has no place tonight, for whom is one held, and where is one free? What the board shows."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.queries.names import age_of, shown_name
from hjemvej.efforts.safe_night.queries.nights import nights_outside
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer

from .handed_over import handed_over
from .tried import what_was_tried

Status = Occupancy.Status


@dataclass(frozen=True)
class Waiting:
    """Somebody who has no place tonight, what they need, and what was tried.

    Who was only handed over to the night has a request that nobody has made yet, with what was said.
    """

    request: PlaceRequest
    person: Person
    age: str
    needs: list[str]
    tried: list[str]
    noes: dict[uuid.UUID, str]
    nights_outside: int

    @property
    def name(self) -> str:
        return shown_name(self.person)

    @property
    def is_asked_for(self) -> bool:
        return not self.request._state.adding


def waiting(
    night: datetime.date,
    *,
    viewer: Viewer,
    at: datetime.datetime | None = None,
    kept: Sequence[Occupancy] | None = None,
) -> list[Waiting]:
    """Who asked for a place this night or was handed over to it, and has none; in the order they came.

    With `at`, holds whose time was out by then no longer count.
    """
    placed = _placed(night, at, viewer=viewer).values("person_id")
    asked = (
        viewer.rows_of(PlaceRequest)
        .filter(night=night, status=PlaceRequest.Status.WAITING)
        .exclude(person_id__in=placed)
    )
    rows = list(asked.select_related("person").order_by("requested_at", "id"))
    rows += [
        PlaceRequest(
            id=course.pk, person=course.person, night=night, note=course.opened_because, requested_at=course.opened_at
        )
        for course in handed_over(night, viewer=viewer).exclude(person_id__in=placed)
    ]
    return _described(sorted(rows, key=lambda row: row.requested_at), night, viewer=viewer, kept=kept)


def places_of_person(person_id: uuid.UUID, night: datetime.date, *, viewer: Viewer) -> list[Occupancy]:
    """Every place the person has or had this night, as it came."""
    lasts = Q(until_night=None) | Q(until_night__gt=night)
    rows = viewer.rows_of(Occupancy).filter(lasts, person_id=person_id, from_night__lte=night)
    return list(rows.select_related("house").order_by("made_at", "id"))


def active(places: Sequence[Occupancy], at: datetime.datetime) -> Occupancy | None:
    """The one of them that the person has now: slept in, or held and not run out."""
    held = (row for row in places if row.status == Status.HELD and row.held_until and row.held_until > at)
    return next((row for row in places if row.status == Status.STAYING), None) or next(held, None)


def one_waiting(request: PlaceRequest, kept: Sequence[Occupancy], *, viewer: Viewer) -> Waiting:
    """One request as the list shows it, with the person's places of the night."""
    return _described([request], request.night, viewer=viewer, kept=kept)[0]


def _described(
    requests: list[PlaceRequest], night: datetime.date, *, viewer: Viewer, kept: Sequence[Occupancy] | None = None
) -> list[Waiting]:
    outside = nights_outside({row.person_id for row in requests}, night, viewer=viewer)
    tried = what_was_tried([row.pk for row in requests], night, viewer=viewer, kept=kept)
    return [
        Waiting(
            request=row,
            person=row.person,
            age=age_of(row.person, night),
            needs=need_words(row.needs),
            tried=tried[row.pk].words,
            noes=tried[row.pk].noes,
            nights_outside=outside.get(row.person_id, 0),
        )
        for row in requests
    ]


def need_words(needs: Iterable[str]) -> list[str]:
    return [str(PlaceRequest.Need(need).label) for need in needs]


def _placed(night: datetime.date, at: datetime.datetime | None, *, viewer: Viewer) -> QuerySet[Occupancy]:
    """Who has a place this night: sleeps there, or has one held that hasn't run out."""
    lasts = Q(until_night=None) | Q(until_night__gt=night)
    rows = viewer.rows_of(Occupancy).filter(lasts, from_night__lte=night, status__in=[Status.HELD, Status.STAYING])
    if at is not None:
        rows = rows.exclude(status=Status.HELD, held_until__lte=at)
    return rows.order_by("held_until", "id")


def asked_for(person_id: uuid.UUID, night: datetime.date, *, viewer: Viewer) -> PlaceRequest | None:
    """The request that still waits for a place this night."""
    waits = PlaceRequest.Status.WAITING
    return viewer.rows_of(PlaceRequest).filter(person_id=person_id, night=night, status=waits).first()
