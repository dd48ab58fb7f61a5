"""What do we change? Where a person sleeps becomes known, and people nobody knows are counted."""

import datetime
import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction

from hjemvej.ground.people.actions import change_person
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import House
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit import actions as audit
from hjemvej.platform.rooms import derive_again

from . import queries, rules
from .models import Confirmation, Situation, StreetObservation


class NobodyCounts(RuntimeError):
    """The system itself sees nobody on the street."""


class KnownOtherwiseMeanwhile(RuntimeError):
    """Somebody wrote where one of them sleeps after it was read."""


class NoNightInBetween(ValueError):
    """A situation that ends before its first night."""


def record_situation(
    *,
    person_id: uuid.UUID,
    kind: str,
    from_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    source: str,
    certainty: str,
    house: House | None = None,
    detail: str = "",
    until_on: datetime.date | None = None,
    expected_until: datetime.date | None = None,
) -> None:
    """The person sleeps so from a night until another (left out), or from now on.

    What was known otherwise of those nights is superseded, never changed; after `until_on` what was known before
    resumes. Knowledge never runs backwards: when `at` is before the last thing we learned, that moment counts.
    """
    if until_on is not None and until_on <= from_on:
        raise NoNightInBetween("Den sidste dag skal ligge efter den første.")
    house_id = house.pk if house else None
    new = rules.Stay(
        kind, from_on, until_on, source, certainty, house_id=house_id, detail=detail, expected_until=expected_until
    )
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).only("pk").get(pk=person_id)  # one writer a person at a time
        known = {queries.stay_of(row): row for row in Situation.objects.filter(person_id=person_id, superseded_at=None)}
        details: dict[str, object] = {"kind": kind, "from_on": from_on.isoformat()}
        if until_on:
            details["until_on"] = until_on.isoformat()
        if any(stay.covers(new) and stay.says_the_same_as(new) for stay in known):
            said = {"source": source, "certainty": certainty, "recorded_at": at}
            Confirmation.objects.create(person_id=person_id, confirmed_on=from_on, **said)
            audit.record("situations.situation_confirmed", by=by, at=at, person_id=person_id, details=details)
            return
        recorded_at = max([at, *(row.recorded_at for row in known.values())])
        wrong, right = rules.replacement(known, new)
        _supersede([known[stay].pk for stay in wrong], recorded_at)
        Situation.objects.bulk_create(_row(stay, person_id, recorded_at) for stay in right)
        audit.record("situations.situation_recorded", by=by, at=at, person_id=person_id, details=details)
        if any(stay.kind == rules.Kind.DEAD for stay in [*wrong, *right]):
            _tell_death(person_id, by=by, at=at)
        derive_again([person_id], from_on=from_on, by=by, at=at)


def _tell_death(person_id: uuid.UUID, *, by: Viewer, at: datetime.datetime) -> None:
    """The day somebody died stands on the record too; where they slept is the one place it is written."""
    dead = Situation.objects.filter(person_id=person_id, superseded_at=None, kind=rules.Kind.DEAD)
    died_on = dead.order_by("from_on").values_list("from_on", flat=True).first()
    change_person(person=Person.objects.get(pk=person_id), changes={"died_on": died_on}, by=by, at=at)


def take_back(*, person_id: uuid.UUID, recorded_at: datetime.datetime, by: Viewer, at: datetime.datetime) -> None:
    """What was recorded at a moment was a mistake: what was known before holds again, unless more was learned since."""
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).only("pk").get(pk=person_id)
        learned = Situation.objects.filter(person_id=person_id, recorded_at__gte=recorded_at)
        if not learned.exists() or learned.filter(recorded_at__gt=recorded_at).exists():
            return
        rows = Situation.objects.filter(person_id=person_id)
        earlier = queries.as_known(recorded_at - datetime.timedelta.resolution)
        before, now = (
            {person_id: [queries.stay_of(row) for row in rows.filter(then)]}
            for then in (earlier, queries.as_known(None))
        )
        record_situations_in_bulk(stays=before, worked_out_from=now, by=by, at=at)


def record_situations_in_bulk(
    *,
    stays: Mapping[uuid.UUID, Iterable[rules.Stay]],
    worked_out_from: Mapping[uuid.UUID, Iterable[rules.Stay]],
    by: Viewer,
    at: datetime.datetime,
) -> None:
    """What is known now of where each of many people sleeps, worked out before with `rules.replacement`.

    Rows that still hold stay as they are, the others are superseded; the database refuses overlaps and gaps.
    """
    with transaction.atomic():
        list(Person.objects.select_for_update(no_key=True).filter(pk__in=stays).order_by("pk").values_list("pk"))
        known: dict[uuid.UUID, dict[rules.Stay, Situation]] = {person_id: {} for person_id in stays}
        for row in Situation.objects.filter(person_id__in=stays, superseded_at=None):
            known[row.person_id][queries.stay_of(row)] = row
        if any(set(known[person_id]) != set(worked_out_from[person_id]) for person_id in stays):
            raise KnownOtherwiseMeanwhile
        recorded_at = max([at, *(row.recorded_at for rows in known.values() for row in rows.values())])
        right = {person_id: set(new) for person_id, new in stays.items()}
        _supersede(
            (row.pk for who, rows in known.items() for stay, row in rows.items() if stay not in right[who]), recorded_at
        )
        rows = [
            _row(stay, who, recorded_at)
            for who, new in right.items()
            for stay in sorted(new - set(known[who]), key=_first_night)
        ]
        Situation.objects.bulk_create(rows, batch_size=1000)
        details: dict[str, object] = {"at_once": len(stays)}
        audit.record_many("situations.situation_recorded", by=by, at=at, person_ids=stays, details=details)
        for who in stays:
            if any(stay.kind == rules.Kind.DEAD for stay in right[who] ^ known[who].keys()):
                _tell_death(who, by=by, at=at)
        changed = [stay.from_on for who in stays for stay in right[who] ^ known[who].keys()]
        derive_again(list(stays), from_on=min(changed, default=None), by=by, at=at)


def _first_night(stay: rules.Stay) -> datetime.date:
    return stay.from_on


def _supersede(ids: Iterable[int], recorded_at: datetime.datetime) -> None:
    Situation.objects.filter(pk__in=list(ids)).update(superseded_at=recorded_at)


def _row(stay: rules.Stay, person_id: uuid.UUID, recorded_at: datetime.datetime) -> Situation:
    return Situation(
        person_id=person_id,
        kind=stay.kind,
        from_on=stay.from_on,
        until_on=stay.until_on,
        house_id=stay.house_id,
        detail=stay.detail,
        expected_until=stay.expected_until,
        source=stay.source,
        certainty=stay.certainty,
        recorded_at=recorded_at,
    )


def count_on_street(
    *,
    seen_at: datetime.datetime,
    where: str,
    people: int,
    by: Viewer,
    at: datetime.datetime,
    signs: str = "",
    key: uuid.UUID | None = None,
) -> StreetObservation:
    """Somebody saw people outside whom they don't know: a number and a place, never a person.

    The same key again, as when a phone sends twice, is the same count.
    """
    if by.user_id is None:
        raise NobodyCounts(by.name)
    key = key or uuid.uuid4()
    with transaction.atomic():
        said = {
            "seen_at": seen_at, "where": where, "people": people, "signs": signs, "organisation_id": by.team_id,
            "recorded_at": at, "recorded_by_id": by.user_id,
        }  # fmt: skip
        observation, is_new = StreetObservation.objects.get_or_create(id=key, defaults=said)
        if is_new:
            audit.record("situations.people_counted_on_street", by=by, at=at, details={"people": people})
    return observation
