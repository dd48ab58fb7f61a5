"""What do we ask before and on a round? Who is in danger, what was promised, who sleeps outside, which places."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.rules import night_of
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_on
from hjemvej.platform.ui.alphabet import DanishOrder

from . import rules
from .models import Meeting, Place, Promise, Round

DAY = datetime.timedelta(days=1)
DANGER_LASTS = "outreach_danger"


@dataclass
class Somebody:
    """Whom to find first on a round, why, and what was promised them."""

    person: Person | None
    known_as: str
    place: Place | None = None
    reasons: list[rules.Reason] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.person.name.with_code if self.person else self.known_as

    @property
    def is_in_danger(self) -> bool:
        return any(reason.first == rules.First.DANGER for reason in self.reasons)


@dataclass(frozen=True)
class ToFind:
    """Who is to be found first, and the promises whose day has not come."""

    first: list[Somebody]
    later: list[Promise]

    @property
    def in_danger(self) -> int:
        return sum(one.is_in_danger for one in self.first)

    @property
    def due(self) -> int:
        return sum(len(one.promises) for one in self.first)


def to_find(at: datetime.datetime, *, viewer: Viewer) -> ToFind:
    """Gather danger and promises by whom they are about, the most urgent first. Two queries."""
    on = night_of(at)
    found: dict[object, Somebody] = {}

    def of(row: Meeting | Promise) -> Somebody:
        key = row.person_id or row.known_as.casefold()
        somebody = found.setdefault(key, Somebody(row.person, row.known_as))
        somebody.place = somebody.place or row.place
        return somebody

    for met in in_danger(at, viewer=viewer):
        of(met).reasons.append(rules.in_danger(met.danger, night_of(met.happened_at), on))
    later = []
    for promise in open_promises(viewer=viewer):
        reason = rules.promised(promise.what, promise.by_on, on)
        if reason is None:
            later.append(promise)
            continue
        somebody = of(promise)
        somebody.reasons.append(reason)
        somebody.promises.append(promise)
    return ToFind(sorted(found.values(), key=lambda one: rules.urgency(one.reasons)), later)


def in_danger(at: datetime.datetime, *, viewer: Viewer) -> QuerySet[Meeting]:
    """The team's meetings with somebody in danger whom nobody has met since; for as long as we look for them."""
    lasts = int(provision_on(DANGER_LASTS, localdate(at)).value) * DAY
    rows = viewer.rows_of(Meeting).filter(team_id=viewer.team_id)
    the_same = Q(person=OuterRef("person")) | Q(person=None, known_as__iexact=OuterRef("known_as"))
    since = rows.filter(the_same, happened_at__gt=OuterRef("happened_at"))
    found = rows.filter(~Exists(since), Q(person=None) | Q(person__died_on=None), happened_at__gte=at - lasts)
    return found.exclude(danger="").select_related("person", "place").order_by("happened_at", "id")


def open_promises(*, viewer: Viewer) -> QuerySet[Promise]:
    """The team's promises that nobody has closed, what is due first at the top."""
    rows = viewer.rows_of(Promise).filter(
        Q(person=None) | Q(person__died_on=None), team_id=viewer.team_id, closed_at=None
    )
    return rows.select_related("person", "worker", "place").order_by("by_on", "made_at", "id")


def promises_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Promise]:
    """What was promised a citizen and is open, by any team that may see it."""
    rows = viewer.rows_of(Promise).filter(person_id=person_id, closed_at=None)
    return rows.select_related("worker").order_by("by_on", "made_at", "id")


def meetings_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings with a citizen outside, the latest first."""
    rows = viewer.rows_of(Meeting).filter(person_id=person_id).select_related("worker", "place")
    return rows.order_by("-happened_at", "-written_at", "id")


def sleep_outside(on: datetime.date, *, viewer: Viewer) -> QuerySet[Situation]:
    """The citizens who sleep outside on a night as we know it, with when they were `met`; the longest ago first."""
    met = viewer.rows_of(Meeting).filter(person=OuterRef("person")).order_by("-happened_at")
    rows = viewer.rows_of(Situation).filter(
        lasting_on(on), kind=Situation.Kind.STREET, superseded_at=None, person__died_on=None
    )
    rows = rows.annotate(met=Subquery(met.values("happened_at")[:1])).select_related("person")
    return rows.order_by(F("met").asc(nulls_first=True), "from_on", "pk")


def places(*, viewer: Viewer) -> list[Place]:
    """The team's places: where nobody of us has been for the longest time first."""
    rows = viewer.rows_of(Place).filter(team_id=viewer.team_id).order_by(DanishOrder("name"), "id")
    return sorted(rows, key=lambda one: rules.rarity(_night(one.visited_at), _night(one.seen_at)))


def place_choices(*, viewer: Viewer) -> Sequence[tuple[uuid.UUID, str]]:
    rows = viewer.rows_of(Place).filter(team_id=viewer.team_id).order_by(DanishOrder("name"), "id")
    return list(rows.values_list("pk", "name"))


def place(place_id: uuid.UUID, *, viewer: Viewer) -> Place | None:
    return viewer.rows_of(Place).filter(pk=place_id, team_id=viewer.team_id).first()


def promise(promise_id: uuid.UUID, *, viewer: Viewer) -> Promise | None:
    return viewer.rows_of(Promise).filter(pk=promise_id, team_id=viewer.team_id).select_related("person").first()


def own_round(*, viewer: Viewer) -> Round | None:
    """The round that the viewer is on."""
    return viewer.rows_of(Round).filter(worker_id=viewer.user_id, ended_at=None).first()


def rounds_out(*, viewer: Viewer) -> list[Round]:
    """The team's rounds that have not ended, with how many people were written of (`met`)."""
    met = viewer.rows_of(Meeting).filter(round=OuterRef("pk")).order_by().values("round")
    rows = viewer.rows_of(Round).filter(team_id=viewer.team_id, ended_at=None).select_related("worker")
    counted = rows.annotate(met=Coalesce(Subquery(met.annotate(number=Count("pk")).values("number")), 0))
    return list(counted.order_by("began_at", "id"))


def last_place(running: Round | None, *, viewer: Viewer) -> uuid.UUID | None:
    """Where the round wrote its latest meeting."""
    if running is None:
        return None
    rows = viewer.rows_of(Meeting).filter(round=running).exclude(place=None)
    return rows.order_by("-happened_at").values_list("place_id", flat=True).first()


def _night(moment: datetime.datetime | None) -> datetime.date | None:
    return night_of(moment) if moment else None
