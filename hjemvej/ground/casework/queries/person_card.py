"""What does the person page show of the work? Clocks and next steps, and the latest on the timeline."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from hjemvej.ground.casework import rules
from hjemvej.ground.casework.models import Draft, Task
from hjemvej.ground.law.queries import deadlines
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import task_kinds
from hjemvej.platform.ui.timeline import folded

from .coordination import coordinator_of, courses_of
from .drafts import drafts_of, written_on
from .tasks import tasks_of
from .timeline import timeline

ON_THE_CARD = 8
READ_FOR_THE_CARD = 3 * ON_THE_CARD  # what the machine wrote lies under what people did


@dataclass(frozen=True)
class ShownTask:
    """A task with the words that say how long there is left, and the law's reason where there is one."""

    task: Task
    clock: rules.Clock
    why: str
    may_wait: bool = True
    url: str = ""


def clocks_card(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:
    """What the first part shows: clocks that run, next steps, and who coordinates."""
    shown = with_clocks(list(tasks_of(person_id, viewer=viewer)), on=on)
    return {
        "person_id": person_id,
        "on": on,
        "legal_tasks": [one for one in shown if one.task.law_key],
        "own_tasks": [one for one in shown if not one.task.law_key],
        "next_task": shown[0] if shown else None,
        "coordination": coordinator_of(person_id, viewer=viewer),
        "may_change": viewer.may(Permission.WRITE_NOTE),
    }


def courses_card(person_id: uuid.UUID, *, viewer: Viewer) -> dict[str, Any]:
    """What `casework/_courses.html` shows: the coordinator and the open courses."""
    return {
        "person_id": person_id,
        "courses": list(courses_of(person_id, viewer=viewer).filter(closed_at=None)),
        "coordination": coordinator_of(person_id, viewer=viewer),
        "may_change": viewer.may(Permission.WRITE_NOTE),
    }


def person_card(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:  # noqa: ARG001 -- each card takes the same
    """What `casework/_card.html` shows: what happened, the person's latest own words, and what is being written."""
    entries = folded(timeline(person_id, viewer=viewer, limit=READ_FOR_THE_CARD))[:ON_THE_CARD]
    return {
        "person_id": person_id,
        "drafts": [kept for draft in drafts_of(person_id, viewer=viewer) if (kept := _shown_draft(draft))],
        "entries": entries,
        "own_words": next((one for one in entries if one.quote and one.is_by_the_citizen), None),
        "may_change": viewer.may(Permission.WRITE_NOTE),
    }


def _shown_draft(draft: Draft) -> dict[str, Any] | None:
    form, address = written_on(draft, draft.person_id) or (None, "")
    if form is None or not form.is_about_a_person:
        return None
    return {"name": form.label, "url": address, "saved_at": draft.saved_at}


def with_clocks(tasks: list[Task], *, on: datetime.date) -> list[ShownTask]:
    """Each task with its clock and the law's words; the law is asked once."""
    clocks = {(task.law_key, task.clock_started_on) for task in tasks if task.law_key and task.clock_started_on}
    law = deadlines(clocks, told_on=on) if clocks else {}
    shown = []
    for task in tasks:
        found = law.get((task.law_key, task.clock_started_on)) if task.clock_started_on else None
        may_wait = found.rule.is_our_own_goal if found else not task.law_key
        why = found.explanation if found else ""
        shown.append(ShownTask(task, rules.clock(task.due_at, on=on), why, may_wait, _page_of(task)))
    return shown


def page_elsewhere(task: Task) -> str:
    """Return the address of the page on which the task's own room does it; nothing where it is done on its own page."""
    kind = task_kinds().get(task.kind)
    return reverse(kind.opens, args=[task.pk]) if kind and kind.opens else ""


def _page_of(task: Task) -> str:
    return page_elsewhere(task) or reverse("casework:task", args=[task.pk])
