"""Who has become homeless and is not decided yet? How many had we heard of, and whom may the viewer read about?"""

import datetime
import uuid
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, F, QuerySet
from django.utils.timezone import localdate

from hjemvej.efforts.prevention.models import Onset, OnsetTrace, Signal
from hjemvej.efforts.prevention.rules import keeping
from hjemvej.ground.law.queries import provision_then
from hjemvej.ground.law.rules import monday_of
from hjemvej.ground.requests.queries import open_objections
from hjemvej.ground.retention.rules import length
from hjemvej.ground.situations.queries import homeless_anew_after, situation_of
from hjemvej.ground.situations.rules import HOMELESS
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_on_sql

from . import rules

WEEK = datetime.timedelta(days=7)
WITHIN, NAME_KEPT = "onset_signal_within", "keep_onset_name"  # of ground/law

# First nights of a homelessness, one row each: the situation before is not among VIVE's nine, or nobody knew it.
FIRST_NIGHTS = f"""
SELECT stay.person_id, stay.from_on, coalesce(before.what, ''), stay.what
FROM known_fact stay
LEFT JOIN known_fact before ON before.person_id = stay.person_id AND before.about = 'situation'
    AND before.known_until IS NULL AND before.until_on = stay.from_on
WHERE stay.about = 'situation' AND stay.known_until IS NULL AND situations_among_vives(stay.what)
    AND stay.from_on BETWEEN %(since)s AND %(on)s AND NOT situations_among_vives(coalesce(before.what, ''))
    AND NOT EXISTS (SELECT FROM known_fact home WHERE home.person_id = stay.person_id
        AND home.about = 'unusable_home' AND home.known_until IS NULL AND {lasting_on_sql("home", "stay.from_on")})
    AND NOT EXISTS (SELECT FROM known_fact responsible WHERE responsible.person_id = stay.person_id
        AND responsible.about = 'municipality' AND responsible.known_until IS NULL
        AND responsible.what <> %(municipality)s AND {lasting_on_sql("responsible", "stay.from_on")})
    AND NOT EXISTS (SELECT FROM prevention_onset decided
        WHERE decided.person_id = stay.person_id AND decided.began_on = stay.from_on)
ORDER BY stay.from_on, stay.person_id"""
SINCE = "SELECT record_id, since, told FROM situations_homeless_since(%(people)s::uuid[], %(on)s, NULL)"


def looks(on: datetime.date) -> datetime.timedelta:
    """The shortest time that a signal is kept which led to no case."""
    return min(_length(key, on) for key in keeping.NOWHERE)


def _length(key: str, on: datetime.date) -> datetime.timedelta:
    rule = provision_then(key, on)
    return length(rule.value, rule.unit)


def in_words(key: str, on: datetime.date) -> str:
    """How long one of the law's lengths is."""
    return provision_then(key, on).value_text


def signals_since(on: datetime.date) -> datetime.date:
    """The first day of signals that count, of a homelessness that began on a day."""
    return on - _length(WITHIN, on)


def counted_since(on: datetime.date) -> datetime.date:
    """The first day of those counted on a day: a Monday, for they are counted by the week it began."""
    return monday_of(signals_since(on)) + WEEK


def decided_since(on: datetime.date) -> datetime.date:
    """The first night that is decided on a day: of an earlier one no signal could be left, or the name is gone."""
    longest = max(_length(key, on) for key in keeping.NOWHERE)
    return on - min(longest, _length(NAME_KEPT, on))


def came(
    *, viewer: Viewer, on: datetime.date, since: datetime.date | None = None
) -> list[tuple[uuid.UUID, rules.Began]]:
    """List who has become homeless since a day (`decided_since`), and is not decided yet."""
    first = since or decided_since(on)
    with viewer.cursor() as cursor:
        cursor.execute(FIRST_NIGHTS, {"since": first, "on": on, "municipality": settings.MUNICIPALITY_CODE})
        nights = cursor.fetchall()
        began: dict[tuple[uuid.UUID, datetime.date], tuple[datetime.date, str]] = {}
        for night, people in _by_night(nights).items():
            cursor.execute(SINCE, {"people": people, "on": night})
            began |= {(person_id, night): (began_on, told) for person_id, began_on, told in cursor.fetchall()}
    found = []
    for person_id, night, came_from, came_to in nights:
        began_on, told = began[person_id, night]
        if began_on >= first and (told or began_on == night):  # else it goes on over few nights elsewhere
            found.append((person_id, rules.Began(began_on, came_from, came_to, told)))
    return found


def _by_night(nights: list[tuple[uuid.UUID, datetime.date, str, str]]) -> dict[datetime.date, list[uuid.UUID]]:
    people = defaultdict(list)
    for person_id, night, *_rest in nights:
        people[night].append(person_id)
    return people


def is_decided(person_id: uuid.UUID, began_on: datetime.date, *, viewer: Viewer) -> bool:
    decided = viewer.rows_of(Onset).filter(person_id=person_id).values_list("began_on", flat=True)
    return rules.is_same(began_on, list(decided), homeless_anew_after(began_on))


def kept_signals(people: Collection[uuid.UUID], *, viewer: Viewer) -> dict[uuid.UUID, list[rules.Kept]]:
    """List by citizen every signal that is still kept, of any team. Two queries."""
    found = list(viewer.rows_of(Signal).filter(person_id__in=people))
    objected = open_objections([one.pk for one in found], viewer=viewer)
    kept: dict[uuid.UUID, list[rules.Kept]] = defaultdict(list)
    for one in found:
        if one.person_id:
            signal = rules.Kept(localdate(one.received_at), one.ended, one.case_id is not None, one.pk in objected)
            kept[one.person_id].append(signal)
    return kept


def unheard(*, viewer: Viewer, on: datetime.date) -> QuerySet[Onset]:
    """Return those without a signal of whom one may yet be settled: it came before, and nobody had said whom of."""
    rows = viewer.rows_of(Onset).filter(trace__heard=rules.Heard.NONE, began_on__gte=on - looks(on))
    return rows.select_related("trace")


def is_homeless_on(onset: Onset, *, viewer: Viewer) -> bool:
    """Does the register say that the citizen slept in one of VIVE's nine situations that night?"""
    found = situation_of(onset.person_id, onset.began_on, viewer=viewer)
    return found is not None and found.kind in HOMELESS


def doubles(*, viewer: Viewer, on: datetime.date) -> list[Onset]:
    """List what stands twice since two records became one: each but the one that was read, else the first."""
    every, anew_after = viewer.rows_of(Onset), homeless_anew_after(on)
    twice = every.values("person_id").annotate(many=Count("pk")).filter(many__gt=1).values("person_id")
    found = list(every.exclude(person__merged_into=None))
    kept: dict[uuid.UUID, list[datetime.date]] = defaultdict(list)
    rows = every.filter(person_id__in=twice, person__merged_into=None)
    for one in rows.order_by("person_id", F("read_at").asc(nulls_last=True), "decided_at", "id"):
        if rules.is_same(one.began_on, kept[one.person_id], anew_after):
            found.append(one)
        else:
            kept[one.person_id].append(one.began_on)
    return found


@dataclass(frozen=True)
class Counted:
    """How many became homeless since a day, by whether we had heard; and of what was read, who could have told."""

    heard: dict[str, int]
    could_tell: dict[str, int]
    unread: int

    @property
    def every(self) -> int:
        return sum(self.heard.values())

    @property
    def known(self) -> int:
        return sum(self.heard.get(key, 0) for key in rules.KNOWN)


def counted(*, viewer: Viewer, since: datetime.date) -> Counted:
    """Count everybody who became homeless since the week of a day, in the whole municipality; a single query."""
    rows = viewer.rows_of(OnsetTrace).filter(began_week__gte=since).order_by("heard", "could_tell")
    heard, could_tell, unread = Counter[str](), Counter[str](), 0
    for key, told, number in rows.values_list("heard", "could_tell").annotate(number=Count("pk")):
        heard[key] += number
        if told:
            could_tell[told] += number
        elif key in rules.LEARNED_FROM:
            unread += number
    return Counted(dict(heard), dict(could_tell), unread)


def onsets(*, viewer: Viewer, since: datetime.date | None = None) -> QuerySet[Onset]:
    """Return whom the viewer needs to know of, to learn from; whoever nobody has read of stands first."""
    rows = (
        viewer.rows_of(Onset).filter(trace__heard__in=rules.LEARNED_FROM).select_related("person", "trace", "read_by")
    )
    if since:
        rows = rows.filter(began_on__gte=since)
    return rows.order_by(F("read_at").desc(nulls_first=True), "-began_on", "id")


def onset(onset_id: uuid.UUID, *, viewer: Viewer) -> Onset | None:
    return onsets(viewer=viewer).filter(pk=onset_id).first()


def as_seen(found: Onset) -> str:
    """Name the answer that stands, for the page to carry."""
    return found.read_at.isoformat() if found.read_at else ""
