"""How was the night of everybody we know of? Made up at 04:00, and what the night leaves open is closed."""

import datetime
from collections import Counter

from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Occupancy, Outcome, PlaceRequest, SettledNight
from hjemvej.efforts.safe_night.mornings.queries.mornings import stays_on
from hjemvej.efforts.safe_night.mornings.queries.unsettled import unsettled_nights
from hjemvej.efforts.safe_night.mornings.queries.verdicts import verdicts_of
from hjemvej.efforts.safe_night.placing.actions.handing_back import close_hand_over
from hjemvej.efforts.safe_night.placing.queries.handed_over import courses_until
from hjemvej.ground.law.queries import provisions_on
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.again import do_again
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.actions import record

from .deriving import write_verdicts

Status = Occupancy.Status
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
    """Write the night of every person as far as it is known; again, it changes only what was corrected since.

    `by` is the system itself.
    """
    with transaction.atomic(), looking_as(by):
        held = Occupancy.objects.filter(status=Status.HELD, from_night__lte=night)
        held.update(status=Status.EXPIRED, held_until=None)
        _close_requests(night, at, by)
        verdicts = verdicts_of([night], viewer=by)
        made = write_verdicts(verdicts, [night], at=at)
        for course in courses_until(night, viewer=by):
            close_hand_over(course.person_id, _("Natten er gjort op"), by=by, at=at)
        _end_stays(night, at)
        _close_needs(at)
        SettledNight.objects.bulk_create([SettledNight(night=night, settled_at=at)], ignore_conflicts=True)
        if made:
            details: dict[str, object] = {"night": night.isoformat(), "people": len(made)}
            record("safe_night.night_made_up", by=by, at=at, details=details)
    counted = Counter(verdict.outcome for verdict in verdicts.values())
    return {outcome: counted[outcome] for outcome in Outcome}


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
