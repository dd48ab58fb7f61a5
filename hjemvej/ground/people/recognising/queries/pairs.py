"""Who may stand in the register twice? Pairs that a human has not settled yet, for the team that may know of both."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.people.models import Person
from hjemvej.ground.people.recognising.rules.judging import Judgement, Known, judge, recognise
from hjemvej.ground.people.recognising.rules.pairs import said_by, worth_a_look
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.models import Event
from hjemvej.platform.rooms import Step

from .finding import FoundPerson, candidates, found_person, known_as

PERHAPS, APART, LOOKED = "people.perhaps_same", "people.told_apart", "people.looked_for_same"
NAMED = ("people.person_created", "people.person_changed", "people.name_learned", "people.alias_added")
STANDS = datetime.timedelta(days=60)  # as long as a team's need to know of a guest may last, and a month
SHOWN = 50
Pair = tuple[uuid.UUID, uuid.UUID]


@dataclass(frozen=True)
class PerhapsSame:
    """Two records that may be about one citizen, the one that was there first and the newer one, and why."""

    first: Person
    newer: Person
    why: str
    since: datetime.datetime

    @property
    def hides_names(self) -> bool:
        """The name of the other would nearly tell a protected one."""
        return self.first.is_protected or self.newer.is_protected


def unsettled(*, viewer: Viewer, at: datetime.datetime) -> list[tuple[Pair, datetime.datetime]]:
    """Return the pairs of the viewer's team that nobody has settled, the newest first; a single query."""
    rows = viewer.rows_of(Event).filter(
        name__in=(PERHAPS, APART), at__gte=at - STANDS, details__team=str(viewer.team_id)
    )
    open_pairs: dict[Pair, datetime.datetime] = {}
    told = rows.order_by("at", "id").values_list("name", "at", "person_id", "details")
    for name, noted_at, person_id, details in told:
        if person_id is None:  # erased since
            continue
        pair = (uuid.UUID(details["other"]), person_id)
        if name == APART:
            open_pairs.pop(pair, None)
        else:
            open_pairs.setdefault(pair, noted_at)
    return sorted(open_pairs.items(), key=lambda one: one[1], reverse=True)


def perhaps_same(*, viewer: Viewer, at: datetime.datetime) -> list[PerhapsSame]:
    """Return the unsettled pairs with their names and reasons; three queries, however many."""
    pairs = unsettled(viewer=viewer, at=at)
    ids = {person_id for pair, _noted in pairs for person_id in pair}
    people = viewer.rows_of(Person).filter(merged_into=None).in_bulk(ids)
    there = [(pair, noted) for pair, noted in pairs if pair[0] in people and pair[1] in people][:SHOWN]
    known = {one.id: one for one in known_as([people[pk] for pair, _noted in there for pk in pair], viewer=viewer)}
    return [
        PerhapsSame(people[first], people[newer], _why(people[first], people[newer], known), noted)
        for (first, newer), noted in there
    ]


def _why(first: Person, newer: Person, known: dict[uuid.UUID, Known]) -> str:
    if first.is_protected or newer.is_protected:
        return _("den ene er beskyttet: sammenlign for at se hvem")
    judged = (judge(said, known[first.pk]) for said in said_by(known[newer.pk]))
    best = max(judged, key=lambda one: (one.fit, one.share), default=None)
    return best.words if best else ""


def same_steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """On the day of those who may merge: how many pairs wait."""
    if not viewer.may(Permission.MERGE_PEOPLE):
        return []
    pairs = unsettled(viewer=viewer, at=at)
    if not pairs:
        return []
    ids = {person_id for pair, _noted in pairs for person_id in pair}
    seen = set(viewer.rows_of(Person).filter(merged_into=None, pk__in=ids).values_list("pk", flat=True))
    waiting = [noted for pair, noted in pairs if seen.issuperset(pair)]
    if not waiting:
        return []
    title = ngettext("To sager er måske samme borger", "%(n)s gange to sager, der måske er samme borger", len(waiting))
    why = _("Skrevet op to steder; kun I kan se begge")
    page = reverse("people:perhaps_same")
    return [
        Step(min(waiting), _("Samme borger?"), "info", title % {"n": len(waiting)}, why, page, _("Se dem"),
             is_deadline=False)
    ]  # fmt: skip


def may_be(person: Person, *, viewer: Viewer) -> list[tuple[Person, Judgement]]:
    """Return those so like this citizen, by any of the names, that the two may be one; a query a name and four more."""
    (known,) = known_as([person], viewer=viewer)
    asked = [(said, *candidates(said, viewer)) for said in said_by(known) if not said.is_empty]
    ids = {other_id for _said, _weights, found in asked for other_id in found} - {person.pk}
    people = viewer.rows_of(Person).defer("cpr_encrypted").in_bulk(ids)
    others = {one.id: one for one in known_as(list(people.values()), viewer=viewer)}
    alike: dict[uuid.UUID, Judgement] = {}
    for said, weights, found in asked:
        judged = recognise(said, [others[other_id] for other_id in found if other_id in others], weights)
        for one in worth_a_look(known, ((others[one.id], one) for one in judged)):
            if one.id not in alike or one.fit > alike[one.id].fit:
                alike[one.id] = one
    likest = sorted(alike.values(), key=lambda one: one.fit, reverse=True)
    return [(people[one.id], one) for one in likest]


def like_person(person: Person, *, viewer: Viewer, on: datetime.date) -> list[FoundPerson]:
    """Those whom this citizen may be, as a page offers them."""
    return [found_person(other, judged, on) for other, judged in may_be(person, viewer=viewer)]


# --- for the machine that looks -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Named:
    """Somebody who was created or got another name: by which organisation, and whether the record was new."""

    person_id: uuid.UUID
    organisation_id: uuid.UUID | None
    is_new: bool


@dataclass(frozen=True)
class Seen:
    """Up to where we have looked: every transaction before `until` apart from those that were `running`."""

    until: int = 0
    running: tuple[int, ...] = ()

    @property
    def details(self) -> dict[str, object]:
        return {"until": self.until, "running": list(self.running)}


def named_since(*, viewer: Viewer) -> tuple[list[Named], Seen]:
    """Return who was created or named since we last looked, and from where to look next.

    Transactions end in another order than they begin: those that run now are looked at next time. Nobody waits for
    them, for PostgreSQL counts the transactions of all its databases, and another's may last for hours.
    """
    last = viewer.rows_of(Event).filter(name=LOOKED).order_by("-id").first()
    before = Seen(last.details["until"], tuple(last.details.get("running", ()))) if last else Seen()
    with viewer.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmax(now)::text::bigint, ARRAY(SELECT pg_snapshot_xip(now)::text::bigint)"
            " FROM pg_current_snapshot() AS now"
        )
        seen = Seen(*cursor.fetchone())
    if before.until > seen.until:  # the database was restored into another server
        before = Seen()
    rows = viewer.rows_of(Event).filter(
        Q(transaction__gte=before.until) | Q(transaction__in=before.running), name__in=NAMED
    )
    if last is not None:
        rows = rows.filter(at__gte=last.at - datetime.timedelta(days=1))
    named: dict[uuid.UUID, Named] = {}
    for person_id, organisation_id, name in rows.order_by("id").values_list("person_id", "organisation_id", "name"):
        if person_id is not None:
            known = named.get(person_id)
            is_new = name == NAMED[0] and (known is None or known.is_new)
            named[person_id] = Named(person_id, organisation_id, is_new)
    return list(named.values()), seen


def noted_pairs(person_id: uuid.UUID, *, viewer: Viewer) -> set[tuple[uuid.UUID, str]]:
    """Return whom this citizen was compared with already, and for which team; settled or not."""
    found = set()
    ours = viewer.rows_of(Event).filter(name=PERHAPS, person_id=person_id)
    theirs = viewer.rows_of(Event).filter(name=PERHAPS, details__other=str(person_id))
    for other, details in ours.values_list("details__other", "details"):
        found.add((uuid.UUID(other), details["team"]))
    for other_id, details in theirs.values_list("person_id", "details"):
        if other_id is not None:
            found.add((other_id, details["team"]))
    return found
