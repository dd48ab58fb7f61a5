"""What do we know beside what an inquiry says? What came of the night it spoke of, and needs known to us already."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast

from hjemvej.ground.casework.models import Course
from hjemvej.ground.casework.queries import latest_courses, open_with_us
from hjemvej.platform.access.viewer import Viewer

from .. import rules
from ..models import Inquiry

Said = Mapping[str, Any]  # an inquiry's fields by name


@dataclass(frozen=True)
class Known:
    """By citizen: their latest course of the night, and what is open with us."""

    nights: dict[uuid.UUID, Course] = field(default_factory=dict)
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
    if not may_lose_home:
        return Known(nights)
    about_them = viewer.rows_of(Inquiry).exclude(status=Inquiry.Status.CLOSED)
    about_them = about_them.filter(organisation_id=viewer.team_id, person_id__in=may_lose_home).order_by()
    inquiries = about_them.values_list("person_id", Cast("id", CharField()))
    is_open: dict[uuid.UUID, set[str]] = defaultdict(set)
    for person_id, what in open_with_us(may_lose_home, viewer=viewer).union(inquiries):
        is_open[person_id].add(what)
    return Known(nights, dict(is_open))
