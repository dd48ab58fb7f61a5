"""What is known of these nights, of everybody or of some people? The verdict's facts, in ten queries however many."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest, ToldNight
from hjemvej.efforts.safe_night.mornings.rules import Facts, Stay, Told, Where
from hjemvej.efforts.safe_night.placing.queries.tried import NOBODY_CAME, Tried, what_was_tried
from hjemvej.efforts.safe_night.rules import COURSE
from hjemvej.ground.casework.models import Course
from hjemvej.ground.shelters.models import House
from hjemvej.ground.shelters.rules import night_of
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.queries import homeless_anew_after, stay_of
from hjemvej.ground.situations.rules import HOMELESS, Kind, Recorded, begins_at, first_learned
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import not_over_on
from hjemvej.platform.spans.rules import lasts_on

Status, Occupied = PlaceRequest.Status, Occupancy.Status
DAY = datetime.timedelta(days=1)
Key = tuple[uuid.UUID, datetime.date]
IN_VAIN = (Status.WAITING, Status.UNMET)


@dataclass
class Found:
    """The rows of these nights, each by person and night."""

    stays: dict[Key, Occupancy] = field(default_factory=dict)
    requests: dict[Key, PlaceRequest] = field(default_factory=dict)
    tried: dict[uuid.UUID, Tried] = field(default_factory=dict)  # by request
    courses: dict[Key, Course] = field(default_factory=dict)
    told: dict[Key, ToldNight] = field(default_factory=dict)
    situations: dict[Key, Situation] = field(default_factory=dict)
    histories: dict[uuid.UUID, list[Situation]] = field(default_factory=dict)

    @property
    def keys(self) -> set[Key]:
        return {*self.stays, *self.requests, *self.courses, *self.told, *self.situations}


def facts_of(
    nights: Sequence[datetime.date], *, viewer: Viewer, person_ids: Collection[uuid.UUID] | None = None
) -> dict[Key, Facts]:
    """Return what is known of each person's night."""
    if not nights:
        return {}
    wanted = set(nights)
    found = _found(min(nights), max(nights) + DAY, viewer, person_ids)
    anew_after = homeless_anew_after(max(nights))
    return {key: _facts(key, found, anew_after) for key in found.keys if key[1] in wanted}


def _found(
    first: datetime.date, until: datetime.date, viewer: Viewer, person_ids: Collection[uuid.UUID] | None
) -> Found:
    of = {} if person_ids is None else {"person_id__in": person_ids}
    found = Found()
    slept = viewer.rows_of(Occupancy).filter(
        not_over_on(first, until="until_night"),
        status__in=(Occupied.STAYING, Occupied.ENDED), from_night__lt=until, **of,
    )  # fmt: skip
    for stay in slept.select_related("house"):
        for night in _nights(stay.from_night, stay.until_night, first, until):
            found.stays[stay.person_id, night] = stay
    requests = viewer.rows_of(PlaceRequest).filter(night__gte=first, night__lt=until, **of)
    for request in requests.order_by("requested_at"):
        key = request.person_id, request.night
        if key not in found.requests or found.requests[key].status == Status.WITHDRAWN:
            found.requests[key] = request
    asked = [request.pk for request in found.requests.values() if request.status in IN_VAIN]
    empty = viewer.rows_of(Occupancy).filter(from_night__gte=first, from_night__lt=until, status__in=NOBODY_CAME, **of)
    kept = list(empty.select_related("house").order_by("made_at", "id"))
    found.tried = what_was_tried(asked, first, viewer=viewer, kept=kept)
    _find_hand_overs(found, first, until, viewer.rows_of(Course).filter(kind=COURSE, **of))
    told = viewer.rows_of(ToldNight).filter(night__gte=first, night__lt=until, **of)
    for word in told.order_by("told_at", "id"):
        found.told[word.person_id, word.night] = word
    _find_situations(found, first, until, viewer.rows_of(Situation).filter(**of))
    return found


def _find_hand_overs(found: Found, first: datetime.date, until: datetime.date, courses: QuerySet[Course]) -> None:
    """A hand-over that nobody had closed when its night was over."""
    for course in courses.filter(opened_at__gte=begins_at(first), opened_at__lt=begins_at(until)).order_by("opened_at"):
        night = night_of(course.opened_at)
        if course.closed_at is None or course.closed_at >= begins_at(night + DAY):
            found.courses.setdefault((course.person_id, night), course)


def _find_situations(found: Found, first: datetime.date, until: datetime.date, rows: QuerySet[Situation]) -> None:
    """Where they slept as known now; of those whose night asks for it, all that was ever known."""
    of_nights = rows.filter(not_over_on(first), superseded_at=None, from_on__lt=until)
    guests = {person_id for person_id, _night in found.stays}
    counted = Q(kind__in=[*HOMELESS, Kind.UNKNOWN]) | Q(person_id__in=guests)
    homeless = list(of_nights.filter(counted).select_related("house"))
    doubtful = {row.person_id for row in homeless if row.kind == Kind.UNKNOWN}
    doubtful |= {person_id for person_id, _night in (*found.told, *found.requests, *found.courses)}
    doubtful |= {person_id for (person_id, night), stay in found.stays.items() if night == stay.from_night}
    history: dict[uuid.UUID, list[Situation]] = defaultdict(list)
    for row in rows.filter(person_id__in=doubtful).select_related("house").order_by("from_on", "recorded_at"):
        history[row.person_id].append(row)
    found.histories = history
    current = [row for person in history.values() for row in person if row.superseded_at is None]
    for row in (*(row for row in homeless if row.person_id not in history), *current):
        for night in _nights(row.from_on, row.until_on, first, until):
            found.situations[row.person_id, night] = row


def _nights(
    begins: datetime.date, ends: datetime.date | None, first: datetime.date, until: datetime.date
) -> Iterable[datetime.date]:
    """The nights of a span that lie in a span."""
    start, stop = max(begins, first), min(ends or until, until)
    return (start + DAY * number for number in range((stop - start).days))


def _facts(key: Key, found: Found, anew_after: datetime.timedelta) -> Facts:
    person_id, night = key
    row, request = found.situations.get(key), found.requests.get(key)
    stay, course, word = found.stays.get(key), found.courses.get(key), found.told.get(key)
    history = found.histories.get(person_id, [])
    tried = found.tried.get(request.pk, Tried()) if request else Tried()
    is_asked = request is not None and request.status != Status.WITHDRAWN
    is_disputed = word is not None or course is not None or (request is not None and request.status != Status.PLACED)
    return Facts(
        night=night,
        where=where_of(row, history if is_disputed else ()) if row else None,
        where_before=_known_before(stay, night, history) if stay and night == stay.from_night else "",
        is_still_homeless=row is not None and row.kind == Kind.UNKNOWN and _goes_on(night, history, anew_after),
        stay=_stay(stay, night) if stay else None,
        request=request.status if request else "",
        asked_at=request.requested_at if request else course.opened_at if course else None,
        answered_at=request.closed_at if request else None,
        tried=tuple(tried.words),
        stayed_empty=tried.was_kept,
        handed_over=course.opened_because if course and not is_asked else None,
        told=Told(word.outcome, word.what_happened, word.told_at) if word else None,
    )


def where_of(row: Situation, history: Sequence[Situation]) -> Where:
    recorded = [Recorded(stay_of(one), one.recorded_at, one.superseded_at) for one in history]
    learned = first_learned(Recorded(stay_of(row), row.recorded_at, row.superseded_at), recorded)
    house_kind = row.house.kind if row.house else ""
    return Where(row.kind, learned, row.house_id, house_kind, bool(row.unusable_home))


def _stay(row: Occupancy, night: datetime.date) -> Stay:
    came_at = row.arrived_at if night == row.from_night else None
    is_crisis_centre = row.house.stands_under_on(night) == House.Paragraph.CRISIS_CENTRE
    written_at = row.arrived_at or row.made_at
    return Stay(row.house_id, row.house.kind, row.house.name, written_at, came_at, is_crisis_centre)


def _known_before(stay: Occupancy, night: datetime.date, history: Sequence[Situation]) -> str:
    """What was known of this night just before the guest came."""
    came = stay.arrived_at
    if came is None:
        return ""
    known = [
        row.kind
        for row in history
        if lasts_on(night, row.from_on, row.until_on)
        and row.recorded_at < came
        and (row.superseded_at is None or row.superseded_at >= came)
    ]
    return known[-1] if known else ""


def _goes_on(night: datetime.date, history: Sequence[Situation], anew_after: datetime.timedelta) -> bool:
    """Has the homelessness before these unknown nights not ended yet?"""
    before = [row for row in history if row.superseded_at is None and row.from_on <= night and row.kind != Kind.UNKNOWN]
    if not before or before[-1].kind not in HOMELESS or before[-1].until_on is None:
        return False
    return night - before[-1].until_on < anew_after
