"""What do we change? Where a person sleeps becomes known, and people nobody knows are counted."""

import datetime
import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction

from hjemvej.ground.people.actions import change_person
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import House
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit import actions as audit
from hjemvej.platform.rooms import derive_again
from hjemvej.platform.ui.refusals import Refused

from . import queries, rules
from .models import Confirmation, HomelessSince, Situation, StreetObservation


class NobodyCounts(RuntimeError):
    """The system itself sees nobody on the street."""


class KnownOtherwiseMeanwhile(RuntimeError):
    """Somebody wrote where one of them sleeps after it was read."""


class NoNightInBetween(ValueError):
    """A situation that ends before its first night."""


class BeganOtherwise(Refused):
    """The homelessness cannot have begun when it was told to; the message says why, and what to do."""

    field = "homeless_since"


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
    unusable_home: str = "",
    homeless_since: rules.Said | None = None,
) -> None:
    """The person sleeps so from a night until another (left out), or from now on; homeless perhaps before we knew them.

    What was known otherwise of those nights is superseded, never changed; after `until_on` what was known before
    resumes. Knowledge never runs backwards: when `at` is before the last thing we learned, that moment counts.
    """
    if until_on is not None and until_on <= from_on:
        raise NoNightInBetween("Den sidste dag skal ligge efter den første.")
    new = rules.Stay(
        kind, from_on, until_on, source, certainty, house_id=house.pk if house else None, detail=detail,
        expected_until=expected_until, unusable_home=unusable_home,
    )  # fmt: skip
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).only("pk").get(pk=person_id)  # one writer a person at a time
        _write_stay(person_id, new, by=by, at=at)
        if homeless_since:
            say_homeless_since(person_id=person_id, said=homeless_since, slept_from=from_on, by=by, at=at)


def _write_stay(person_id: uuid.UUID, new: rules.Stay, *, by: Viewer, at: datetime.datetime) -> None:
    """Supersede what the new stay contradicts; what says nothing new is a confirmation."""
    known = {queries.stay_of(row): row for row in Situation.objects.filter(person_id=person_id, superseded_at=None)}
    details: dict[str, object] = {"kind": new.kind, "from_on": new.from_on.isoformat()}
    if new.until_on:
        details["until_on"] = new.until_on.isoformat()
    if any(stay.covers(new) and stay.says_the_same_as(new) for stay in known):
        said = {"source": new.source, "certainty": new.certainty, "recorded_at": at}
        Confirmation.objects.create(person_id=person_id, confirmed_on=new.from_on, **said)
        audit.record("situations.situation_confirmed", by=by, at=at, person_id=person_id, details=details)
        return
    recorded_at = max([at, *(row.recorded_at for row in known.values())])
    wrong, right = rules.replacement(known, new)
    _supersede([known[stay].pk for stay in wrong], recorded_at)
    Situation.objects.bulk_create(_row(stay, person_id, recorded_at) for stay in right)
    audit.record("situations.situation_recorded", by=by, at=at, person_id=person_id, details=details)
    if any(stay.kind == rules.Kind.DEAD for stay in [*wrong, *right]):
        _tell_death(person_id, by=by, at=at)
    derive_again([person_id], from_on=new.from_on, by=by, at=at)


def say_homeless_since(
    *, person_id: uuid.UUID, said: rules.Said, slept_from: datetime.date, by: Viewer, at: datetime.datetime
) -> None:
    """The homelessness of that night began before we knew the citizen; what was told of it before is corrected."""
    with transaction.atomic():
        person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
        on, known = night_of(at), _known_stays(person_id)
        anew_after = queries.homeless_anew_after(on)
        told = said.told_of(rules.homeless_since(known, slept_from, anew_after=anew_after) or slept_from, on)
        words = rules.objection(
            told, known=known, slept_from=slept_from, on=on, anew_after=anew_after, born=queries.born(person)
        )
        if words:
            raise BeganOtherwise(words)
        before = _told_of_the_same(person_id, known, slept_from, anew_after)
        if [queries.told_of_row(row) for row in before] == [told]:
            return
        recorded_at = _supersede_since(before, at)
        HomelessSince.objects.create(
            person_id=person_id, began_on=told.began_on, by_on=told.by_on, precision=told.precision,
            source=told.source, certainty=told.certainty, recorded_at=recorded_at,
        )  # fmt: skip
        audit.record("situations.homeless_since_told", by=by, at=at, person_id=person_id)


def take_back_homeless_since(*, person_id: uuid.UUID, by: Viewer, at: datetime.datetime) -> None:
    """What was told of when the homelessness of tonight began does not hold: we know only where they have slept."""
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).only("pk").get(pk=person_id)
        on = night_of(at)
        before = _told_of_the_same(person_id, _known_stays(person_id), on, queries.homeless_anew_after(on))
        if before:
            _supersede_since(before, at)
            audit.record("situations.homeless_since_taken_back", by=by, at=at, person_id=person_id)


def _known_stays(person_id: uuid.UUID) -> list[rules.Stay]:
    return [queries.stay_of(row) for row in Situation.objects.filter(person_id=person_id, superseded_at=None)]


def _told_of_the_same(
    person_id: uuid.UUID, known: list[rules.Stay], night: datetime.date, anew_after: datetime.timedelta
) -> list[HomelessSince]:
    """What holds now of when the homelessness of a night began."""
    return [
        row
        for row in HomelessSince.objects.filter(person_id=person_id, superseded_at=None)
        if rules.is_of_the_same(queries.told_of_row(row), known, night, anew_after=anew_after)
    ]


def _supersede_since(rows: list[HomelessSince], at: datetime.datetime) -> datetime.datetime:
    moment = max([at, *(row.recorded_at for row in rows)])
    HomelessSince.objects.filter(pk__in=[row.pk for row in rows]).update(superseded_at=moment)
    return moment


def _tell_death(person_id: uuid.UUID, *, by: Viewer, at: datetime.datetime) -> None:
    """The day somebody died stands on the record too; where they slept is the one place it is written."""
    dead = Situation.objects.filter(person_id=person_id, superseded_at=None, kind=rules.Kind.DEAD)
    died_on = dead.order_by("from_on").values_list("from_on", flat=True).first()
    change_person(person=Person.objects.get(pk=person_id), changes={"died_on": died_on}, by=by, at=at)


def confirm_in_bulk(
    *,
    person_ids: Iterable[uuid.UUID],
    confirmed_on: datetime.date,
    source: str,
    certainty: str,
    by: Viewer,
    at: datetime.datetime,
) -> None:
    """Many were met or heard of on a day, as on a team's own list; the same said again of a day is not kept twice."""
    with transaction.atomic():
        said = Confirmation.objects.filter(confirmed_on=confirmed_on, source=source, certainty=certainty)
        ids = set(person_ids) - set(said.filter(person_id__in=person_ids).values_list("person_id", flat=True))
        told = {"confirmed_on": confirmed_on, "source": source, "certainty": certainty, "recorded_at": at}
        Confirmation.objects.bulk_create(
            [Confirmation(person_id=person_id, **told) for person_id in sorted(ids)], batch_size=1000
        )
        details: dict[str, object] = {"from_on": confirmed_on.isoformat(), "at_once": len(ids)}
        audit.record_many("situations.situation_confirmed", by=by, at=at, person_ids=ids, details=details)


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
        unusable_home=stay.unusable_home,
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
