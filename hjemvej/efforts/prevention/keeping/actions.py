"""What happens to signals by the clock? Their clocks are reckoned anew, the last days begin, and who is alone goes."""

import datetime
import uuid

from django.db import transaction
from django.utils.timezone import localdate

from hjemvej.efforts.prevention.actions.settling import set_due, settle_by_number
from hjemvej.efforts.prevention.models import PreventionCase, Signal
from hjemvej.efforts.prevention.queries import with_clocks_running
from hjemvej.efforts.prevention.rules import keeping
from hjemvej.ground.people import cpr
from hjemvej.ground.retention.actions import CaseIsAlive, erase_person
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.actions import record
from hjemvej.platform.sealing import seals

from . import queries

BECAUSE = "Kun kendt af et signal, der førte ingen steder hen"


def renew_due(*, by: Viewer, at: datetime.datetime) -> None:
    """Reckon anew what is due: a need may have become known since, and the day of a demand be over.

    What a partner sent with a number we know is settled here, and never in the partner's own request.
    """
    with looking_as(by):
        found = with_clocks_running(viewer=by)
        for signal in found:
            settle_by_number(signal, by=by, at=at)
            set_due(signal, viewer=by, at=at)


def note_counted(*, case: PreventionCase, on: datetime.date, by: Viewer, at: datetime.datetime) -> int:
    """The outcome after twelve months is counted: from now on its signals are kept for the law's last days only."""
    with transaction.atomic():
        changed = Signal.objects.filter(case=case, kept_as=keeping.IN_CASE).update(
            kept_from=on, kept_as=keeping.COUNTED
        )
        details: dict[str, object] = {"case": str(case.pk), "signals": changed}
        record("prevention.outcome_counted", by=by, at=at, person_id=case.person_id, details=details)
        return changed


def erase_who_is_alone(*, by: Viewer, at: datetime.datetime) -> int:
    """Erase the citizens whom we know by a signal alone, when it is not kept any longer; return how many."""
    gone, on = 0, localdate(at)
    with looking_as(by):
        waiting = queries.made_by_signals_due(viewer=by, on=on)
    for person_id in waiting:
        gone += _erase_alone(person_id, by=by, at=at)
    return gone


def _erase_alone(person_id: uuid.UUID, *, by: Viewer, at: datetime.datetime) -> bool:
    """Erase a citizen whom nothing but signals names; of another the signal goes alone, by its own rule."""
    with looking_as(by):
        is_alone = queries.is_known_by_signals_alone(person_id, viewer=by)
        if is_alone:
            try:
                erase_person(person_id, by=by, at=at, because=BECAUSE, is_archived=False)
            except CaseIsAlive:
                is_alone = False
        if not is_alone:
            Signal.objects.filter(person_id=person_id).update(has_made_person=False)
        return is_alone


def seal_numbers_anew(*, by: Viewer, at: datetime.datetime) -> int:
    """Seal the numbers of signals that are about nobody yet with the first key; return how many. May be run again."""
    with transaction.atomic():
        stored = Signal.objects.exclude(cpr_encrypted="").select_for_update(no_key=True).only("id", "cpr_encrypted")
        old = [one for one in stored.order_by("id") if not seals.is_current(one.cpr_encrypted)]
        for one in old:
            one.cpr_encrypted = cpr.encrypt(cpr.decrypt(one.cpr_encrypted))
        count = Signal.objects.bulk_update(old, ["cpr_encrypted"]) if old else 0
        details: dict[str, object] = {"key": seals.current_key_id(), "count": count}
        record("prevention.numbers_sealed_anew", by=by, at=at, details=details)
        return count
