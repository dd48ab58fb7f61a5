"""What do we ask about where people sleep? For any day, as known now or as known at another moment.

Row-level security shows each viewer only the people they need to know of.
"""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from hjemvej.ground.law.queries import provision_then
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step
from hjemvej.platform.spans.queries import lasting_on
from hjemvej.platform.spans.rules import lasts_on
from hjemvej.platform.ui.typed_dates import DateNotUnderstood, Period, read_date

from . import rules
from .models import WITHIN_A_MONTH, HomelessSince, Situation, StreetObservation


def as_known(known_at: datetime.datetime | None) -> Q:
    """The rows we held to be true at a moment; none: now."""
    if known_at is None:
        return Q(superseded_at=None)
    return lasting_on(known_at, begins="recorded_at", until="superseded_at")


def situations_on(
    on: datetime.date, *, viewer: Viewer, known_at: datetime.datetime | None = None
) -> QuerySet[Situation]:
    """Everybody's situation on a day; those of whom nothing was known are absent."""
    return viewer.rows_of(Situation).filter(as_known(known_at), lasting_on(on))


def situation_of(
    person_id: uuid.UUID, on: datetime.date, *, viewer: Viewer, known_at: datetime.datetime | None = None
) -> Situation | None:
    """One person's situation on a day."""
    found = situations_on(on, viewer=viewer, known_at=known_at).filter(person_id=person_id)
    return found.select_related("house").first()


def as_known_of(person_id: uuid.UUID, typed: str, *, viewer: Viewer, today: datetime.date) -> dict[str, Any]:
    """What is known of a night, as the form that corrects it begins; nothing where none is asked for or known."""
    try:
        row = situation_of(person_id, read_date(typed, today=today, near="past"), viewer=viewer)
    except DateNotUnderstood:
        return {}
    if row is None or row.says_nothing:
        return {}
    return {
        "kind": row.kind, "house_id": str(row.house_id or ""), "detail": row.detail,
        "expected_until": row.expected_until, "unusable_home": row.unusable_home,
        "has_unusable_home": bool(row.unusable_home),
    }  # fmt: skip


def homeless_anew_after(on: datetime.date) -> datetime.timedelta:
    """So many days elsewhere end a period of homelessness: our own rule, its first version for the days before it."""
    return datetime.timedelta(days=int(provision_then("homeless_anew_after", on).value))


def situations_of(
    person_id: uuid.UUID, *, viewer: Viewer, known_at: datetime.datetime | None = None
) -> list[Situation]:
    """A person's situations in order of time, as known now or at a moment."""
    rows = viewer.rows_of(Situation).filter(as_known(known_at), person_id=person_id)
    return list(rows.select_related("house").order_by("from_on"))


def told_since(person_id: uuid.UUID, *, viewer: Viewer, known_at: datetime.datetime | None = None) -> list[rules.Told]:
    """What was told of when a person's homelessness began before we knew them, as known now or at a moment."""
    rows = viewer.rows_of(HomelessSince).filter(as_known(known_at), person_id=person_id)
    return [told_of_row(row) for row in rows.order_by("by_on", "id")]


def told_of_row(row: HomelessSince) -> rules.Told:
    return rules.Told(row.began_on, row.by_on, row.precision, row.source, row.certainty)


def born(person: Person) -> Period | None:
    """The day or the year of birth, where it is known and no guess."""
    if person.born_on:
        return Period(person.born_on, person.born_on, "day")
    if person.born_year and not person.born_year_is_guess:
        return Period(datetime.date(person.born_year, 1, 1), datetime.date(person.born_year, 12, 31), "year")
    return None


def began(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> rules.Began | None:
    """When the homelessness of a night began; none: not homeless."""
    stays, told = situations_of(person_id, viewer=viewer), told_since(person_id, viewer=viewer)
    return rules.began(map(stay_of, stays), told, on, anew_after=homeless_anew_after(on))


def all_that_was_known(person_id: uuid.UUID, *, viewer: Viewer) -> list[Situation]:
    """Every row ever recorded of a person, superseded ones too, in the order we learned it."""
    rows = viewer.rows_of(Situation).filter(person_id=person_id)
    return list(rows.select_related("house").order_by("recorded_at", "from_on", "id"))


@dataclass(frozen=True)
class Known:
    """One row of the history: a situation, and when we first learned it."""

    situation: Situation
    learned_at: datetime.datetime
    is_homeless: bool
    ethos: str
    is_changed_since: bool  # as known then, but no longer


def stay_of(row: Situation) -> rules.Stay:
    return rules.Stay(
        row.kind, row.from_on, row.until_on, row.source, row.certainty, row.house_id, row.detail, row.expected_until,
        row.unusable_home,
    )  # fmt: skip


def history(rows: Sequence[Situation], *, known_on: datetime.date | None = None) -> list[Known]:
    """Of all that was known of a person: the situations, the latest first, as known now or at the end of a day."""
    known_at = rules.end_of_day(known_on) if known_on else None
    recorded = [_recorded(row) for row in rows]
    held_now = [row.stay for row in recorded if row.superseded_at is None]
    until = known_on + datetime.timedelta(days=1) if known_on else datetime.date.min
    return [
        Known(
            situation=row,
            learned_at=rules.first_learned(_recorded(row), recorded),
            is_homeless=row.kind in rules.HOMELESS and not row.unusable_home,
            ethos=rules.ETHOS_LIGHT.get(row.kind, ""),
            is_changed_since=rules.is_contradicted(stay_of(row), held_now, until),
        )
        for row in sorted(rows, key=lambda row: row.from_on, reverse=True)
        if _is_known(row, known_at)
    ]


def calendar(known: Sequence[Known], last: datetime.date) -> list[rules.Year[Known]]:
    """The same situations as squares, month by month, drawn until the last night."""
    slept = [
        rules.Slept(one.situation.kind, one.situation.from_on, one.situation.until_on, _in_words(one.situation), one)
        for one in known
    ]
    return rules.calendar(slept, last, otherwise=_("ingen har sagt noget"))


def _in_words(row: Situation) -> str:
    return ", ".join(filter(None, [row.get_kind_display().lower(), row.house.name if row.house else ""]))


def _recorded(row: Situation) -> rules.Recorded:
    return rules.Recorded(stay_of(row), row.recorded_at, row.superseded_at)


def _is_known(row: Situation, known_at: datetime.datetime | None) -> bool:
    if known_at is None:
        return row.superseded_at is None
    return lasts_on(known_at, row.recorded_at, row.superseded_at)


def what_we_learned(rows: Sequence[Situation]) -> list[tuple[datetime.datetime, list[Situation]]]:
    """Of all that was known: moment by moment, the latest first, what was new; nights that kept theirs left out."""
    recorded = [_recorded(row) for row in rows]
    moments: dict[datetime.datetime, list[Situation]] = {}
    for row in rows:
        if not rules.predecessor(_recorded(row), recorded):
            moments.setdefault(row.recorded_at, []).append(row)
    return sorted(moments.items(), reverse=True)


def person_card(
    person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date, hides_places: bool = False
) -> dict[str, Any]:
    """What the person page's card shows: where the person sleeps now, since when, and what came before.

    `hides_places`: the kind of place alone; which one is told in the history, to whoever asks for it.
    """
    rows = [row for row in situations_of(person_id, viewer=viewer) if row.from_on <= on]
    now = rows[-1] if rows else None
    told = told_since(person_id, viewer=viewer) if rows else []
    return {
        "person_id": person_id,
        "hides_places": hides_places,
        "situation": now,
        "is_homeless": now is not None and now.kind in rules.HOMELESS,
        "began": rules.began(map(stay_of, rows), told, on, anew_after=homeless_anew_after(on)),
        "asks": rules.question(stay_of(now), on) if now else "",
        "earlier": rows[-2:-5:-1],
        "may_change": viewer.may(Permission.EDIT_PERSON),
        "on": on,
    }


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """On the day's page: whose stay was to be over by now, so that somebody asks where they sleep."""
    if not viewer.may(Permission.EDIT_PERSON):
        return []
    on = night_of(at)
    month_is_over = Q(kind__in=WITHIN_A_MONTH, expected_until=None, from_on__lt=on - rules.ONE_MONTH)
    rows = viewer.rows_of(Situation).filter(
        Q(expected_until__lte=on) | month_is_over, superseded_at=None, until_on=None
    )
    return [_step(row, on) for row in rows.select_related("person").order_by("from_on")]


def _step(row: Situation, on: datetime.date) -> Step:
    stay = stay_of(row)
    return Step(
        due_at=rules.begins_at(rules.asked_from(stay) or on), chip=_("spørg"), kind="soon",
        title=row.person.name.with_code, why=f"{row.get_kind_display()} · {rules.question(stay, on)}",
        url=reverse("situations:record_situation", args=[row.person_id]), action=_("Skriv, hvor"),
        person_id=row.person_id, title_url=reverse("staff:person", args=[row.person_id]), is_deadline=False,
    )  # fmt: skip


def street_observations(
    *, viewer: Viewer, from_at: datetime.datetime, until_at: datetime.datetime
) -> QuerySet[StreetObservation]:
    """Anonymous counts, the latest first: the municipality's team sees all, another organisation its own."""
    rows = StreetObservation.objects.filter(seen_at__gte=from_at, seen_at__lt=until_at)
    if viewer.scope != "system" and viewer.organisation_kind != Organisation.Kind.TEAM:
        rows = rows.filter(organisation_id=viewer.team_id)
    return rows.select_related("organisation").order_by("-seen_at")


def places_seen(observations: QuerySet[StreetObservation]) -> Sequence[Mapping[str, Any]]:
    """The same counts by place: how many times, how many people at the most, when last."""
    rows = observations.order_by().values("where").annotate(most=Max("people"), last=Max("seen_at"), times=Count("pk"))
    return list(rows.order_by("-last"))
