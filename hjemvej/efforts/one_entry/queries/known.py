"""What do we know beside what an inquiry says? What came of the night it spoke of, and needs known to us already."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast

from hjemvej.ground.casework.models import Course
from hjemvej.ground.casework.queries import latest_courses, open_with_us
from hjemvej.ground.shelters.rules import night_of
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.viewer import Viewer

from .. import rules
from ..models import Inquiry

Said = Mapping[str, Any]  # an inquiry's fields by name


@dataclass(frozen=True)
class Known:
    """By citizen: their latest course of the night, whether a house has them, and what is open with us."""

    nights: dict[uuid.UUID, Course] = field(default_factory=dict)
    has_come: frozenset[uuid.UUID] = frozenset()  # to a house, the night that the course ended
    open_with_us: dict[uuid.UUID, set[str]] = field(default_factory=dict)  # a kind of work, or an inquiry's id

    def needs(self, said: Said) -> list[rules.KnownNeed]:
        """The needs that were known before this inquiry, itself left out."""
        is_open = self.open_with_us.get(said["person_id"], set())
        holds: dict[rules.KnownNeed, bool] = {
            "course": "course" in is_open,
            "coordinator": "coordinator" in is_open,
            "inquiry": bool(is_open - {"course", "coordinator", str(said["id"])}),
        }
        return [need for need, is_known in holds.items() if is_known]


def known_beside(found: Iterable[Said], *, viewer: Viewer) -> Known:
    """Ask only about those whom the answer matters to: without a place, or with a home that may be lost."""
    about_somebody = [one for one in found if one["person_id"]]
    without_place = {one["person_id"] for one in about_somebody if one["tonight"] == rules.NO_PLACE}
    nights = latest_courses(rules.SAFE_NIGHT, without_place, viewer=viewer) if without_place else {}
    may_lose_home = {
        one["person_id"] for one in about_somebody if one["eviction_on"] or rules.LOSING_HOME in one["concerns"]
    }
    has_come = _has_come([course for course in nights.values() if course.closed_at], viewer=viewer)
    if not may_lose_home:
        return Known(nights, has_come)
    about_them = viewer.rows_of(Inquiry).exclude(status=Inquiry.Status.CLOSED)
    about_them = about_them.filter(organisation_id=viewer.team_id, person_id__in=may_lose_home).order_by()
    inquiries = about_them.values_list("person_id", Cast("id", CharField()))
    is_open: dict[uuid.UUID, set[str]] = defaultdict(set)
    for person_id, what in open_with_us(may_lose_home, viewer=viewer).union(inquiries):
        is_open[person_id].add(what)
    return Known(nights, has_come, dict(is_open))


def _has_come(ended: list[Course], *, viewer: Viewer) -> frozenset[uuid.UUID]:
    """Of those whose course of the night ended: whom a house has that night. Others found a place by themselves."""
    if not ended:
        return frozenset()
    night = {course.person_id: night_of(course.closed_at) for course in ended if course.closed_at}
    in_houses = viewer.rows_of(Situation).filter(person_id__in=night, superseded_at=None).exclude(house=None)
    stays = in_houses.values_list("person_id", "from_on", "until_on")
    return frozenset(one for one, from_on, until_on in stays if from_on <= night[one] < (until_on or datetime.date.max))
