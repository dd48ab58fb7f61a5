"""Who follows up on whom? One query for the whole register, and the same for one citizen, so that pages agree."""

import datetime
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from hjemvej.ground.casework import rules as casework
from hjemvej.ground.casework.in_hand import rules
from hjemvej.ground.casework.models import HandOver
from hjemvej.ground.casework.queries.coordination import Colleague, possible_coordinators
from hjemvej.ground.law import queries as law
from hjemvej.ground.law.rules import deadline
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.roles import PERMISSIONS, Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Standing, Step, TaskKind, standings, task_kinds
from hjemvej.platform.spans.queries import lasting_on_sql, lasting_through_sql, local_day_sql
from hjemvej.platform.ui.alphabet import DanishOrder

WORKING = [role for role, permissions in PERMISSIONS.items() if Permission.WRITE_NOTE in permissions]

# Where each citizen is known to be at the moment; *we do not know* goes on with what was known before it.
SITUATED = f"""
    SELECT situation.person_id, situation.from_on
    FROM situations_situation situation
    WHERE {lasting_on_sql("situation", "%(on)s::date")} AND {{known}} {{people}}
        AND situation.kind = ANY(%(goes_on)s)
        AND (situation.kind <> %(unknown)s OR coalesce((
            SELECT before.kind = ANY(%(goes_on)s) FROM situations_situation before
            WHERE before.person_id = situation.person_id AND before.from_on < situation.from_on
                AND before.kind <> %(unknown)s AND {{known_before}}
            ORDER BY before.from_on DESC LIMIT 1), true))
        AND NOT EXISTS (
            SELECT FROM people_responsiblemunicipality responsible
            WHERE responsible.person_id = situation.person_id AND {lasting_on_sql("responsible", "%(on)s::date")}
                AND responsible.municipality_code <> %(municipality)s)"""

KNOWN_NOW = "{row}.superseded_at IS NULL"
KNOWN_THEN = lasting_on_sql("{row}", "%(at)s", begins="recorded_at", until="superseded_at")

QUERY = f"""
WITH workers AS MATERIALIZED (
    SELECT place.user_id, place.organisation_id, place.role = ANY(%(working)s) AS may_work
    FROM access_membership place
    JOIN access_organisation team ON team.id = place.organisation_id AND team.is_active AND team.kind = 'team'
    JOIN identity_user account ON account.id = place.user_id AND account.is_active
    WHERE {lasting_through_sql("place", "%(on)s::date")}
),
standing AS MATERIALIZED ({{standings}}),
situated AS MATERIALIZED ({SITUATED}),
register AS (
    SELECT situated.person_id, true AS is_situated, situated.from_on AS since FROM situated
    UNION ALL
    SELECT standing.person_id, false, NULL FROM standing
    WHERE standing.is_notice AND NOT EXISTS (SELECT FROM situated WHERE situated.person_id = standing.person_id)
    GROUP BY standing.person_id
),
step AS (
    SELECT DISTINCT ON (person_id) * FROM standing WHERE due_at IS NOT NULL ORDER BY person_id, due_at, place, words
),
meanwhile AS (
    SELECT DISTINCT ON (person_id) person_id, key FROM standing WHERE due_at IS NULL AND NOT is_notice
    ORDER BY person_id, place
),
holder AS (
    SELECT DISTINCT ON (standing.person_id) standing.person_id, standing.holder_id
    FROM standing JOIN workers ON workers.user_id = standing.holder_id AND workers.may_work
    WHERE standing.is_held_by_holder ORDER BY standing.person_id, standing.due_at
),
holding AS MATERIALIZED (
    SELECT user_id, array_agg(organisation_id) AS teams FROM workers WHERE may_work GROUP BY user_id
),
needed AS MATERIALIZED (
    SELECT need.person_id, array_agg(need.organisation_id) AS teams FROM access_needtoknow need
    WHERE need.organisation_id IN (SELECT team.id FROM access_organisation team WHERE team.kind = 'team')
        AND need.user_id IS NULL AND need.from_at <= %(at)s AND coalesce(need.until_at, 'infinity') > %(at)s
        {{some_needs}}
    GROUP BY need.person_id
),
coordination AS MATERIALIZED (
    SELECT held.person_id, held.coordinator_id FROM casework_coordination held
    WHERE {lasting_on_sql("held", "%(on)s::date")} {{some_held}}
),
given AS MATERIALIZED (
    SELECT DISTINCT ON (asked.person_id) asked.* FROM casework_handover asked
    WHERE {lasting_on_sql("asked", "%(at)s", begins="given_at", until="settled_at")}
    ORDER BY asked.person_id, asked.settled_at DESC NULLS FIRST, asked.id
),
stood AS MATERIALIZED (
    SELECT register.*, coordination.coordinator_id,
        coalesce(holding.teams && needed.teams, false) AS has_access, needed.teams IS NOT NULL AS is_known,
        step.key, step.kind, step.words, step.due_at,
        given.id AS given_id, given.answer_by, given.receiver_id, given.team_id
    FROM register
    JOIN people_person person ON person.id = register.person_id AND person.merged_into_id IS NULL
        AND (person.died_on IS NULL OR person.died_on > %(on)s)
    LEFT JOIN coordination ON coordination.person_id = register.person_id
    LEFT JOIN holding ON holding.user_id = coordination.coordinator_id
    LEFT JOIN needed ON needed.person_id = register.person_id
    LEFT JOIN step ON step.person_id = register.person_id
    LEFT JOIN given ON given.person_id = register.person_id
)
SELECT stood.person_id, stood.is_situated, stood.since, stood.coordinator_id, coordinator.name,
    EXISTS (SELECT FROM workers WHERE workers.user_id = stood.coordinator_id),
    EXISTS (SELECT FROM workers WHERE workers.user_id = stood.coordinator_id AND workers.may_work),
    stood.has_access,
    (SELECT max(place.last_on) FROM access_membership place WHERE place.user_id = stood.coordinator_id),
    holder.holder_id, taker.name,
    (SELECT max(earlier.until_on) - 1 FROM casework_coordination earlier
        WHERE earlier.person_id = stood.person_id AND earlier.until_on <= %(on)s),
    stood.key, stood.kind, stood.words, stood.due_at, meanwhile.key,
    stood.given_id, stood.answer_by, coalesce(receiver.name, receiving.name),
    stood.is_known,
    counted.everybody
FROM (SELECT count(*) AS everybody FROM stood) counted
LEFT JOIN stood ON {{wanted}}
LEFT JOIN identity_user coordinator ON coordinator.id = stood.coordinator_id
LEFT JOIN holder ON holder.person_id = stood.person_id
LEFT JOIN identity_user taker ON taker.id = holder.holder_id
LEFT JOIN meanwhile ON meanwhile.person_id = stood.person_id
LEFT JOIN identity_user receiver ON receiver.id = stood.receiver_id
LEFT JOIN access_organisation receiving ON receiving.id = stood.team_id"""

# Who is not in hand for certain, or whose day passed too long ago: where most are in hand, few are left to be judged.
TO_BE_JUDGED = f"""NOT (stood.has_access AND (stood.due_at IS NOT NULL OR stood.given_id IS NOT NULL))
    OR coalesce(stood.answer_by, {local_day_sql("stood.due_at")}) < %(late_before)s"""


def register(
    *, viewer: Viewer, at: datetime.datetime, people: Iterable[uuid.UUID] | None = None, as_known_then: bool = False
) -> list[rules.Standing]:
    """Where every citizen in homelessness or at notice of it stands at a moment; of these people alone where given.

    `as_known_then` asks of a moment that is past: as its evening knew where people were.
    """
    return [rules.where_it_stands(facts) for facts in facts_of(viewer, at, people, as_known_then)]


def facts_of(
    viewer: Viewer, at: datetime.datetime, people: Iterable[uuid.UUID] | None, as_known_then: bool
) -> Iterator[rules.Facts]:
    rows = _rows(viewer, at, people=people, as_known_then=as_known_then)
    return _facts_in(rows)


def _rows(
    viewer: Viewer,
    at: datetime.datetime,
    *,
    people: Iterable[uuid.UUID] | None = None,
    as_known_then: bool = False,
    late_before: datetime.date | None = None,
) -> list[tuple[Any, ...]]:
    """Ask of everybody, or of these people; with `late_before` only of those whom `TO_BE_JUDGED` leaves."""
    known = KNOWN_THEN if as_known_then else KNOWN_NOW
    some = people is not None
    sql = QUERY.format(
        standings=_standings(only_some=some), known=known.format(row="situation"),
        known_before=known.format(row="before"), people="AND situation.person_id = ANY(%(people)s)" if some else "",
        some_needs="AND need.person_id = ANY(%(people)s)" if some else "",
        some_held="AND held.person_id = ANY(%(people)s)" if some else "",
        wanted=TO_BE_JUDGED if late_before else "true",
    )  # fmt: skip
    asked: dict[str, Any] = {
        "at": at, "on": localdate(at), "people": list(people or ()), "working": WORKING, "goes_on": list(rules.GOES_ON),
        "unknown": Situation.Kind.UNKNOWN, "municipality": settings.MUNICIPALITY_CODE, "late_before": late_before,
    }  # fmt: skip
    with viewer.cursor() as cursor:
        cursor.execute(sql, asked)
        return list(cursor.fetchall())


def _facts_in(rows: Iterable[tuple[Any, ...]]) -> Iterator[rules.Facts]:
    said, kinds = {one.key: one for one in standings()}, task_kinds()
    for *row, _everybody in rows:
        if row[0] is not None:  # where nobody is left to be judged, one row says how many there are
            yield _facts(row, said, kinds)


def _standings(*, only_some: bool) -> str:
    """All that the rooms say of how citizens stand, as one question."""
    some = " WHERE said.person_id = ANY(%(people)s)" if only_some else ""
    return "\nUNION ALL\n".join(
        f"SELECT {place} AS place, '{one.key}' AS key, {one.is_notice} AS is_notice,"
        f" {one.is_held_by_holder} AS is_held_by_holder, said.person_id, said.due_at, said.holder_id, said.words,"
        f" said.kind FROM ({one.sql}) AS said{some}"
        for place, one in enumerate(standings())
    )


def _facts(row: Sequence[Any], said: Mapping[str, Standing], kinds: Mapping[str, TaskKind]) -> rules.Facts:
    (
        person_id, is_situated, since, coordinator_id, coordinator, is_member, may_work, has_access, left_on, holder_id,
        holder, last_coordinated_on, step, kind, words, due_at, meanwhile, given_id, answer_by, given_to, is_known,
    ) = row  # fmt: skip
    return rules.Facts(
        person_id, is_situated, since,
        coordinator=rules.Worker(coordinator_id, coordinator, is_member, may_work, has_access, left_on)
        if coordinator_id else None,
        holder=rules.Worker(holder_id, holder) if holder_id else None,
        last_coordinated_on=last_coordinated_on,
        step=rules.NextStep(
            words or str(said[step].step), localtime(due_at).date(),
            str(kinds[kind].state if kind in kinds else said[step].state),
        ) if step else None,
        meanwhile=str(said[meanwhile].state) if meanwhile else "",
        given=rules.Given(given_id, given_to, answer_by) if given_id else None,
        is_known_to_a_team=is_known,
    )  # fmt: skip


def standing_of(person_id: uuid.UUID, *, viewer: Viewer, at: datetime.datetime) -> rules.Standing | None:
    """Where one citizen stands; None for a citizen with a home, or of whom nothing is open."""
    return next(iter(register(viewer=viewer, at=at, people=[person_id])), None)


@dataclass(frozen=True)
class Picture:
    """The register at a moment, parted: nobody is in two parts, and nobody in none."""

    unheld: list[rules.Unheld]
    too_late: list[rules.InHand]
    all_in_hand: int  # those too late among them


def picture(*, viewer: Viewer, at: datetime.datetime) -> Picture:
    """Part the register: the unheld, those whose day passed too long ago, and the rest, counted; the longest first."""
    on = localdate(at)
    found = law.rules_of([(rules.TOO_LATE, on)]).get((rules.TOO_LATE, on))
    late_before = on - datetime.timedelta(days=int(found.value)) if found else datetime.date.min
    rows = _rows(viewer, at, late_before=late_before)
    unheld, too_late = list[rules.Unheld](), list[rules.InHand]()
    for one in map(rules.where_it_stands, _facts_in(rows)):
        if isinstance(one, rules.Unheld):
            unheld.append(one)
        elif found and rules.is_too_late(one, on=on, limit=int(found.value)):
            too_late.append(one)
    too_late.sort(key=lambda one: (one.day, str(one.person_id)))
    [*_one, everybody] = rows[0]
    return Picture(rules.by_time(unheld), too_late, everybody - len(unheld))


def names_of(person_ids: Iterable[uuid.UUID], *, viewer: Viewer) -> dict[uuid.UUID, Person]:
    return viewer.rows_of(Person).in_bulk(list(person_ids))


def answer_by(on: datetime.date) -> datetime.date:
    """The day by which who is given a citizen today must answer; today itself where no goal is set."""
    found = law.rules_of([(rules.ANSWERED_BY, on)]).get((rules.ANSWERED_BY, on))
    return deadline(found, on).due_on if found else on


def hand_over(hand_over_id: uuid.UUID, *, viewer: Viewer) -> HandOver | None:
    rows = viewer.rows_of(HandOver).select_related("person", "sender", "receiver", "team")
    return rows.filter(pk=hand_over_id).first()


def open_hand_over(person_id: uuid.UUID, *, viewer: Viewer) -> HandOver | None:
    return viewer.rows_of(HandOver).filter(person_id=person_id, settled_at=None).first()


def unanswered(*, viewer: Viewer, on: datetime.date) -> QuerySet[HandOver]:
    """Hand-overs that nobody received in time."""
    return viewer.rows_of(HandOver).filter(settled_at=None, answer_by__lt=on, person__merged_into=None)


def waiting_for(viewer: Viewer) -> QuerySet[HandOver]:
    """What is given to the viewer, or to the viewer's team, and not received; the first to answer first."""
    rows = viewer.rows_of(HandOver).filter(settled_at=None, team_id=viewer.team_id, person__merged_into=None)
    mine = rows.filter(receiver=None) | rows.filter(receiver_id=viewer.user_id)
    return mine.select_related("person", "sender").order_by("answer_by", "given_at", "id")


def possible_receivers(*, viewer: Viewer, on: datetime.date) -> tuple[list[Colleague], list[Organisation]]:
    """The viewer's colleagues who work with citizens today, and the other teams of the municipality."""
    colleagues = [one for one in possible_coordinators(viewer=viewer, on=on) if one.id != viewer.user_id]
    teams = Organisation.objects.filter(kind=Organisation.Kind.TEAM, is_active=True).exclude(pk=viewer.team_id)
    return colleagues, list(teams.order_by(DanishOrder("name")))


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """On the day's page: whom the viewer is asked to receive."""
    if not viewer.may(Permission.WRITE_NOTE):
        return []
    return [_given_step(one, localdate(at)) for one in waiting_for(viewer)]


def unheld_steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """And on how many nobody follows up."""
    if not viewer.may(Permission.WRITE_NOTE):
        return []
    unheld = picture(viewer=viewer, at=at).unheld
    return [_unheld_step(unheld, at)] if unheld else []


def _given_step(given: HandOver, on: datetime.date) -> Step:
    """A colleague waits for the answer: it stands by the day it was asked, and says by when it is due."""
    clock = casework.clock(casework.end_of_day(given.answer_by), on=on)
    return Step(
        due_at=given.given_at, is_deadline=False, chip=clock.text, kind=clock.kind, title=given.person.name.with_code,
        why=_("%(sender)s vil give borgeren videre: %(why)s") % {"sender": given.sender.name, "why": given.why},
        url=reverse("casework:hand_over", args=[given.pk]), action=_("Svar"), person_id=given.person_id,
        title_url=reverse("staff:person", args=[given.person_id]),
    )  # fmt: skip


def _unheld_step(unheld: list[rules.Unheld], at: datetime.datetime) -> Step:
    title, _dot, besides = rules.headline(unheld).partition(" · ")
    return Step(
        due_at=at, has_no_day=True, chip=_("nu"), kind="late", title=title, why=besides,
        url=reverse("casework:unheld"), action=_("Se dem"), is_deadline=False,
    )  # fmt: skip


def person_card(person_id: uuid.UUID, *, viewer: Viewer, at: datetime.datetime) -> dict[str, Any]:
    """The line under the name, where nobody follows up or the citizen is given to somebody."""
    facts = next(facts_of(viewer, at, [person_id], as_known_then=False), None)  # they say too to whom it is given
    stands = rules.where_it_stands(facts) if facts else None
    unheld = stands if isinstance(stands, rules.Unheld) else None
    given = facts.given if facts else open_hand_over(person_id, viewer=viewer)
    return {
        "person_id": person_id, "unheld": unheld, "given": given, "may_change": viewer.may(Permission.WRITE_NOTE),
        "may_give": stands is not None and viewer.may(Permission.WRITE_NOTE),
    }  # fmt: skip
