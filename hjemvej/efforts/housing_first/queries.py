"""Who was offered Housing First, and who was not, since when? One query, however many are asked about."""

import datetime
import functools
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _

from hjemvej.ground.casework import rules as casework
from hjemvej.ground.law import queries as law
from hjemvej.ground.law.rules import due_day
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.rules import HOMELESS, end_of_day
from hjemvej.platform.access.many import among
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Happened, Step
from hjemvej.platform.spans.queries import lasting_on_sql

from . import rules
from .models import HousingFirstOffer, NotOfferedYet, WishSheet
from .rules import Facts, Offered, PutOff, State


def offers_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[HousingFirstOffer]:
    """Every offer as it stands now, the latest first; corrected ones left out."""
    rows = viewer.rows_of(HousingFirstOffer).filter(person_id=person_id, corrected_at=None)
    return rows.select_related("offered_by").order_by("-offered_on", "-recorded_at", "id")


def corrected_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[HousingFirstOffer]:
    """What was written and then corrected, the latest first."""
    rows = viewer.rows_of(HousingFirstOffer).filter(person_id=person_id).exclude(corrected_at=None)
    return rows.select_related("offered_by").order_by("-corrected_at", "id")


def put_off_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[NotOfferedYet]:
    rows = viewer.rows_of(NotOfferedYet).filter(person_id=person_id)
    return rows.select_related("recorded_by").order_by("-recorded_at", "id")


def offer(offer_id: uuid.UUID, *, viewer: Viewer) -> HousingFirstOffer | None:
    return viewer.rows_of(HousingFirstOffer).filter(pk=offer_id).select_related("person", "offered_by").first()


def open_offer(person_id: uuid.UUID, *, viewer: Viewer) -> HousingFirstOffer | None:
    """The offer that the citizen is thinking over."""
    return offers_of(person_id, viewer=viewer).filter(answer="").first()


def paragraph(on: datetime.date) -> str:
    return law.provision_then(rules.OFFERED, on).paragraph


def ask_again_on(on: datetime.date) -> datetime.date:
    """The day on which we ask again where nothing else is agreed, by our own goal of that day."""
    return due_day(law.provision_then(rules.ASKED_AGAIN, on), on)


def wishes_asked_again_on(on: datetime.date) -> datetime.date:
    """The day on which a citizen who waits for a home is asked again what it must have, by our own goal."""
    return due_day(law.provision_then(rules.WISHES_ASKED_AGAIN, on), on)


# Who was homeless on the day of the offer, and slept nowhere else from then until they came to where they sleep now, is
# not homeless anew since then.
STAYED = """EXISTS (SELECT FROM situations_situation slept
        WHERE slept.person_id = asked.id AND slept.superseded_at IS NULL AND slept.kind = ANY(%(homeless)s)
            AND slept.from_on <= offer.offered_on AND slept.until_on > offer.offered_on)
    AND NOT EXISTS (SELECT FROM situations_situation slept
        WHERE slept.person_id = asked.id AND slept.superseded_at IS NULL AND slept.kind <> ALL(%(homeless)s)
            AND slept.from_on < asked.from_on AND slept.until_on > offer.offered_on)"""

# Each citizen asked about: since when homeless that day, the latest offer and the latest reason to put it off, and who
# coordinates now; all as known at a moment (none: now). Since when is not found out again where `since` says it, nor,
# with `late_from`, where it makes nobody late: whoever put it off after they came to where they sleep, or was never
# asked and has slept there since that day or longer; and whoever has answered in this homelessness, and is not to be
# asked again yet, is left out, unless some `more` that is asked of them holds.
# With `answers_alone` it is not found out where it does not change which offer is of this homelessness: of those who
# have none, were offered it where they sleep now, or have been homeless since.
FACTS = f"""
WITH asked AS MATERIALIZED ({{asked}}), said AS MATERIALIZED (
    SELECT asked.id, coalesce(asked.since, CASE WHEN %(late_from)s::date IS NOT NULL AND CASE
            WHEN offer.id IS NOT NULL THEN offer.answered_on <= %(on)s
                AND (offer.ask_again_on IS NULL OR offer.ask_again_on > %(on)s)
                AND (offer.offered_on >= asked.from_on OR {STAYED})
            WHEN wait.id IS NOT NULL THEN wait.said_on >= asked.from_on
            ELSE asked.from_on <= %(late_from)s::date END
            OR %(answers_alone)s AND (offer.id IS NULL OR offer.offered_on >= asked.from_on OR {STAYED})
            THEN least(asked.from_on, offer.offered_on) END) AS since,
        offer.id AS offer_id, offer.offered_on, offer.offered_by_id, offer.answer, offer.words,
        CASE WHEN coalesce(offer.answer_recorded_at <= %(known_at)s::timestamptz, true) THEN offer.answered_on END
            AS answered_on, offer.ask_again_on, offer.other_form,
        wait.why, wait.waits_for, wait.said_on, wait.look_again_on, {{more}} AS more
    FROM asked
    LEFT JOIN LATERAL (
        SELECT * FROM housing_first_housingfirstoffer offer
        WHERE offer.person_id = asked.id AND offer.offered_on <= %(on)s
            AND CASE WHEN %(known_at)s::timestamptz IS NULL THEN offer.corrected_at IS NULL ELSE
            {lasting_on_sql("offer", "%(known_at)s::timestamptz", begins="recorded_at", until="corrected_at")} END
        ORDER BY offer.offered_on DESC, offer.recorded_at DESC LIMIT 1
    ) offer ON true
    LEFT JOIN LATERAL (
        SELECT * FROM housing_first_notofferedyet wait
        WHERE wait.person_id = asked.id AND wait.said_on <= %(on)s
            AND wait.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
        ORDER BY wait.recorded_at DESC LIMIT 1
    ) wait ON true
)
SELECT said.id, coalesce(spell.since, said.since), said.offer_id, said.offered_on, offering.name, said.answer,
    said.words, said.answered_on, said.ask_again_on, said.other_form, said.why, said.waits_for, said.said_on,
    said.look_again_on, said.more, held.coordinator_id
FROM said
LEFT JOIN housing_first_homeless_since(
    (SELECT array_agg(id) FROM said WHERE said.since IS NULL), %(on)s::date, %(known_at)s::timestamptz) spell
    ON spell.person_id = said.id
LEFT JOIN identity_user offering ON offering.id = said.offered_by_id
LEFT JOIN {{held}} held ON held.person_id = said.id AND held.until_on IS NULL
WHERE %(late_from)s::date IS NULL OR said.since IS NULL OR said.offer_id IS NULL OR true = ANY(said.more)"""

TO_ASK = ("ask_again", "unanswered")
HELD = "casework_coordination"
NOTHING_MORE = "NULL::boolean[]"
NOT_ASKED = "(SELECT NULL::uuid AS person_id, NULL::uuid AS coordinator_id, NULL::date AS until_on LIMIT 0)"
NOT_KNOWN: Mapping[uuid.UUID, datetime.date] = MappingProxyType({})
THESE = """
SELECT these.id, these.since, NULL::date AS from_on FROM unnest(%(people)s::uuid[], %(since)s::date[]) these (id, since)
"""
# Everybody in homelessness who is ours and whom the viewer's own team follows, and since when they sleep where they do.
OURS = f"""
SELECT slept.person_id AS id, NULL::date AS since, slept.from_on
FROM (
    SELECT person_id, from_on FROM situations_situation slept
    WHERE slept.superseded_at IS NULL AND slept.kind = ANY(%(homeless)s) AND slept.unusable_home = ''
        AND {lasting_on_sql("slept", "%(on)s::date")}
        AND (person_id IN (
            SELECT need.person_id FROM access_need_now need
            WHERE need.organisation_id = %(team)s AND need.user_id IS NULL)) IS TRUE
    OFFSET 0  -- first, for PostgreSQL believes them many
) slept
JOIN people_person person ON person.id = slept.person_id AND person.merged_into_id IS NULL AND person.died_on IS NULL
WHERE slept.person_id NOT IN (  -- those that are another municipality's are few
    SELECT responsible.person_id FROM people_responsiblemunicipality responsible
    WHERE responsible.municipality_code <> %(municipality)s AND {lasting_on_sql("responsible", "%(on)s::date")})"""

# A home can be found for whoever has told their wishes and economy, and has no offer of a home that is open.
READY = """EXISTS (SELECT FROM housing_first_wishsheet sheet WHERE sheet.person_id = {who})
    AND EXISTS (SELECT FROM economy_sheet sheet WHERE sheet.person_id = {who})
    AND NOT EXISTS (SELECT FROM housing_first_homeoffer offer
        WHERE offer.person_id = {who} AND offer.ended_on IS NULL)"""
UNASKED = """NOT EXISTS (SELECT FROM housing_first_wishsheet sheet
    WHERE sheet.person_id = {who} AND sheet.said_on > %(old)s)"""

# Of those who said yes: were they not asked about wishes since a day (`old`), and can a home be found for them?
WAITS = f"""CASE WHEN offer.answer = 'yes' AND offer.answered_on <= %(on)s
    THEN ARRAY[{UNASKED.format(who="asked.id")}, {READY.format(who="asked.id")}] END"""
READY_OF = f"SELECT one.id FROM unnest(%(people)s::uuid[]) one (id) WHERE {READY.format(who='one.id')}"


@dataclass(frozen=True)
class Asked:
    """One citizen, and how it stands."""

    person_id: uuid.UUID
    state: State
    coordinator_id: uuid.UUID | None  # where the query was asked who holds them
    more: Any = None  # what else the query was asked


def _asked(
    sql: str, on: datetime.date, viewer: Viewer, *, held: str = NOT_ASKED, more: str = NOTHING_MORE, **given: object
) -> Iterator[Asked]:
    """How it stands for each; who has a home and was never asked is left out. One query."""
    goals = {
        "offered_within": law.provision_then(rules.OFFERED, on),
        "answered_within": law.provision_then(rules.ANSWERED, on),
    }
    with viewer.cursor() as cursor:
        usual = {"known_at": None, "late_from": None, "answers_alone": False}
        said = {"on": on, "homeless": sorted(HOMELESS), **usual, **given}
        cursor.execute(FACTS.format(asked=sql, held=held, more=more), said)
        rows = cursor.fetchall()
    for person_id, since, *said, found, coordinator_id in rows:
        stands = rules.state(Facts(since, _offered(*said[:8], on=on), _put_off(*said[8:])), on, **goals)
        if stands:
            yield Asked(person_id, stands, coordinator_id, found)


def _offered(
    offer_id: uuid.UUID | None, offered_on: datetime.date, by: str | None, answer: str, words: str,
    answered_on: datetime.date | None, ask_again_on: datetime.date | None, other_form: str, *, on: datetime.date,
) -> Offered | None:  # fmt: skip
    if offer_id is None:
        return None
    if answered_on is None or answered_on > on:
        return Offered(offered_on, by or "", id=offer_id)
    return Offered(offered_on, by or "", answer, words, answered_on, ask_again_on, other_form, offer_id)


def _put_off(
    why: str | None, waits_for: str, said_on: datetime.date, look_again_on: datetime.date
) -> PutOff | None:  # fmt: skip
    return None if why is None else PutOff(why, waits_for, said_on, look_again_on)


def states_of(
    person_ids: Collection[uuid.UUID], on: datetime.date, *, viewer: Viewer, known_on: datetime.date | None = None,
    since: Mapping[uuid.UUID, datetime.date] = NOT_KNOWN,
) -> dict[uuid.UUID, State]:  # fmt: skip
    """How it stands for each of these, on a day and as known then; `since`: homeless from when, where it is known."""
    known_at = end_of_day(known_on) if known_on else None
    days = [since.get(person_id) for person_id in person_ids]
    found = _asked(THESE, on, viewer, people=list(person_ids), since=days, known_at=known_at)
    return {one.person_id: one.state for one in found}


def state_of(person_id: uuid.UUID, on: datetime.date, *, viewer: Viewer) -> State | None:
    return states_of([person_id], on, viewer=viewer).get(person_id)


def person_card(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:
    """The answer in words, and what the one button does."""
    stands = state_of(person_id, on, viewer=viewer)
    return {
        "person_id": person_id, "state": stands, "may_write": viewer.may(Permission.WRITE_NOTE),
        "words": rules.in_words(stands, on) if stands else "", "is_due": bool(stands and stands.is_due(on)),
    }  # fmt: skip


def everybody(*, viewer: Viewer, at: datetime.datetime) -> list[Asked]:
    """Each citizen in homelessness who is ours and whom the viewer's own team follows, what is due first."""
    return _ours(localdate(at), viewer, held=NOT_ASKED)


def answers(*, viewer: Viewer, at: datetime.datetime) -> list[Asked]:
    """The same citizens, for what they answered alone: since when each is homeless may be said too late."""
    return _ours(localdate(at), viewer, answers_alone=True)


def for_today(on: datetime.date, viewer: Viewer) -> list[Asked]:
    """Of everybody whom somebody may be late with, and who waits for wishes to be asked about or for a home; by day."""
    late_from = rules.late_from(law.provision_then(rules.OFFERED, on), on)
    return _ours(on, viewer, held=HELD, more=WAITS, late_from=late_from, old=_wishes_old_on(on))


def _ours(on: datetime.date, viewer: Viewer, **asked: Any) -> list[Asked]:
    found = _asked(
        OURS, on, viewer, team=viewer.organisation_id, municipality=settings.MUNICIPALITY_CODE, **asked,
    )  # fmt: skip
    return sorted(found, key=lambda one: (rules.place(one.state), one.person_id.int))


def _wishes_old_on(on: datetime.date) -> datetime.date:
    return rules.late_from(law.provision_then(rules.WISHES_ASKED_AGAIN, on), on)


@dataclass(frozen=True)
class Waiting:
    """Of those who said yes and wait for a home: whom nobody asked about wishes in time, and who can be offered one."""

    unasked: list[Asked]
    ready: list[Asked]


def waiting(rows: Iterable[Asked], on: datetime.date) -> Waiting:
    """Find both of them; whoever is to be asked about wishes is asked first, and stands there alone."""
    old = _wishes_old_on(on)
    waits = [(one, since) for one in rows if one.more and (since := rules.waits_since(one.state))]
    unasked = [one for one, since in waits if one.more[0] and since <= old]
    asked = {one.person_id for one in unasked}
    return Waiting(unasked, [one for one, _since in waits if one.more[1] and one.person_id not in asked])


def ready_of(person_ids: Collection[uuid.UUID], *, viewer: Viewer) -> set[uuid.UUID]:
    """Of those who wait for a home, who told wishes and economy, and has no offer of a home that is open."""
    with viewer.cursor() as cursor:
        cursor.execute(READY_OF, {"people": list(person_ids)})
        return {person_id for (person_id,) in cursor.fetchall()}


def wishes_due(rows: Iterable[Asked], on: datetime.date, *, viewer: Viewer) -> dict[uuid.UUID, datetime.date]:
    """Of those who wait for a home, who is to be asked about wishes by now, and since which day. At most one query."""
    waits = {one.person_id: since for one in rows if (since := rules.waits_since(one.state))}
    sheets = viewer.rows_of(WishSheet).filter(among("person_id", waits)).values("person_id")
    said = dict(sheets.annotate(last=Max("said_on")).values_list("person_id", "last")) if waits else {}
    again_on = functools.cache(wishes_asked_again_on)  # hundreds told theirs on the same days
    due = {who: again_on(max(said.get(who, since), since)) for who, since in waits.items()}
    return {who: day for who, day in due.items() if day <= on}


def names_of(rows: Sequence[Asked], *, viewer: Viewer) -> dict[uuid.UUID, Person]:
    people = viewer.rows_of(Person).filter(among("id", [one.person_id for one in rows]))
    return {person.pk: person for person in people}


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """On the day's page: how many lack an offer, whom to ask again, whose answer is lacking, wishes, who is ready."""
    if not viewer.may(Permission.WRITE_NOTE):
        return []
    on = localdate(at)
    everybody = for_today(on, viewer)
    rows, waits = [one for one in everybody if one.state.is_due(on)], waiting(everybody, on)
    late = sum(one.state.is_not_offered for one in rows)
    due = [one for one in rows if one.state.kind in TO_ASK and one.coordinator_id in (None, viewer.user_id)]
    people = names_of(due, viewer=viewer) if due else {}
    found = [_step(one, people[one.person_id], on) for one in due if one.person_id in people]
    if to_ask := sum(one.coordinator_id in (None, viewer.user_id) for one in waits.unasked):
        found.append(_wishes_step(to_ask, on, at))
    if late:
        found.append(_not_offered_step(late, at))
    return [*found, _ready_step(len(waits.ready), at)] if waits.ready else found


def _step(one: Asked, person: Person, on: datetime.date) -> Step:
    due_at, waiting = casework.end_of_day(one.state.due_on or on), one.state.waiting
    clock = casework.clock(due_at, on=on)
    page, record = ("answer_offer", waiting.id) if waiting else ("offer_housing_first", person.pk)
    return Step(
        due_at=due_at, chip=clock.text, kind=clock.kind, title=person.name.with_code,
        why=_("Housing First: %s") % rules.in_words(one.state, on),
        url=reverse(f"housing_first:{page}", args=[record]),
        action=_("Skriv svaret") if waiting else _("Spørg igen"), person_id=person.pk,
        title_url=reverse("staff:person", args=[person.pk]), is_deadline=False,
    )  # fmt: skip


def _not_offered_step(late: int, at: datetime.datetime) -> Step:
    return Step(
        due_at=at, chip=_("nu"), kind="soon", title=rules.headline(late),
        why=_("Fristen, vi selv har sat, er gået, eller dagen at se på det igen er her."),
        url=reverse("housing_first:not_offered"), action=_("Se dem"), is_of_many=True, is_deadline=False,
    )  # fmt: skip


def _wishes_step(number: int, on: datetime.date, at: datetime.datetime) -> Step:
    goal = law.provision_then(rules.WISHES_ASKED_AGAIN, on)
    return Step(
        due_at=at, chip=_("ønsker"), kind="soon", title=rules.ask_for_wishes(number),
        why=_("Ingen har spurgt i %(long)s (%(law)s). Ønsker ændrer sig.")
        % {"long": goal.value_text, "law": goal.paragraph_text},
        url=f"{reverse('housing_first:not_offered')}?oensker=1#kort-yes", action=_("Se dem"), is_of_many=True,
        is_deadline=False,
    )  # fmt: skip


def _ready_step(number: int, at: datetime.datetime) -> Step:
    return Step(
        due_at=at, chip=_("klar"), kind="neutral", title=rules.ready_for_a_home(number),
        why=_("De har sagt ja til Housing First. Ønsker og økonomi er skrevet ned, og ingen bolig er tilbudt."),
        url=f"{reverse('housing_first:not_offered')}?klar=1#kort-ready", action=_("Se dem"), is_of_many=True,
        is_deadline=False,
    )  # fmt: skip


def answers_of(
    person_ids: Collection[uuid.UUID], *, on: datetime.date, known_on: datetime.date | None, viewer: Viewer
) -> Mapping[uuid.UUID, tuple[State, datetime.date]]:
    """For the register's column: how it stood on the day."""
    found = states_of(person_ids, on, viewer=viewer, known_on=known_on)
    return {person_id: (stands, on) for person_id, stands in found.items()}


def let_through(
    person_ids: Collection[uuid.UUID], *, on: datetime.date, known_on: datetime.date | None, viewer: Viewer,
    since: Mapping[uuid.UUID, datetime.date],
) -> Mapping[uuid.UUID, list[str]]:  # fmt: skip
    """For the register's filter: the answer under which each is listed."""
    found = states_of(person_ids, on, viewer=viewer, known_on=known_on, since=since)
    return {person_id: [rules.listed_under(stands)] for person_id, stands in found.items()}


def happened(person_id: uuid.UUID, viewer: Viewer, limit: int, before: datetime.datetime | None) -> Iterator[Happened]:
    """For the timeline: each offer with the citizen's own words; a no is a choice."""
    for row in offers_of(person_id, viewer=viewer)[:limit]:
        at = make_aware(datetime.datetime.combine(row.answered_on or row.offered_on, datetime.time()))
        if before is None or at < before:
            answer = row.get_answer_display() or _("borgeren tænker over det")
            yield Happened(
                at=at, title=_("Housing First tilbudt: %s") % str(answer).lower(), quote=row.words, has_clock=False,
                kind="done" if row.answer == "yes" else "choice", is_by_the_citizen=True,
                by=row.offered_by.name if row.offered_by else "",
                url=reverse("housing_first:offers", args=[person_id]),
            )  # fmt: skip
