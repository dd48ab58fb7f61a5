"""What do we know beside what an inquiry says? What came of the night it spoke of, and needs known to us already."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hjemvej.ground.casework.models import Course
from hjemvej.ground.casework.queries import latest_courses, open_with_us
from hjemvej.ground.casework.queries.coordination import OpenWork
from hjemvej.platform.access.viewer import Viewer

from .. import rules
from ..models import Inquiry

Said = Mapping[str, Any]  # an inquiry's fields by name


@dataclass(frozen=True)
class Known:
    """By citizen: their latest course of the night, and what is open with us."""

    nights: dict[uuid.UUID, Course] = field(default_factory=dict)
    open_with_us: set[tuple[uuid.UUID, OpenWork]] = field(default_factory=set)
    inquiries: dict[uuid.UUID, set[uuid.UUID]] = field(default_factory=dict)  # the open ones about each

    def needs(self, said: Said) -> list[rules.KnownNeed]:
        """The needs that were known before this inquiry, itself left out."""
        person_id = said["person_id"]
        holds: dict[rules.KnownNeed, bool] = {
            "course": (person_id, "course") in self.open_with_us,
            "coordinator": (person_id, "coordinator") in self.open_with_us,
            "inquiry": bool(self.inquiries.get(person_id, set()) - {said["id"]}),
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
    if not may_lose_home:
        return Known(nights)
    still_open = viewer.rows_of(Inquiry).exclude(status=Inquiry.Status.CLOSED)
    inquiries: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for inquiry_id, person_id in still_open.filter(
        organisation_id=viewer.team_id, person_id__in=may_lose_home
    ).values_list("id", "person_id"):
        inquiries[person_id].add(inquiry_id)
    return Known(nights, open_with_us(may_lose_home, viewer=viewer), dict(inquiries))
