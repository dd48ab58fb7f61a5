"""How does the count learn how far each signal came? Reached, helped, and a home after three, six and twelve months."""

import datetime

from django.db import transaction
from django.utils.timezone import localdate

from hjemvej.efforts.prevention.keeping.actions import note_counted
from hjemvej.efforts.prevention.models import PreventionCase, SignalTrace
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.actions import record

from . import queries, rules

LAST = max(rules.MONTHS)


def follow_outcomes(*, by: Viewer, at: datetime.datetime) -> int:
    """Write on the traces how far their cases came by now; return how many homes were counted."""
    with looking_as(by), transaction.atomic():
        _note_how_far(by)
        counted = sum(_count_homes(months, by=by, at=at) for months in rules.MONTHS)
        if counted:
            record("prevention.outcomes_followed", by=by, at=at, details={"counted": counted})
        return counted


def _note_how_far(by: Viewer) -> None:
    """What was once so stays so when what told of it is gone; only an answer may be changed while its case is here."""
    answers = PreventionCase.Answer
    queries.newly_reached(viewer=by).update(is_reached=True)
    queries.newly_preceded(viewer=by).update(is_preceded=True)
    queries.answered(answers.HELP, is_helped=True, viewer=by).update(is_helped=True, is_reached=True)
    queries.answered(answers.DECIDED, is_helped=False, viewer=by).update(is_helped=False)


def _count_homes(months: int, *, by: Viewer, at: datetime.datetime) -> int:
    cases = queries.asked_today(months, viewer=by, on=localdate(at))
    for case in cases:
        if case.closed_at is None:
            continue
        day = rules.asked_on(localdate(case.closed_at), months)
        home = rules.still_home(queries.known_of(case.person_id, day, at=at, viewer=by))
        SignalTrace.objects.filter(signal__case=case).update(**{f"home_{months}": home})
        if months == LAST:
            note_counted(case=case, on=localdate(at), by=by, at=at)  # its signals are not needed any longer
    return len(cases)
