"""What is to be done, and when? The law's day stands; our own, and our own service goals, move with a reason."""

import datetime
import uuid

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework import queries
from hjemvej.ground.casework.models import Task
from hjemvej.ground.casework.rules import GIVEN_BACK
from hjemvej.ground.needs.actions import refuse_under_glass
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused


class TaskAlreadyDone(Refused):
    """Somebody did it meanwhile."""

    level = messages.INFO


class LawsDayStands(Refused):
    """The law set this day; nobody here can move it."""


class WithoutReason(Refused):
    """A day is moved, and no reason given."""

    field = "why"


def add_task(
    *, person_id: uuid.UUID, organisation_id: uuid.UUID, kind: str, title: str, due_at: datetime.datetime, by: Viewer,
    at: datetime.datetime, law_key: str = "", clock_started_on: datetime.date | None = None,
    assigned_to_id: uuid.UUID | None = None,
) -> Task:  # fmt: skip
    """Something to be done by a day; `law_key` names the rule when the law says so."""
    if organisation_id == by.organisation_id:
        refuse_under_glass(person_id, by=by, at=at)
    with transaction.atomic():
        task = Task.objects.create(
            person_id=person_id,
            organisation_id=organisation_id,
            kind=kind,
            title=title.strip(),
            law_key=law_key,
            clock_started_on=clock_started_on,
            due_at=due_at,
            assigned_to_id=assigned_to_id,
            created_at=at,
            created_by_id=by.user_id,
        )
        record("casework.task_added", by=by, at=at, person_id=person_id, details=_details(task))
        return task


def complete_task(*, task: Task, outcome: str, by: Viewer, at: datetime.datetime) -> Task:
    """It is done, and how it went is on the timeline."""
    with transaction.atomic():
        task = _open(task)
        task.done_at, task.done_by_id, task.outcome = at, by.user_id, outcome.strip()
        task.save(update_fields=["done_at", "done_by_id", "outcome"])
        record("casework.task_completed", by=by, at=at, person_id=task.person_id, details=_details(task))
        return task


def complete_given_back(*, person_id: uuid.UUID, by: Viewer, at: datetime.datetime) -> None:
    """The sender need not look at who came back any more: somebody follows up now, or has been asked to."""
    for task in by.rows_of(Task).filter(person_id=person_id, kind=GIVEN_BACK, done_at=None):
        complete_task(task=task, outcome=_("Der blev fulgt op"), by=by, at=at)


def postpone_task(*, task: Task, due_at: datetime.datetime, why: str, by: Viewer, at: datetime.datetime) -> Task:
    """Another day, with the reason in the log."""
    if not why.strip():
        raise WithoutReason(_("Skriv kort hvorfor, så kolleger kan forstå det."))
    with transaction.atomic():
        task = _open(task)
        if not queries.with_clocks([task], on=localdate(at))[0].may_wait:
            raise LawsDayStands(
                _("Fristen står i loven og kan ikke flyttes. Gør opgaven færdig, eller skriv et notat.")
            )
        details = {**_details(task), "from": task.due_at.isoformat(), "to": due_at.isoformat()}
        task.due_at = due_at
        task.save(update_fields=["due_at"])
        record("casework.task_postponed", by=by, at=at, person_id=task.person_id, why=why.strip(), details=details)
        return task


def extend_task(
    *, task: Task, due_at: datetime.datetime, law_key: str, why: str, by: Viewer, at: datetime.datetime
) -> Task:
    """The law itself gives longer (the citizen has been told why): from now on this rule of it explains the day."""
    with transaction.atomic():
        task = _open(task)
        details = {**_details(task), "from": task.due_at.isoformat(), "to": due_at.isoformat()}
        task.due_at, task.law_key = due_at, law_key
        task.save(update_fields=["due_at", "law_key"])
        record("casework.task_postponed", by=by, at=at, person_id=task.person_id, why=why.strip(), details=details)
        return task


def _open(task: Task) -> Task:
    """The task as it stands now, locked until the change is written."""
    task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if task.done_at:
        raise TaskAlreadyDone(_("Opgaven er allerede klaret."))
    return task


def _details(task: Task) -> dict[str, object]:
    return {"task": str(task.pk), "kind": task.kind}
