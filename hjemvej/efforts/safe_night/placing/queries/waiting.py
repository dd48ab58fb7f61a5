"""Who has no place tonight, what do they need, and which places have they had this night?"""

import datetime
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.queries.ages import age_of
from hjemvej.efforts.safe_night.queries.nights import in_a_row, nights_outside, outside_of_row
from hjemvej.ground.casework.models import Course
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_night

from .handed_over import handed_over
from .tried import Tried, what_was_tried
from .unasked import who_waits

Status = Occupancy.Status


@dataclass(frozen=True)
class Waiting:
    """A person without a place tonight: what they need, and what was tried.

    Where another effort handed the person over, there may be no request yet; the note then holds that effort's words.
    """

    person: Person
    age: str
    since: datetime.datetime
    request_id: uuid.UUID | None
    note: str
    safety: str
    needs: list[str]
    tried: list[str]
    noes: dict[uuid.UUID, str]  # by house
    nights_outside: int

    @property
    def name(self) -> str:
        return self.person.name.with_code

    @property
    def told(self) -> str:
        """The note as a list may show it: a protected person's may tell from whom they hide; their page has it."""
        return "" if self.person.is_protected else self.note

    @property
    def safety_told(self) -> str:
        return "" if self.person.is_protected else self.safety

    @property
    def is_asked_for(self) -> bool:
        return self.request_id is not None


def waiting(night: datetime.date, *, viewer: Viewer, at: datetime.datetime) -> list[Waiting]:
    """Everybody who waits, in the order they came."""
    return waiting_of(who_waits(night, viewer=viewer, at=at), night, viewer=viewer)


def waiting_of(
    person_ids: Collection[uuid.UUID],
    night: datetime.date,
    *,
    viewer: Viewer,
    kept: Sequence[Occupancy] | None = None,
) -> list[Waiting]:
    """These of the people who wait (`who_waits`), in the order they came; three queries."""
    rows = viewer.rows_of(PlaceRequest).filter(
        night=night, status=PlaceRequest.Status.WAITING, person_id__in=person_ids
    )
    nights = outside_of_row(night, viewer=viewer)
    requests = list(rows.select_related("person").annotate(outside=nights).order_by("requested_at", "id"))
    handed = set(person_ids) - {request.person_id for request in requests}
    courses = handed_over(night, viewer=viewer).filter(person_id__in=handed).annotate(outside=nights) if handed else ()
    tried = what_was_tried([request.pk for request in requests], night, viewer=viewer, kept=kept)
    listed = []
    for request in requests:
        listed.append(_asked_for(request, tried[request.pk], in_a_row(request.outside, night)))
    for course in courses:
        listed.append(_handed_over(course, night, in_a_row(course.outside, night)))
    return sorted(listed, key=lambda person: person.since)


def waiting_of_request(request: PlaceRequest, kept: Sequence[Occupancy], *, viewer: Viewer) -> Waiting:
    """Return the person of a request, as the list shows them; `kept` are their places of the night."""
    outside = nights_outside({request.person_id}, request.night, viewer=viewer)
    tried = what_was_tried([request.pk], request.night, viewer=viewer, kept=kept)
    return _asked_for(request, tried[request.pk], outside.get(request.person_id, 0))


def _asked_for(request: PlaceRequest, tried: Tried, nights_outside: int) -> Waiting:
    return Waiting(
        person=request.person,
        age=age_of(request.person, request.night),
        since=request.requested_at,
        request_id=request.pk,
        note=request.note,
        safety=request.safety,
        needs=need_words(request.needs),
        tried=tried.words,
        noes=tried.noes,
        nights_outside=nights_outside,
    )


def _handed_over(course: Course, night: datetime.date, nights_outside: int) -> Waiting:
    return Waiting(
        person=course.person,
        age=age_of(course.person, night),
        since=course.opened_at,
        request_id=None,
        note=course.opened_because,
        safety="",
        needs=[],
        tried=[],
        noes={},
        nights_outside=nights_outside,
    )


def places_of_person(person_id: uuid.UUID, night: datetime.date, *, viewer: Viewer) -> list[Occupancy]:
    """Every place that the person has or had this night, the earliest first."""
    rows = viewer.rows_of(Occupancy).filter(lasting_night(night), person_id=person_id)
    return list(rows.select_related("house").order_by("made_at", "id"))


def current_place(places: Sequence[Occupancy], at: datetime.datetime) -> Occupancy | None:
    """The place that the person has now: slept in, or held and not run out."""
    held = (row for row in places if row.status == Status.HELD and row.held_until and row.held_until > at)
    return next((row for row in places if row.status == Status.STAYING), None) or next(held, None)


def need_words(needs: Iterable[str]) -> list[str]:
    return [str(PlaceRequest.Need(need).label) for need in needs]


def waiting_request(person_id: uuid.UUID, night: datetime.date, *, viewer: Viewer) -> PlaceRequest | None:
    """The person's request that still waits for a place this night."""
    waits = PlaceRequest.Status.WAITING
    return viewer.rows_of(PlaceRequest).filter(person_id=person_id, night=night, status=waits).first()
