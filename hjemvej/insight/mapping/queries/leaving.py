"""What do this room's figures keep of a citizen who is about to be erased? Their month ends, and their weeks."""

import datetime
import uuid
from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet

from hjemvej.ground.known.models import Fact
from hjemvej.ground.retention.rules import month_end, month_ends_between, week_of, weeks_between
from hjemvej.ground.situations.models import Situation
from hjemvej.insight.mapping.models import SpellMonth, SpellWeek
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import CONTACT, SOURCE
from hjemvej.platform.spans.rules import lasts_on

from .active import Asked, active_on
from .closed import closing_moment
from .corrections import corrected
from .months import whys_moved

DAY = datetime.timedelta(days=1)
Span = tuple[datetime.date, datetime.date | None, str]


def months_of(person_id: uuid.UUID, spell_id: uuid.UUID, *, on: datetime.date, viewer: Viewer) -> Iterator[SpellMonth]:
    """Each month end whose figures count the citizen, and the months in which they came or left; up to this month."""
    rows = viewer.rows_of(Situation).filter(person_id=person_id)
    began = min(rows.values_list("from_on", flat=True), default=None)
    if began is None:
        return
    before = began.replace(day=1) - DAY  # the month before: the citizen came in the first month
    ends = [end for end in month_ends_between(before, on) if end < on]
    days = [*ends, on]  # of the month that runs, what holds now
    then = {day: closing_moment(month_end(day)) for day in days}
    moments = [Asked(day) for day in days] + [Asked(day, moment) for day, moment in then.items()]
    active = active_on(moments, viewer, only=person_id)
    learned = corrected(active, then, viewer=viewer)
    whys = whys_moved(days, {day: active[Asked(day)] for day in days}, viewer)
    kinds = _spans(person_id, "situation", viewer)
    for day in days:
        was_active = bool(active[Asked(day, then[day])])
        why = next(iter(whys[day]), "") if day in whys else ""
        if active[Asked(day)] or was_active or why:
            yield SpellMonth(
                spell_id=spell_id,
                month_end=month_end(day),
                kind=_on(day, kinds),
                is_active=bool(active[Asked(day)]),
                was_active_then=was_active,
                learned=learned[day][person_id].why if person_id in learned[day] else "",
                why=why,
            )


def weeks_of(person_id: uuid.UUID, spell_id: uuid.UUID, *, on: datetime.date, viewer: Viewer) -> Iterator[SpellWeek]:
    """Each week in which the citizen slept somewhere we know of, or had contact with a worker."""
    met = list(_facts(person_id, CONTACT, viewer).values_list("from_on", "source"))
    kinds, municipalities, told = (_spans(person_id, about, viewer) for about in ("situation", "municipality", SOURCE))
    first = min([*(day for day, _source in met), *(begins for begins, _until, _kind in kinds)], default=None)
    if first is None:
        return
    by_week: dict[datetime.date, set[str]] = {}
    for day, source in met:
        by_week.setdefault(week_of(day), set()).add(source)
    for begins, ends in weeks_between(first, on):
        knew = {f"by-{what}" for since, until, what in told if since <= ends and (until is None or until > begins)}
        kind, sources = _on(min(ends, on), kinds), sorted(by_week.get(begins, set()) | knew)
        if kind or sources:
            responsible = _on(min(ends, on), municipalities)
            was_ours = responsible in ("", settings.MUNICIPALITY_CODE)
            yield SpellWeek(spell_id=spell_id, week_on=begins, kind=kind, was_ours=was_ours, sources=sources)


def _facts(person_id: uuid.UUID, about: str, viewer: Viewer) -> QuerySet[Fact]:
    """The facts of the citizen as known now."""
    return viewer.rows_of(Fact).filter(person_id=person_id, about=about, known_until=None)


def _spans(person_id: uuid.UUID, about: str, viewer: Viewer) -> list[Span]:
    return list(_facts(person_id, about, viewer).values_list("from_on", "until_on", "what"))


def _on(day: datetime.date, spans: list[Span]) -> str:
    return next((what for begins, until, what in spans if lasts_on(day, begins, until)), "")
