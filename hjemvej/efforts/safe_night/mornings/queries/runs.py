"""How were the nights of people of whom we know nothing but where they slept? One verdict holds for a whole stay.

So are nearly all on a team's own list, with months of nights each: asked night by night they would take an hour.
"""

import datetime
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import override

from hjemvej.efforts.safe_night.models import Night, Occupancy, PlaceRequest, ToldNight
from hjemvej.efforts.safe_night.mornings.rules import Facts, Verdict, verdict
from hjemvej.efforts.safe_night.rules import COURSE
from hjemvej.ground.casework.models import Course
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.rules import HOMELESS, Kind
from hjemvej.platform.access.viewer import Viewer

from .facts import where_of


@dataclass(frozen=True, slots=True)
class Run:
    """A person's nights from a day until another (left out), or from then on, that were all alike."""

    person_id: uuid.UUID
    first: datetime.date
    until: datetime.date | None
    verdict: Verdict


def known_by_stays_alone(person_ids: Collection[uuid.UUID], *, viewer: Viewer) -> set[uuid.UUID]:
    """Those of whose nights nothing else tells, and none of whose nights is made up yet."""
    courses = viewer.rows_of(Course).filter(kind=COURSE)
    others = [courses, *(viewer.rows_of(model) for model in (Occupancy, PlaceRequest, ToldNight, Night))]
    told = {person_id for rows in others for person_id in _people_in(rows, person_ids)}
    return set(person_ids) - told


def _people_in(rows: QuerySet[Any], person_ids: Collection[uuid.UUID]) -> QuerySet[Any]:
    return rows.filter(person_id__in=person_ids).values_list("person_id", flat=True).distinct()


def runs_of(person_ids: Collection[uuid.UUID], *, anew_after: datetime.timedelta, viewer: Viewer) -> list[Run]:
    """Return the nights in homelessness of people who are known by their stays alone."""
    stays = viewer.rows_of(Situation).filter(person_id__in=person_ids, superseded_at=None).select_related("house")
    with override(settings.LANGUAGE_CODE):  # what is kept is not in the language of a viewer
        return [
            run
            for _person_id, theirs in groupby(stays.order_by("person_id", "from_on"), key=lambda row: row.person_id)
            for run in _runs(theirs, anew_after)
        ]


def _runs(stays: Iterator[Situation], anew_after: datetime.timedelta) -> Iterator[Run]:
    before: Situation | None = None  # the last place that somebody told of
    for stay in stays:
        until, goes_on = stay.until_on, False
        if stay.kind == Kind.UNKNOWN:
            if before is None or before.kind not in HOMELESS or before.until_on is None:
                continue
            ends = before.until_on + anew_after
            until, goes_on = min(until or ends, ends), True
        else:
            before = stay
        made = verdict(Facts(stay.from_on, where=where_of(stay, ()), is_still_homeless=goes_on))
        if made is not None and (until is None or stay.from_on < until):
            yield Run(stay.person_id, stay.from_on, until, made)
