"""How is it written that we tried? An attempt as it went, and the one that is planned: who goes there, and when."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from hjemvej.efforts.prevention.actions.holding import hold_case
from hjemvej.efforts.prevention.models import Attempt, PreventionCase
from hjemvej.ground.casework.queries.coordination import who_work_here
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import day_of

from . import queries, rules


class HasNotHappened(Refused):
    """An attempt is written once it has been made."""

    field = "day"


class CannotEndSo(Refused):
    """A letter is not met at the door, and nobody leaves a card on the phone."""

    field = "outcome"


class DayIsOver(Refused):
    """What is planned lies ahead."""

    field = "day"


class NotAColleague(Refused):
    """Who is to go there is not in the team today."""

    field = "worker"


@dataclass(frozen=True)
class Said:
    """An attempt as it was written, or as it is planned."""

    kind: str
    day: datetime.date
    part: str = ""
    outcome: str = rules.Outcome.PLANNED
    words: str = ""


def log_attempt(*, case: PreventionCase, said: Said, by: Viewer, at: datetime.datetime) -> Attempt:
    """Write how an attempt went. It settles the planned one of its kind; once we have talked, none is needed."""
    if said.day > day_of(at):
        raise HasNotHappened(_("Skriv, hvornår I prøvede: i dag eller før. Er det til senere, så planlæg det."))
    if against := rules.why_not(said.kind, said.outcome):
        raise CannotEndSo(against)
    with transaction.atomic():
        held = hold_case(case)
        planned = queries.planned_of(held, viewer=by)
        settles = planned is not None and planned.kind == said.kind
        attempt = planned if planned and settles else Attempt(case=held, person_id=held.person_id, written_at=at)
        attempt.worker_id = by.signed_in_id
        attempt.kind, attempt.day, attempt.part = said.kind, said.day, said.part
        attempt.outcome, attempt.settled_at = said.outcome, max(at, attempt.written_at)
        attempt.words = said.words.strip() or attempt.words
        attempt.save()
        details: dict[str, object] = {"attempt": str(attempt.pk), "kind": said.kind, "outcome": said.outcome}
        record("prevention.attempt_logged", by=by, at=at, person_id=held.person_id, details=details)
        if said.outcome == rules.Outcome.REACHED and planned and not settles:
            _call_off(planned, by, at)
        return attempt


def plan_attempt(
    *, case: PreventionCase, said: Said, worker_id: uuid.UUID, by: Viewer, at: datetime.datetime
) -> Attempt:
    """Plan the next attempt: what, when, who goes there. A case has one plan; a new one takes its place."""
    if said.day < day_of(at):
        raise DayIsOver(_("Den dag er gået. Vælg i dag eller en dag, der kommer."))
    if not who_work_here(day_of(at), viewer=by).filter(pk=worker_id).exists():
        raise NotAColleague(_("Vælg en kollega, der er med i teamet i dag."))
    with transaction.atomic():
        held = hold_case(case)
        attempt = queries.planned_of(held, viewer=by) or Attempt(case=held, person_id=held.person_id, written_at=at)
        attempt.worker_id, attempt.kind, attempt.day, attempt.part = worker_id, said.kind, said.day, said.part
        attempt.outcome, attempt.words = rules.Outcome.PLANNED, said.words.strip()
        attempt.save()
        details: dict[str, object] = {"attempt": str(attempt.pk), "kind": said.kind}
        record("prevention.attempt_planned", by=by, at=at, person_id=held.person_id, details=details)
        return attempt


def _call_off(planned: Attempt, by: Viewer, at: datetime.datetime) -> None:
    planned.outcome, planned.settled_at = rules.Outcome.CALLED_OFF, max(at, planned.written_at)
    planned.save(update_fields=["outcome", "settled_at"])
    details: dict[str, object] = {"attempt": str(planned.pk)}
    record("prevention.attempt_called_off", by=by, at=at, person_id=planned.person_id, details=details)
