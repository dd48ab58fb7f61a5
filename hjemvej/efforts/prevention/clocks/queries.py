"""Which clocks run for signals, as the law stands on the day each began? One query for many signals."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate

from hjemvej.efforts.prevention.models import Happening, NightAfter, Signal
from hjemvej.ground.casework.models import Course
from hjemvej.ground.law import queries as law
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import living_reasons

from . import rules
from .rules import Clock, Heard, KnownNeed

KNOWN: tuple[KnownNeed, ...] = ("course", "coordinator", "inquiry")  # living reasons that are a known need (RSL § 5 a)
NEEDS = """
SELECT person_id, {key} FROM ({sql}) reason
WHERE last_on IS NULL AND (organisation_id IS NULL OR organisation_id = %(team)s)"""
Needs = Mapping[uuid.UUID, Collection[KnownNeed]]
DaysOff = set[tuple[uuid.UUID, datetime.date]]


def heard(signal: Signal, *, is_called_off: bool = False) -> Heard:
    """Return a signal as the rules hear it; it brings its kind and case."""
    return Heard(
        received_on=localdate(signal.received_at), starts=tuple(signal.kind.clocks), paragraph=signal.kind.paragraph,
        certainty=signal.kind.certainty, happening=signal.kind.happening, happens_on=signal.happens_on,
        demand_reached_on=signal.demand_reached_on, children=signal.children, is_crisis=signal.is_crisis,
        is_taken_up=signal.case is not None, is_answered=signal.case is not None and bool(signal.case.answer),
        is_called_off=is_called_off,
    )  # fmt: skip


def known_needs(person_ids: Collection[uuid.UUID], *, viewer: Viewer, team_id: uuid.UUID, on: datetime.date) -> Needs:
    """By citizen, the needs that are known to us already: a tenant with an open case with us is one (RSL § 5 a)."""
    found: dict[uuid.UUID, set[KnownNeed]] = defaultdict(set)
    if not person_ids:
        return found
    reasons = living_reasons()
    asked = " UNION ".join(NEEDS.format(key=f"'{key}'", sql=reasons[key].sql) for key in KNOWN if key in reasons)
    values = {
        "people": list(person_ids), "on": on, "municipality": settings.MUNICIPALITY_CODE, "team": team_id,
    }  # fmt: skip
    with viewer.cursor() as cursor:
        cursor.execute(asked, values)
        for person_id, key in cursor.fetchall():
            found[person_id].add(key)
    return found


def called_off(person_ids: Collection[uuid.UUID], *, viewer: Viewer) -> DaysOff:
    """Of these citizens, the bailiff's days that were called off."""
    rows = viewer.rows_of(NightAfter).filter(person_id__in=person_ids, answer=NightAfter.Answer.CALLED_OFF)
    return set(rows.values_list("person_id", "night")) if person_ids else set()


def clocks_of(
    signals: Sequence[Signal], *, viewer: Viewer, on: datetime.date, needs: Needs,
    told_on: datetime.date | None = None, off: DaysOff | None = None,
) -> dict[uuid.UUID, list[Clock]]:  # fmt: skip
    """By signal, the clocks that run, the first due first. The signals bring their kind and case.

    `off`: the citizens' days that were called off, where the caller has them already.
    """
    awaited = {
        one.person_id for one in signals
        if one.person_id and one.happens_on and one.kind.happening == Happening.BAILIFF
    }  # fmt: skip
    off = called_off(awaited, viewer=viewer) if off is None else off
    said = {one.pk: heard(one, is_called_off=(one.person_id, one.happens_on) in off) for one in signals}
    known = {one.pk: set(needs.get(one.person_id, ())) if one.person_id else set() for one in signals}
    for pk in _own_day_alone([one for one in signals if "course" in known[one.pk]], viewer=viewer, on=on):
        known[pk].discard("course")
    begun = {start for pk, one in said.items() for start in rules.started(one, known[pk])}
    deadlines = law.deadlines(begun, told_on=told_on or on)
    return {pk: rules.clocks(one, deadlines, on=on, needs=sorted(known[pk])) for pk, one in said.items()}


def _own_day_alone(signals: Sequence[Signal], *, viewer: Viewer, on: datetime.date) -> set[uuid.UUID]:
    """Of signals of citizens with an open course: those whose own day, come without an answer, opened all there is."""
    come = [one for one in signals if one.happens_on and one.happens_on <= on]
    if not come:
        return set()
    nights = viewer.rows_of(NightAfter).filter(course=OuterRef("pk")).order_by("-night").values("night")[:1]
    courses = viewer.rows_of(Course).filter(person_id__in={one.person_id for one in come}, closed_at=None)
    found = list(courses.annotate(night=Subquery(nights)).values_list("person_id", "opened_at", "night"))
    return {
        one.pk for one in come
        if all(
            night and one.happens_on and one.happens_on <= night and opened_at >= one.recorded_at
            for person_id, opened_at, night in found if person_id == one.person_id
        )
    }  # fmt: skip
