"""How was the night? Made up at 04:00 for everybody we know of, and corrected in the morning when more is known."""

import datetime
import uuid
from collections import Counter, defaultdict

from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Night, Occupancy, PlaceRequest, SettledNight, SpellNights
from hjemvej.efforts.safe_night.mornings.queries.mornings import stays_on
from hjemvej.efforts.safe_night.mornings.queries.unsettled import unsettled_nights
from hjemvej.efforts.safe_night.placing.actions.handing_back import close_hand_over
from hjemvej.efforts.safe_night.placing.queries.handed_over import courses_until, handed_over
from hjemvej.efforts.safe_night.placing.queries.tried import what_was_tried
from hjemvej.ground.law.queries import provisions_on
from hjemvej.ground.retention.rules import week_of
from hjemvej.ground.shelters.rules import night_of
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.queries import situations_on
from hjemvej.platform.access.again import do_again
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.actions import record
from hjemvej.platform.rooms import Leaving

Status, Outcome = Occupancy.Status, Night.Outcome
DAY = datetime.timedelta(days=1)
MADE_UP_AGAIN = 3  # nights; what is made up already stays


def settle_nights(*, by: Viewer, at: datetime.datetime) -> list[datetime.date]:
    """Make up every night that is over and not made up, however long the machine slept; the first come first.

    Each night is a step of its own, and one that fails does not stop the others. The latest nights are made up again,
    for what a house wrote afterwards.
    """
    with looking_as(by):
        undone = unsettled_nights(viewer=by, at=at)
    latest = [night_of(at) - number * DAY for number in range(MADE_UP_AGAIN, 0, -1)]
    failed: list[Exception] = []
    for night in sorted({*undone, *latest}):
        try:
            do_again(lambda night=night: settle_night(night=night, by=by, at=at))  # type: ignore[misc]
        except DatabaseError as problem:
            failed.append(problem)
    if failed:
        raise failed[0]
    return undone


def settle_night(*, night: datetime.date, by: Viewer, at: datetime.datetime) -> dict[str, int]:
    """Write the night of every person, once; a corrected night stays corrected. `by` is the system itself."""
    with transaction.atomic(), looking_as(by):
        held = Occupancy.objects.filter(status=Status.HELD, from_night__lte=night)
        held.update(status=Status.EXPIRED, held_until=None)
        nights = _safe(night, at, by)
        nights |= {key: row for key, row in _without(night, at, by).items() if key not in nights}
        nights |= {key: row for key, row in _on_the_street(night, at, by).items() if key not in nights}
        before = Night.objects.filter(night=night).count()
        Night.objects.bulk_create(nights.values(), ignore_conflicts=True, batch_size=1000)
        _close_requests(night, at, by)
        for course in courses_until(night, viewer=by):
            close_hand_over(course.person_id, _("Natten er gjort op"), by=by, at=at)
        _end_stays(night, at)
        _close_needs(at)
        SettledNight.objects.bulk_create([SettledNight(night=night, settled_at=at)], ignore_conflicts=True)
        made = Night.objects.filter(night=night).count() - before
        if made:
            details: dict[str, object] = {"night": night.isoformat(), "people": made}
            record("safe_night.night_made_up", by=by, at=at, details=details)
    return {outcome: sum(row.outcome == outcome for row in nights.values()) for outcome in Outcome}


def correct_night(
    *,
    person_id: uuid.UUID,
    night: datetime.date,
    outcome: str,
    what_happened: str,
    by: Viewer,
    at: datetime.datetime,
    house_id: uuid.UUID | None = None,
    slept_outside: bool = False,
) -> Night:
    """Write what is known now of a night; the log keeps the earlier version. Sleeping outside is a situation too."""
    values = {
        "outcome": Outcome(outcome), "what_happened": what_happened[:300], "house_id": house_id, "recorded_at": at,
    }  # fmt: skip
    with transaction.atomic():
        row, _made = Night.objects.update_or_create(person_id=person_id, night=night, defaults=values)
        if slept_outside and outcome == Outcome.UNSAFE:
            later = Situation.objects.filter(person_id=person_id, superseded_at=None, from_on__gt=night)
            record_situation(
                person_id=person_id,
                kind=Situation.Kind.STREET,
                from_on=night,
                until_on=night + DAY if later.exists() else None,
                source=_("Morgenen efter"),
                certainty=Situation.Certainty.TOLD,
                detail=what_happened[:200],
                by=by,
                at=at,
            )
        details: dict[str, object] = {"night": night.isoformat(), "outcome": outcome}
        record("safe_night.night_corrected", by=by, at=at, person_id=person_id, details=details)
    return row


def leave_nights(leaving: Leaving) -> None:
    """Keep how many nights of each week the citizen was safe, unsafe and missing, for the figures of those months."""
    weeks: dict[datetime.date, Counter[str]] = defaultdict(Counter)
    for night, outcome in (
        leaving.viewer.rows_of(Night).filter(person_id=leaving.person_id).values_list("night", "outcome")
    ):
        weeks[week_of(night)][outcome] += 1
    SpellNights.objects.bulk_create(
        SpellNights(
            spell_id=leaving.spell_id,
            week_on=week,
            safe=nights[Outcome.SAFE],
            unsafe=nights[Outcome.UNSAFE],
            missing=nights[Outcome.MISSING],
        )
        for week, nights in sorted(weeks.items())
    )


def _safe(night: datetime.date, at: datetime.datetime, by: Viewer) -> dict[uuid.UUID, Night]:
    stays = stays_on(night, viewer=by).values_list("person_id", "house_id")
    return {
        person_id: Night(person_id=person_id, night=night, outcome=Outcome.SAFE, house_id=house_id, recorded_at=at)
        for person_id, house_id in stays
    }


def _without(night: datetime.date, at: datetime.datetime, by: Viewer) -> dict[uuid.UUID, Night]:
    """People with a request or a hand-over: missing if a place was held that they did not come to, else unsafe."""
    waiting = list(PlaceRequest.objects.filter(night=night, status=PlaceRequest.Status.WAITING))
    tried = what_was_tried([request.pk for request in waiting], night, viewer=by)
    found = {
        course.person_id: Night(
            person_id=course.person_id, night=night, outcome=Outcome.UNSAFE, recorded_at=at,
            what_happened=(_("Ingen nåede at finde en plads. %s") % course.opened_because)[:300],
        )
        for course in handed_over(night, viewer=by)
    }  # fmt: skip
    for request in waiting:
        met = tried[request.pk]
        outcome = Outcome.MISSING if met.was_kept else Outcome.UNSAFE
        words = ". ".join(text[:1].upper() + text[1:] for text in met.words) or _("Ingen plads blev fundet")
        found[request.person_id] = Night(
            person_id=request.person_id, night=night, outcome=outcome, what_happened=f"{words}."[:300], recorded_at=at
        )
    return found


def _on_the_street(night: datetime.date, at: datetime.datetime, by: Viewer) -> dict[uuid.UUID, Night]:
    """Write the nights of people known to sleep outside without a request: the figures must not lose them."""
    outside = situations_on(night, viewer=by).filter(kind=Situation.Kind.STREET).values_list("person_id", flat=True)
    words = _("Sover ude, så vidt vi ved. Ingen bad om en plads.")
    return {
        person_id: Night(person_id=person_id, night=night, outcome=Outcome.UNSAFE, what_happened=words, recorded_at=at)
        for person_id in outside
    }


def _close_requests(night: datetime.date, at: datetime.datetime, by: Viewer) -> None:
    waiting = PlaceRequest.objects.filter(night=night, status=PlaceRequest.Status.WAITING)
    slept = stays_on(night, viewer=by).values("person_id")
    waiting.filter(person_id__in=slept).update(status=PlaceRequest.Status.PLACED, closed_at=at)
    waiting.update(status=PlaceRequest.Status.UNMET, closed_at=at)


def _end_stays(night: datetime.date, at: datetime.datetime) -> None:
    """A night café is empty in the morning; a stay of so many nights is over."""
    over = Occupancy.objects.filter(status=Status.STAYING, until_night__lte=night + DAY)
    over.update(status=Status.ENDED, left_at=at)


def _close_needs(at: datetime.datetime) -> None:
    """A house no longer sees a guest who left so many days ago as the rule says, or who never came."""
    rule = provisions_on(localdate(at)).get("need_ends_after_stay")
    if rule is None:
        return
    left = at - datetime.timedelta(days=int(rule.value))
    guests = NeedToKnow.objects.filter(basis=NeedToKnow.Basis.GUEST, until_at=None)
    there = Q(status__in=(Status.HELD, Status.STAYING)) | Q(left_at__gt=left) | Q(made_at__gt=at - DAY)
    kept = Occupancy.objects.filter(
        there, person_id=OuterRef("person_id"), house__organisation_id=OuterRef("organisation_id")
    )
    guests.filter(~Exists(kept), from_at__lt=at - DAY).update(until_at=at)
